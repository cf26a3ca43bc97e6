//! What is known of a slot beside its envelopes: what was deleted after it had arrived, and what a person decided.

use super::head::Head;
use crate::seal::{OpenedEnvelope, Plain};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What of a slot must not be read any more, and what of it does not count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Removed {
    /// Links of entries with a deletion mark (`gone/`) about which no person has decided. Where the session itself
    /// says that it was thrown away, that statement counts and the marks add nothing.
    pub marks: BTreeSet<String>,
    /// What is left of entries that are gone for good.
    pub tombstones: Vec<Tombstone>,
    /// Sessions (hex) that a person decided to count, where sessions contradicted each other.
    pub counting: BTreeSet<String>,
    /// Sessions (hex) that a person decided to keep beside them.
    pub not_counting: BTreeSet<String>,
}

/// What is left of an entry that is gone for good: its place, and whose session it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tombstone {
    /// SHA-256 of the ciphertext, 64 hex digits: the link of the chain.
    pub link: String,
    /// Number in the session's chain; absent for a draft.
    pub seq: Option<u32>,
    /// Session, 32 hex digits.
    pub session: String,
    /// Slot, 32 hex digits.
    pub slot: String,
    /// Person and moment; absent for a piece of what was spoken or drawn.
    pub head: Option<Head>,
    /// What its session goes on from, as in [`crate::seal::Entry::continues`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continues: Option<String>,
    /// Why it is gone.
    pub why: Gone,
}

/// Why an entry is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gone {
    /// The session itself said that it was thrown away.
    Statement,
    /// A mark of a deletion, which a person confirmed.
    Mark,
    /// The person withdrew.
    Withdrawn,
}

impl Tombstone {
    /// Returns the tombstone of an envelope; `None` for a contact, which only a person closes.
    pub fn of(envelope: &OpenedEnvelope, why: Gone) -> Option<Self> {
        use crate::seal::State;
        let slot = envelope.key.split('/').nth(1).unwrap_or_default().to_string();
        let (session, seq, head) = match &envelope.plain {
            Plain::Page(e) => (&e.session, (e.state != State::Draft).then_some(e.seq), Some(Head::of(e))),
            Plain::Manifest(m) => (&m.session, Some(m.seq), Some(Head::of_manifest(m))),
            Plain::Attachment(a) => (&a.session, Some(a.seq), None),
            Plain::Contact(_) => return None,
        };
        let continues = if let Plain::Page(e) = &envelope.plain { e.continues.clone() } else { None };
        Some(Tombstone { link: envelope.link.clone(), seq, session: session.clone(), slot, head, continues, why })
    }
}
