//! What a study promises: who reads, how soon, when something is passed on, where help is.

use super::{Feedback, Set, Texts};
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
    /// Public half of the key that signs each reading of the contact envelopes, `kindstem-stamp1` and 64 lower-case hex
    /// digits. With it a machine without a secret can raise an alarm when nobody has read them for too long. Only the
    /// desk has it; the page's study does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stamp: Option<String>,
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
    /// Whether own words may be spoken or drawn, beside typed; nobody may, where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_words: Option<OwnWords>,
    /// Messages between waves; needed where a wave is `any_time`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letterbox: Option<Letterbox>,
}

/// What begins the public half of a stamp key; 64 lower-case hex digits follow.
#[cfg(feature = "check")]
pub const STAMP_KEY: &str = "kindstem-stamp1";

fields!(Protocol {
    threshold, read_interval_days, contact;
    acute, sharing, review, not_given_to_parents, use_unconfirmed, own_words, letterbox;
    stamp
});

/// Words that are spoken or drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OwnWords {
    /// To which sets it is offered. Everybody of them sends the same envelopes, whether they type, speak, draw or say
    /// nothing.
    pub sets: Vec<Set>,
    /// Envelopes of 64 KiB for every page with own words: 1 to 8. Four hold about 80 seconds of speech.
    pub envelopes: u32,
    /// Who listens and looks: two recipients of the answers, by their names.
    pub listeners: Vec<String>,
    /// They may speak.
    #[serde(default)]
    pub spoken: bool,
    /// They may draw.
    #[serde(default)]
    pub drawn: bool,
}

fields!(OwnWords { sets, envelopes, listeners; spoken, drawn });

/// Who empties the letterbox, how often, and when it is closed. Nobody reads at once, and nobody answers there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Letterbox {
    /// Two people by the names that stand at `recipients`: one may be ill.
    pub readers: Vec<String>,
    /// No message waits longer than so many days; the desk raises an alarm where one does.
    pub every_days: u32,
    /// The day on which it is read, behind "every", per language.
    pub day: Texts,
    /// Last day on which it can be used, `YYYY-MM-DD`.
    pub ends: String,
    /// Days between which nobody reads.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub closed: Vec<Closed>,
}

fields!(Letterbox { readers, every_days, day, ends; closed });

/// A time in which the letterbox is closed, both days with it, `YYYY-MM-DD`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Closed {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
}

fields!(Closed { from, to });

impl Letterbox {
    /// Returns whether it can be used on this day, `YYYY-MM-DD` of UTC. Such days have the order of their letters.
    pub fn is_open(&self, today: &str) -> bool {
        let closed = |c: &Closed| c.from.as_str() <= today && today <= c.to.as_str();
        today <= self.ends.as_str() && !self.closed.iter().any(closed)
    }
}

/// What the study found, told to everybody of a set in the same words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Results {
    /// From this day on, `YYYY-MM-DD` of UTC.
    pub from: String,
    /// Each set has its own words.
    pub texts: Vec<Feedback>,
}

fields!(Results { from, texts });

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
    /// Name of the place, in each language.
    pub name: Texts,
    /// Number to call; empty for "an adult whom you trust".
    #[serde(default)]
    pub phone: String,
    /// What for, when, what it costs.
    pub text: Texts,
}

fields!(HelpLine { name, text; phone });

#[cfg(test)]
mod tests {
    use super::{Closed, Letterbox};

    #[test]
    fn a_letterbox_is_closed_on_both_days_of_a_time_and_after_its_last_day() {
        let closed = [("2026-12-24", "2027-01-02"), ("2027-05-01", "2027-05-01")];
        let closed = closed.map(|(from, to)| Closed { from: from.into(), to: to.into() }).into();
        let (readers, day) = (Vec::new(), super::Texts::new());
        let letterbox = Letterbox { readers, every_days: 7, day, ends: "2027-06-30".into(), closed };
        for open in ["2026-12-23", "2027-01-03", "2027-04-30", "2027-05-02", "2027-06-30"] {
            assert!(letterbox.is_open(open), "{open}");
        }
        for shut in ["2026-12-24", "2026-12-31", "2027-01-02", "2027-05-01", "2027-07-01"] {
            assert!(!letterbox.is_open(shut), "{shut}");
        }
    }
}
