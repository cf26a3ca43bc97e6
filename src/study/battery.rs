//! Waves, batteries and their parts, and the pins that say which files they are.

use super::{Role, Set, Texts};
use crate::instrument::{FromTree, Period, Tree, VecMap, fields, names, tree};
use serde::{Deserialize, Serialize};

/// One wave: a measurement occasion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Wave {
    /// Wave id, such as `T0`, `T1`, `T2`.
    pub id: String,
    /// Calendar months after the first wave of a family; 0 for the first wave.
    pub offset_months: u32,
    /// Days before the date from which it may be filled in.
    pub window_before_days: u32,
    /// Days after the date until which it may be filled in.
    pub window_after_days: u32,
    /// What the ending says about the next contact, per language.
    #[serde(default)]
    pub next_contact: Texts,
    /// What was done with what was said in the wave before; each set has its own words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub feedback: Vec<Feedback>,
    /// No moment but a letterbox: its links may be used at any time and any number of times.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub any_time: bool,
}

fields!(Wave { id, offset_months, window_before_days, window_after_days; next_contact, feedback, any_time });

/// What a study tells some sets about what was said and what was done with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Feedback {
    /// For whom.
    pub sets: Vec<Set>,
    /// Per language; a blank line begins a new paragraph. No quotes, and nothing by which one child can be told.
    pub text: Texts,
    /// Over how many children it was put together.
    #[serde(default)]
    pub children: u32,
    /// The honest kind: nothing has changed yet, and the text says so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unchanged: bool,
}

fields!(Feedback { sets, text; children, unchanged });

/// What one role and set fills in, in some waves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Battery {
    /// Who answers.
    pub role: Role,
    /// Which texts and look.
    pub set: Set,
    /// In which waves.
    pub waves: Vec<String>,
    /// In this order.
    pub parts: Vec<Part>,
    /// Language → SHA-256 (64 hex digits) of the [`super::Served`] file that begins it. Only in the study as a page reads it,
    /// where they stand in the place of the pins.
    #[serde(default, skip_serializing_if = "VecMap::is_empty")]
    pub files: VecMap<String, String>,
}

fields!(Battery { role, set, waves, parts; files });

/// One instrument about one target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Instrument id; pinned in the study.
    pub instrument: String,
    /// `self`, `k1`…, `a1`…, `h1`…. A part whose target the invite does not have is left out, whatever is answered.
    pub target: Target,
    /// Another recall period than the instrument's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// In which of two sittings; for the limits of `study check`.
    #[serde(default, skip_serializing_if = "Sitting::is_default")]
    pub sitting: Sitting,
}

fields!(Part { instrument, target; period, sitting });

/// Two sittings of one battery, with a break offered between them: a child may do the first only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Sitting {
    /// What the respondent wants to say.
    Voice,
    /// The questionnaires.
    #[default]
    Questions,
}

names!(Sitting { Questions = "questions", Voice = "voice" });

impl Sitting {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// About whom a part asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// The respondent.
    Myself,
    /// A child, from 1.
    Child(u8),
    /// An adult, from 1.
    Adult(u8),
    /// A home, from 1.
    Home(u8),
}

impl Target {
    /// Reads `self`, or `k`, `a` or `h` and a digit from 1 to 9.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "self" {
            return Some(Target::Myself);
        }
        let number: u8 = text.get(1..)?.parse().ok().filter(|n| (1..=9).contains(n))?;
        match text.as_bytes().first()? {
            b'k' => Some(Target::Child(number)),
            b'a' => Some(Target::Adult(number)),
            b'h' => Some(Target::Home(number)),
            _ => None,
        }
    }

    /// Returns the code, as in a study: `self`, `k1`, `a2`, `h1`.
    pub fn code(self) -> String {
        match self {
            Target::Myself => "self".into(),
            Target::Child(n) => format!("k{n}"),
            Target::Adult(n) => format!("a{n}"),
            Target::Home(n) => format!("h{n}"),
        }
    }
}

impl Serialize for Target {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.code())
    }
}

impl<'de> Deserialize<'de> for Target {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        Target::parse(&text)
            .ok_or_else(|| serde::de::Error::custom("a target is self, or k, a or h with a number from 1 to 9"))
    }
}

impl FromTree for Target {
    const BLANK: Self = Target::Myself;

    fn read(&mut self, tree: &impl Tree) -> bool {
        tree::set(self, tree.text().as_deref().and_then(Target::parse))
    }
}

#[cfg(feature = "desk")]
impl schemars::JsonSchema for Target {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Target".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^(self|[kah][1-9])$" })
    }
}

/// Behind a language: the same questions in easy words, for the set `easy` (a private subtag of BCP 47).
pub const EASY: &str = "-x-easy";

/// Exactly which files an instrument is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Pin {
    /// Instrument id.
    pub instrument: String,
    /// Its version, for people.
    pub version: String,
    /// SHA-256 of the structure's bytes, 64 hex digits.
    pub structure: String,
    /// Language → SHA-256 of the wording's bytes, 64 hex digits. [`EASY`] marks a language's easy words.
    pub wording: VecMap<String, String>,
}

fields!(Pin { instrument, version, structure, wording });

impl Pin {
    /// Returns the words of a language for a set: its key in [`Self::wording`] and its identity. Where the set is easy
    /// and a pack in easy words is pinned, `nl-x-easy` for `nl`, that one; `nl` for `nl-BE` where that has none of its
    /// own.
    pub fn words(&self, lang: &str, set: Set) -> Option<(&str, &str)> {
        let of =
            |key: &str| self.wording.iter().find(|(k, _)| *k == key).map(|(k, sha256)| (k.as_str(), sha256.as_str()));
        let easy = (set == Set::Easy).then(|| of(&format!("{lang}{EASY}"))).flatten();
        easy.or_else(|| of(lang)).or_else(|| of(lang.split('-').next()?))
    }
}
