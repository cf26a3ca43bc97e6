//! The researcher's register: which slot is which person in which wave. Never in a page; kept age-encrypted.

#[cfg(feature = "desk")]
use super::{Invite, Person, Study, Target};
use super::{Role, Set};
#[cfg(feature = "desk")]
use crate::instrument::{FORMAT, Finding, Findings};
use serde::{Deserialize, Serialize};
#[cfg(feature = "desk")]
use std::collections::BTreeSet;

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
    /// The invite's text as it stands in the link, 60 characters. It says for whom the plan of the session was made,
    /// and whoever has it may add to the slot.
    pub invite: String,
}

impl Register {
    /// The row of a slot.
    pub fn row(&self, slot: &str) -> Option<&RegisterRow> {
        self.rows.iter().find(|r| r.slot == slot)
    }
}

#[cfg(feature = "desk")]
impl Register {
    /// Everything in which the register contradicts itself, its invites or the study. Repeats no invite.
    pub fn lint(&self, study: &Study) -> Vec<Finding> {
        let mut out = Findings::default();
        if self.format != FORMAT {
            out.error("$.format", "format", format!("this version reads format {FORMAT}"));
        }
        if self.study != study.id {
            let advice = format!("it is the register of {}, the study is {}; keep one per study", self.study, study.id);
            out.error("$.study", "other_study", advice);
        }
        let mut slots = BTreeSet::new();
        for (i, row) in self.rows.iter().enumerate() {
            let path = format!("$.rows[{i}]");
            if !slots.insert(&row.slot) {
                out.error(format!("{path}.slot"), "duplicate_slot", "another row has this slot; keep one of them");
            }
            match Invite::decode(&row.invite).and_then(|invite| invite.belongs_to(study).map(|()| invite)) {
                Ok(invite) => row.agrees(&invite, study, &path, &mut out),
                Err(bad) => out.error(format!("{path}.invite"), "invite", bad.to_string()),
            }
        }
        out.0
    }
}

#[cfg(feature = "desk")]
impl RegisterRow {
    fn agrees(&self, invite: &Invite, study: &Study, path: &str, out: &mut Findings) {
        let roster = match invite.me {
            None => String::new(),
            Some(Person::Child(n)) => Target::Child(n).code(),
            Some(Person::Adult(n)) => Target::Adult(n).code(),
        };
        let wave = study.waves.get(usize::from(invite.wave)).map(|w| &w.id);
        for (field, same) in [
            ("slot", self.slot == invite.slot_hex()),
            ("roster", self.roster == roster),
            ("wave", Some(&self.wave) == wave),
            ("role", self.role == invite.role),
            ("set", self.set == invite.set),
        ] {
            if !same {
                let advice = "the invite of this row says something else; take the other copy of the register";
                out.error(format!("{path}.{field}"), "other_than_invite", advice);
            }
        }
    }
}
