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
    /// Why nothing of the slot is in a table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set_aside: Option<SetAside>,
}

/// Why nothing of a slot is in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SetAside {
    /// Nobody checked whether it was written with the link.
    LinkNotChecked,
    /// Sessions contradict each other, and nobody decided.
    Contested,
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
    /// Nobody checked whether this was written with the link: there was no register. It is in no table.
    LinkNotChecked,
    /// Envelopes without the proof of the slot's link: somebody else wrote them. They are in no table; a wish for a talk
    /// in one is shown.
    WithoutLink {
        /// How many.
        entries: usize,
        /// Session, hex.
        session: String,
    },
    /// A session names contact envelopes that are not there, though these keys would open them.
    ContactMissing {
        /// How many.
        n: usize,
        /// Session, hex.
        session: String,
    },
    /// A session names contact envelopes that are not in this delivery; they are sealed to other keys.
    ContactElsewhere {
        /// How many.
        n: usize,
        /// Session, hex.
        session: String,
    },
    /// A session says that it goes on from an envelope that is not there: the end of an earlier session is missing, or
    /// all of it.
    ContinuesUnknown {
        /// SHA-256 of that envelope.
        link: String,
        /// Session, hex.
        session: String,
    },
    /// Sessions begin without going on from each other: on another device, or after a browser had forgotten. Nothing
    /// shows that the same person wrote them.
    SeparateStarts {
        /// How many.
        n: usize,
    },
    /// Sessions answered a page differently, and none corrects the other: the slot is in no table until a person decides.
    Contested {
        /// Number of the part.
        part: u32,
        /// Page id.
        page: String,
        /// The sessions, hex.
        sessions: Vec<String>,
    },
    /// A session went on from an earlier one and repeated a page of a block that was not finished, with other answers:
    /// these count.
    Corrected {
        /// Number of the part.
        part: u32,
        /// Page id.
        page: String,
        /// The session that corrected, hex.
        session: String,
    },
    /// A person decided which sessions count.
    Decided {
        /// Sessions that count.
        counting: usize,
        /// Sessions that are kept and do not count.
        not_counting: usize,
    },
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
