//! The researcher's register: which slot is which person in which wave. Never in a page; kept age-encrypted.

use super::{Role, Set};
use serde::{Deserialize, Serialize};

/// The register of a study.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// Format of this file, [`crate::instrument::FORMAT`].
    pub format: u32,
    /// Study id.
    pub study: String,
    /// One row per person and wave.
    pub rows: Vec<RegisterRow>,
}

/// One person in one wave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RegisterRow {
    /// Slot in hex, 32 digits.
    pub slot: String,
    /// The researcher's name for the family.
    pub family_id: String,
    /// The researcher's name for the person.
    pub person_id: String,
    /// `a1`, `k1`, ….
    pub roster: String,
    /// Wave id.
    pub wave: String,
    /// Role.
    pub role: Role,
    /// Set.
    pub set: Set,
    /// How the link was handed over.
    pub delivered_via: String,
}

impl Register {
    /// The row of a slot.
    pub fn row(&self, slot: &str) -> Option<&RegisterRow> {
        self.rows.iter().find(|r| r.slot == slot)
    }
}
