//! The words of an instrument in one language, with the licence that they carry.

use super::{VecMap, fields};
use serde::{Deserialize, Serialize};

/// Names in braces that a text may hold; the page puts the study's words there.
///
/// `{adult}`, `{child}`, `{home}` the part's target, `{worker}` youth-protection worker or counsellor, `{readers}`
/// who reads the answers, `{contact}` and `{phone}` whom to ask, `{threshold}` when something is passed on, `{feedback}`
/// what was done with what was said before, `{box_readers}` and `{box_day}` who reads the letterbox and when,
/// `{owner}` who carries out what is said about sharing.
pub const PLACEHOLDERS: [&str; 14] = [
    "adult",
    "child",
    "home",
    "worker",
    "readers",
    "contact",
    "phone",
    "hours",
    "read_days",
    "threshold",
    "feedback",
    "box_readers",
    "box_day",
    "owner",
];

/// One text pack.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// Format of this file, [`super::FORMAT`].
    pub format: u32,
    /// The instrument that it belongs to.
    pub instrument: String,
    /// The version of the structure that it was written for.
    pub version: String,
    /// BCP 47 language: `nl`, `en`, `nl-x-easy`, `ar`.
    pub lang: String,
    /// Licence of these words.
    pub licence: String,
    /// Where they come from.
    pub source: String,
    /// Who brought them into the study.
    pub brought_by: String,
    /// Title for researchers; a respondent sees block titles only.
    pub title: String,
    /// A line that the holder's licence wants respondents to see, in small print under every page; mostly none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notice: String,
    /// Block id → title and introduction.
    #[serde(default)]
    pub blocks: VecMap<String, BlockText>,
    /// Item id → text.
    pub items: VecMap<String, ItemText>,
    /// Option list → code (as text) → label.
    #[serde(default)]
    pub options: VecMap<String, VecMap<String, String>>,
    /// Recordings of these texts: item id, or `ITEM.CODE` for an option → `SHA256.webm`, `.ogg` or `.mp3`, a file in
    /// `audio/` beside the instruments. Read aloud in the place of the device's voice.
    #[serde(default, skip_serializing_if = "VecMap::is_empty")]
    pub audio: VecMap<String, String>,
}

fields!(Wording { format, instrument, version, lang, licence, source, brought_by, title, items; notice, blocks, options, audio });

/// The words above a block.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BlockText {
    /// Heading of a page with several items.
    #[serde(default)]
    pub title: String,
    /// One line under it.
    #[serde(default)]
    pub intro: String,
}

fields!(BlockText { ; title, intro });

/// The words of an item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ItemText {
    /// The question, or the heading of an `info` item.
    pub text: String,
    /// One line of help, or the body of an `info` item; a blank line begins a new paragraph.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub help: String,
    /// Unit behind a number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// What is said to an answer that is not the `correct_code`, or to the `explain_code`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub explain: String,
}

fields!(ItemText { text; help, unit, explain });

impl Wording {
    /// The label of a code in an option list.
    pub fn label(&self, list: &str, code: i32) -> Option<&str> {
        self.options.get(list)?.get(code.to_string().as_str()).map(String::as_str)
    }
}
