//! What a study promises: who reads, how soon, when something is passed on, where help is.

use super::{Set, Texts};
use crate::instrument::fields;
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
    /// Who tells a worker what a respondent wants told; without it nobody is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sharing: Option<Sharing>,
    /// The institution has decided that answers are not given to parents; only then may a screen say so.
    #[serde(default)]
    pub not_given_to_parents: bool,
    /// Whether drafts that were never confirmed may be read.
    #[serde(default)]
    pub use_unconfirmed: bool,
}

fields!(Protocol { threshold, read_interval_days, contact; acute, sharing, not_given_to_parents, use_unconfirmed });

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

/// Who carries out what was said about sharing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Sharing {
    /// Name.
    pub owner: String,
    /// Within so many days.
    pub within_days: u32,
}

fields!(Sharing { owner, within_days });

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
