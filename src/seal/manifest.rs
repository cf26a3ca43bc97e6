//! The last entry of a session's chain: how many there were, and the scores that the page computed.

use super::entry::Clock;
use crate::scoring::ScoreDocument;
use crate::study::{Role, Set};
use serde::{Deserialize, Serialize};

/// Closes the chain of a session that was finished.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// SHA-256 of the page's wasm, 64 hex digits.
    pub app: String,
    /// When it was sealed, by the device's clocks.
    pub clock: Clock,
    /// SHA-256 of the contact envelope that this session sealed last, hex.
    pub contact: Option<String>,
    /// Entries of the chain before this one; equals `seq`.
    pub count: u32,
    /// Always `manifest`.
    pub kind: ManifestKind,
    /// SHA-256 of the last ciphertext before this one, 64 hex digits.
    pub prev: Option<String>,
    /// As in [`super::Entry::proof`].
    pub proof: String,
    /// Who answers.
    pub role: Role,
    /// One per part that this session asked from its first page to its last.
    pub scores: Vec<PartScores>,
    /// Number in the chain.
    pub seq: u32,
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
    /// Wave id.
    pub wave: String,
}

/// Says that an envelope holds a manifest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ManifestKind {
    /// A manifest.
    #[default]
    Manifest,
}

/// The scores of one part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartScores {
    /// What the page computed.
    pub document: ScoreDocument,
    /// Number of the part in the plan, from 0.
    pub part: u32,
}
