//! Whether something was written with the link that the study handed out.
//!
//! Whoever has the public keys and a slot, such as the host, can seal what looks like a page. What they lack is the
//! proof, 16 bytes that stand in the link only. An entry holds it inside the seal; the register has its hash.

use crate::study::{Register, proof_hash};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The links that a study handed out: per slot (32 hex digits) the SHA-256 of the link's proof (64 hex digits).
#[derive(Clone, Default, PartialEq, Eq)]
pub enum Links {
    /// Nobody gave a register.
    #[default]
    Unknown,
    /// Those of a register. A slot that is not in it was handed out to nobody.
    Known(BTreeMap<String, String>),
}

/// Whether an envelope shows that it was written with the link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Written {
    /// It has the proof of its slot's link.
    WithLink,
    /// Without a register nobody can tell.
    #[default]
    NotChecked,
    /// It has no such proof: it was written by somebody who did not have the link.
    WithoutLink,
}

impl Links {
    /// Returns the links of a register.
    pub fn of(register: &Register) -> Self {
        Links::Known(register.rows.iter().map(|row| (row.slot.clone(), row.proof_sha256.clone())).collect())
    }

    /// Judges a proof (32 hex digits) from an envelope of a slot (32 hex digits).
    pub fn check(&self, slot: &str, proof: &str) -> Written {
        match self {
            Links::Unknown => Written::NotChecked,
            Links::Known(hashes) => match hashes.get(slot) {
                Some(hash) if proof_hash(proof).as_ref() == Some(hash) => Written::WithLink,
                _ => Written::WithoutLink,
            },
        }
    }

    /// Returns what decides about a slot, for whoever keeps a result: another register may judge otherwise.
    pub fn of_slot(&self, slot: &str) -> Option<&str> {
        match self {
            Links::Unknown => None,
            Links::Known(hashes) => Some(hashes.get(slot).map_or("", String::as_str)),
        }
    }
}

/// Hashes of proofs stay out of every text.
impl std::fmt::Debug for Links {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Links")
    }
}
