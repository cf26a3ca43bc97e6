//! What arrived for each slot, and what is wrong with it.

use crate::study::Role;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The integrity report of a whole delivery.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Number of envelopes, readable or not.
    pub envelopes: usize,
    /// Object keys of envelopes that could not be read, by the name of the [`crate::seal::Fault`], such as `damaged`.
    pub faults: BTreeMap<String, Vec<String>>,
    /// One per slot.
    pub slots: Vec<SlotReport>,
}

/// The report of one slot: one person in one wave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SlotReport {
    /// SHA-256 (64 hex digits) of each app build that wrote entries of this slot.
    pub apps: Vec<String>,
    /// Whether every block of every part that arrived was closed and a session reached its end.
    pub complete: bool,
    /// Number of pages and dummies of sessions that were not thrown away, and of drafts if they may be read.
    pub entries: usize,
    /// Problems, each once, sorted.
    pub findings: Vec<Finding>,
    /// Role.
    pub role: Role,
    /// How many sessions there were.
    pub sessions: usize,
    /// Slot, 32 hex digits.
    pub slot: String,
    /// Wave id.
    pub wave: String,
    /// The respondent does not take part.
    pub declined: bool,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// A number of a session's chain is missing, or names a ciphertext that is not there.
    Gap {
        /// Session, 32 hex digits.
        session: String,
        /// The number that is missing, or whose predecessor is.
        seq: u32,
    },
    /// Two different entries claim the same place of a chain.
    Fork {
        /// Session, 32 hex digits.
        session: String,
        /// The place.
        seq: u32,
    },
    /// The same ciphertext lies there more than once.
    Duplicate {
        /// Object keys.
        keys: Vec<String>,
    },
    /// The wall clock moved more than the time that passed.
    ClockJump {
        /// Session, 32 hex digits.
        session: String,
        /// Place in the chain after the jump.
        seq: u32,
    },
    /// The manifest's count is not the number of entries.
    Count {
        /// Session, 32 hex digits.
        session: String,
    },
    /// An entry names a structure that is not at hand; its answers are kept out of the records.
    UnknownInstrument {
        /// Instrument id.
        id: String,
        /// SHA-256 that it names.
        sha256: String,
    },
    /// An entry was written by code that is not among the known ones.
    UnknownApp {
        /// SHA-256 that it names.
        sha256: String,
    },
    /// A session was thrown away: the session says so itself, or a person confirmed the marks of its deletion.
    Erased {
        /// Session, 32 hex digits.
        session: String,
    },
    /// Entries have the mark of a deletion, and the session says nothing of it: they are in no table until a person
    /// confirms or rejects the mark.
    ErasedByMark {
        /// How many.
        entries: usize,
        /// Session, 32 hex digits.
        session: String,
    },
    /// The person withdrew: nothing of the slot is read.
    Withdrawn,
    /// More than one session: somebody came back, or somebody else did.
    SeveralSessions {
        /// How many.
        n: usize,
    },
    /// Entries of one slot name different roles, sets, waves or studies, or one part under different instruments,
    /// targets or periods. Each stands in the records by itself.
    Mixed,
    /// An answer does not fit its item, or there is no such item on the page: no page of ours writes that. It is
    /// kept out.
    Unfit {
        /// Session, 32 hex digits.
        session: String,
        /// Page id.
        page: String,
        /// Item id.
        item: String,
    },
    /// Pieces of what was spoken or drawn are missing, or there are too many: it is left out.
    Torn {
        /// Session, 32 hex digits.
        session: String,
        /// Page id.
        page: String,
        /// Item id.
        item: String,
    },
    /// The scores that a page computed are not those of the answers that it sealed.
    Scores {
        /// Session, 32 hex digits.
        session: String,
        /// Number of the part.
        part: u32,
    },
}
