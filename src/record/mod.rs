//! Opened: one record per person × wave × about, and a report on what arrived.
//!
//! Which answer counts:
//!
//! | between | rule |
//! |---|---|
//! | two entries of one page in one session | the later in the chain |
//! | sessions that answered a page alike | nothing to decide; the one that closed the block gives mode and time |
//! | a session that goes on from another one and repeats a page of its unfinished block | the later one, as a correction; the other stays beside it as `answered_again` |
//! | any other two sessions that answered a page differently | nobody's, until a person decides: [`SetAside::Contested`] |
//! | what was not written with the link | not read, and named; without a register nothing is a record |
//! | a session that was thrown away | dropped, all of it |
//! | drafts | dropped, unless the protocol says otherwise |
//! | dummies | dropped |
//! | what was spoken or drawn | the last that was not a filler, in the session whose page counts; none where it was taken back |
//! | entries with the mark of a deletion | dropped; without a word of their session a person decides |
//! | contact envelopes | all: a wish for a talk stays until a person handles that contact ([`calls`]) |
//! | visits to the letterbox | all: each is a message of its own, and none is a record |
//!
//! What this rests on: a session goes on from another one if it names its last envelope, which only the device knows; no
//! clock decides. Whoever has the link can add a session of their own on another device. It then begins apart, which the
//! report says, and where it contradicts the other nothing of the slot is in a table before a person has decided.

mod assemble;
mod attachments;
mod calls;
mod chain;
mod head;
mod letters;
mod links;
mod merge;
mod own_words;
mod part;
mod removed;
mod report;
mod review;
mod sessions;
mod visits;
mod work;

pub use assemble::{Options, Structures, assemble, assemble_without};
pub use calls::{
    Call, Handled, HandledFile, HandledStep, Listed, No, OpenedContact, Promise, TalkWish, calls, heading,
};
pub use head::Head;
pub use letters::{Letter, Wait};
pub use links::{Links, Written};
pub use own_words::{Heard, OwnText, sharing};
pub use removed::{Gone, Removed, Tombstone};
pub use report::{Finding, Report, SetAside, SlotReport};
pub use review::{ReviewKind, ReviewLine, in_order, review};
pub use work::{Task, Wish, work};

use crate::answers::{Answers, Said};
use crate::instrument::Period;
use crate::scoring::ScoreDocument;
use crate::seal::{InstrumentId, Media, Mode};
use crate::study::{About, Role, Set, Words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One person in one wave about one target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// About whom.
    pub about: About,
    /// Parts in the order of the plan.
    pub parts: Vec<RecordPart>,
    /// Who answered.
    pub role: Role,
    /// Which texts and look.
    pub set: Set,
    /// Slot, 32 hex digits: one person in one wave.
    pub slot: String,
    /// Study id.
    pub study: String,
    /// Wave id.
    pub wave: String,
}

/// One instrument of a record: the answers that count, and their scores.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecordPart {
    /// The answers that count; items that were never reached are `not_reached`.
    pub answers: Answers,
    /// What later sessions answered on pages that were closed before. It does not count.
    pub answered_again: Vec<AnsweredAgain>,
    /// Whether every block was closed.
    pub complete: bool,
    /// Day (UTC) on which the first page that counts was confirmed, `YYYY-MM-DD`, by the device's clock: norms need
    /// the age on it. Absent where nothing was begun.
    pub day: Option<String>,
    /// Items that nobody touched, so that their answer is the default.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub defaults: Vec<String>,
    /// Which structure.
    pub instrument: InstrumentId,
    /// How it was filled in, per page that counts, in the order of the instrument.
    pub modes: Vec<PageMode>,
    /// Number of the part in the plan, from 0.
    pub part: u32,
    /// What was spoken or drawn; the bytes stand in [`Assembled::words`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub own_words: Vec<OwnWords>,
    /// The period that was asked about.
    pub period: Option<Period>,
    /// Scores computed now from `answers`. These count.
    pub scores: ScoreDocument,
    /// Scores that the page computed and sealed; `None` if the session did not finish the part.
    pub scores_page: Option<ScoreDocument>,
    /// Which words were read; of the first page that counts.
    pub text: Words,
}

/// What was spoken or drawn for an item, and counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnWords {
    /// Name of the file that holds it: slot, part, page and item.
    pub file: String,
    /// Item id.
    pub item: String,
    /// What it is.
    pub media: Media,
    /// Page id.
    pub page: String,
}

/// How one page was filled in, and when it was confirmed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageMode {
    /// How the page was filled in.
    pub mode: Mode,
    /// Page id.
    pub page: String,
    /// Which words.
    pub text: Words,
    /// The hour in which it was confirmed, by the device's clock, `2026-11-23T16:00Z`.
    #[serde(default)]
    pub wall: String,
}

/// One page that a later session answered again. It does not count.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnsweredAgain {
    /// The answers of the later session.
    pub answers: Vec<Said>,
    /// Page id.
    pub page: String,
    /// Session, 32 hex digits.
    pub session: String,
}

/// The result of [`assemble`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assembled {
    /// Every contact envelope, by slot, visit and number. To be read first.
    pub contacts: Vec<OpenedContact>,
    /// Messages of the letterbox, by slot, then in the order in which they were written. To be read next.
    pub letters: Vec<Letter>,
    /// Records, by slot, then in the order of their first part.
    pub records: Vec<Record>,
    /// Records that are in no table, for the reason in [`SlotReport::set_aside`]; in the same order.
    pub set_aside: Vec<Record>,
    /// What arrived, and any problems with it.
    pub report: Report,
    /// What was spoken or drawn, by [`OwnWords::file`]. For few eyes and ears.
    pub words: BTreeMap<String, Vec<u8>>,
}
