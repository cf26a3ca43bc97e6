//! The researcher's register: which slot is which person in which wave, and what of families and people no page knows.
//! Never in a page; kept age-encrypted, in two copies.

#[cfg(feature = "desk")]
mod fact;
mod family;
#[cfg(feature = "desk")]
mod lint;
#[cfg(feature = "desk")]
mod read;

#[cfg(feature = "desk")]
pub use fact::{Change, Fact, What};
pub use family::{Group, Measure, MeasureKind, Outcome, OutcomeKind, RegisterFamily, RegisterHome};
#[cfg(feature = "desk")]
pub use read::RegisterError;

use super::{Consent, Role, Set};
use crate::instrument::Sex;
use crate::time::Month;
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
    /// What norms need of a person, the same in every wave; also of children who are asked nothing themselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<RegisterPerson>,
    /// What is the same for a whole family.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub families: Vec<RegisterFamily>,
    /// Child-protection measures, which a court imposes per child.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Measure>,
    /// Why somebody did not answer in a wave.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<Outcome>,
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
    /// The invite's text, 60 characters: for whom the plan of the session was made. The link has the same and a proof,
    /// which the register does not have.
    pub invite: String,
    /// SHA-256 of the link's proof, 64 hex digits: what was written with the link shows that proof.
    pub proof_sha256: String,
    /// The host sees the proof too, because the link has it in its path (`/i/`) or because a host page sets it: the host
    /// could then write for this person.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub proof_seen_by_host: bool,
}

/// What is the same for one person in every wave.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RegisterPerson {
    /// The researcher's name for the family.
    pub family_id: String,
    /// `a1`, `k1`, ….
    pub roster: String,
    /// Year and month of birth, `YYYY-MM`; the day is nobody's business.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth: Option<String>,
    /// Sex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    /// Whose consent is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<Consent>,
    /// How links reach this person: interviewer, school, own phone, worker, parent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery: Option<String>,
    /// Where and how this person may be reached safely. Leaves the register by no table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub safe_contact: Option<String>,
    /// Whether this adult cared most for the children at T0. Classes and matching go by this informant.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub main_caregiver: bool,
}

impl Register {
    /// Largest register that is read, in bytes: far more people than any study has.
    pub const LIMIT: usize = 256 << 20;

    /// Returns the row of a slot (32 lower-case hex digits).
    pub fn row(&self, slot: &str) -> Option<&RegisterRow> {
        self.rows.iter().find(|r| r.slot == slot)
    }

    /// Returns a person by family and roster code, such as `k1`.
    pub fn person(&self, family_id: &str, roster: &str) -> Option<&RegisterPerson> {
        self.people.iter().find(|p| p.family_id == family_id && p.roster == roster)
    }

    /// Returns what is the same for a whole family.
    pub fn family(&self, family_id: &str) -> Option<&RegisterFamily> {
        self.families.iter().find(|f| f.family_id == family_id)
    }

    /// Returns the group of a family, where it is known.
    pub fn group(&self, family_id: &str) -> Option<Group> {
        self.family(family_id)?.group
    }
}

/// Returns whether this is a month of birth: `YYYY-MM`, from 1900 to 2100.
pub fn is_birth(text: &str) -> bool {
    Month::parse(text).is_some_and(|month| (1900..=2100).contains(&month.year()))
}
