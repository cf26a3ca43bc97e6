//! The contact envelope: whether somebody wants to talk, and where that is safe. Sent by everybody, in one size, to
//! recipients of its own, so that its being there says nothing.

use super::entry::Clock;
use crate::study::{Role, Set};
use serde::{Deserialize, Serialize};

/// Whether and how the respondent wants a talk. The page seals one right after it asks about taking part, one when the
/// respondent answers about a talk, and one at every ending. A wish in any of them stays until a person handles it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// When it was sealed, by the device.
    pub clock: Clock,
    /// Always `contact`.
    pub kind: ContactKind,
    /// When not to get in touch, in the respondent's words; at most 400 bytes.
    pub not_when: String,
    /// Number of the envelope in the session, from 0.
    pub nth: u32,
    /// SHA-256 of the contact envelope before this one in the session, 64 hex digits; absent for the first.
    pub prev: Option<String>,
    /// As in [`super::Entry::proof`].
    pub proof: String,
    /// Who answers.
    pub role: Role,
    /// Session: 16 random bytes, 32 hex digits.
    pub session: String,
    /// For whom texts and look were made.
    pub set: Set,
    /// The invite's slot, 32 hex digits.
    pub slot: String,
    /// Study id.
    pub study: String,
    /// [`super::VERSION`].
    pub v: u32,
    /// Whether a talk is wanted.
    pub wants: Wants,
    /// Wave id.
    pub wave: String,
    /// At which moment it was sealed.
    pub when: Moment,
    /// Where and how to get in touch, in the respondent's words; at most 400 bytes.
    #[serde(rename = "where")]
    pub where_: String,
}

impl Contact {
    /// Returns whether it asks for a talk: by yes or perhaps later, or by words about where and when without any
    /// choice.
    pub fn is_wish(&self) -> bool {
        match self.wants {
            Wants::Yes | Wants::Later => true,
            Wants::NotAsked => !(self.where_.is_empty() && self.not_when.is_empty()),
            Wants::No => false,
        }
    }
}

/// Says that an envelope holds a contact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    /// A contact.
    #[default]
    Contact,
}

/// Whether a talk is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wants {
    /// Not asked yet.
    #[default]
    NotAsked,
    /// Yes.
    Yes,
    /// No.
    No,
    /// Perhaps later.
    Later,
}

/// At which moment a contact envelope was sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// Right after taking part was asked.
    Begin,
    /// When the respondent said whether a talk is wanted.
    Asked,
    /// At an ending.
    End,
}
