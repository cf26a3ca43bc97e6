//! What an answer does to the conversation: going on, explaining, putting off, reading aloud. Only a choice has these,
//! because only a choice has a code that can be named in advance.

use super::super::fields;
use serde::{Deserialize, Serialize};

/// Codes of a choice that decide how the page goes on. None of them is needed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Flow {
    /// Going on with the battery needs this answer (taking part). Any other answer leads to the one ending.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gate: Option<i32>,
    /// What somebody who understood answers. Nobody goes on without it. Another answer shows the item's explanation and
    /// asks again; after the third one the screen says whom to ask, and the visit stops (`dont_know`). A later visit
    /// with the same link asks again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correct_code: Option<i32>,
    /// Choosing this code shows the item's explanation; at a gate nobody goes on with it (whom to ask first).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explain_code: Option<i32>,
    /// Going on with this code closes the page for now; a later visit with the same link resumes here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub defer_code: Option<i32>,
    /// Going on with this code (somebody is near): nothing is read aloud in this visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mute_code: Option<i32>,
}

fields!(Flow { ; gate, correct_code, explain_code, defer_code, mute_code });

impl Flow {
    /// What an item has that decides nothing.
    pub const NONE: &'static Flow =
        &Flow { gate: None, correct_code: None, explain_code: None, defer_code: None, mute_code: None };

    /// Whether no code decides anything.
    pub fn is_none(&self) -> bool {
        self == Flow::NONE
    }

    /// The answer that somebody has to give to go on: whoever takes part, or has understood.
    pub fn needed(&self) -> Option<i32> {
        self.gate.or(self.correct_code)
    }
}
