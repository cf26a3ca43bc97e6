//! What a study promises: who reads, how soon, when something is passed on, where help is.

use super::{Set, Texts};
use crate::instrument::{Decimal, fields};
use serde::{Deserialize, Serialize};

/// The promises that the screens make. Live mode needs something behind each of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Protocol {
    /// When something is passed on, and to whom, in the respondent's words.
    pub threshold: Texts,
    /// Contact envelopes are read at least this often, in days.
    pub read_interval_days: u32,
    /// Whom to ask.
    pub contact: ContactPerson,
    /// Who reads acute items and within how many hours; needed where a battery asks one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acute: Option<Acute>,
    /// Who carries out what a respondent wants shared; needed where a battery asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sharing: Option<Sharing>,
    /// Answers that somebody wants to look at after opening, by rules of the study's own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub review: Vec<ReviewRule>,
    /// The institution has decided that answers are not given to parents; only then may a screen say so.
    #[serde(default)]
    pub not_given_to_parents: bool,
    /// Whether drafts that were never confirmed may be read.
    #[serde(default)]
    pub use_unconfirmed: bool,
}

fields!(Protocol { threshold, read_interval_days, contact; acute, sharing, review, not_given_to_parents, use_unconfirmed });

/// Somebody of the study whom a respondent can reach.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactPerson {
    /// Name.
    pub name: String,
    /// Telephone number.
    pub phone: String,
    /// When, per language.
    pub hours: Texts,
}

fields!(ContactPerson { name, phone, hours });

/// Who reads acute items.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Acute {
    /// Name.
    pub reader: String,
    /// Within so many hours.
    pub within_hours: u32,
}

fields!(Acute { reader, within_hours });

/// Who carries out what a respondent wants shared with their worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Sharing {
    /// Name.
    pub owner: String,
    /// Within so many days of the answer.
    pub within_days: u32,
}

fields!(Sharing { owner, within_days });

/// One rule of the review list: an item with one of some codes, or a score of at least so much. It says nothing about
/// a person but that somebody of the study looks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReviewRule {
    /// Instrument id; a battery asks it.
    pub instrument: String,
    /// An item, with `codes`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// The codes of that item.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<i32>,
    /// A score, with `at_least`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<String>,
    /// The lowest value of that score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Decimal>,
    /// Within how many days somebody looks; absent where the study promises no time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within_days: Option<u32>,
}

fields!(ReviewRule { instrument; item, codes, score, at_least, within_days });

/// Help for some sets: the same list, in the same order, on every screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HelpList {
    /// For whom.
    pub sets: Vec<Set>,
    /// When somebody last tried the numbers, `YYYY-MM-DD`.
    pub checked_on: String,
    /// In this order.
    pub lines: Vec<HelpLine>,
}

fields!(HelpList { sets, checked_on, lines });

/// One place to turn to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HelpLine {
    /// Who.
    pub name: Texts,
    /// Number to call; empty for "an adult whom you trust".
    #[serde(default)]
    pub phone: String,
    /// What for, when, what it costs.
    pub text: Texts,
}

fields!(HelpLine { name, text; phone });
