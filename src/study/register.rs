//! The researcher's register: which slot is which person in which wave. Never in a page; kept age-encrypted.

#[cfg(feature = "desk")]
use super::{Invite, Person, Study, Target};
use super::{Role, Set};
use crate::instrument::Sex;
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
    /// What norms need of a person, the same in every wave; also of children who are asked nothing themselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<RegisterPerson>,
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

/// What norms need of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
}

impl Register {
    /// The row of a slot.
    pub fn row(&self, slot: &str) -> Option<&RegisterRow> {
        self.rows.iter().find(|r| r.slot == slot)
    }

    /// A person by family and roster code.
    pub fn person(&self, family_id: &str, roster: &str) -> Option<&RegisterPerson> {
        self.people.iter().find(|p| p.family_id == family_id && p.roster == roster)
    }
}

/// Whether this is a year and month, `YYYY-MM`, in which somebody who lives may be born.
pub fn is_birth(text: &str) -> bool {
    let digits =
        text.len() == 7 && text.bytes().enumerate().all(|(i, b)| if i == 4 { b == b'-' } else { b.is_ascii_digit() });
    let number =
        |range: std::ops::Range<usize>| text.get(range).and_then(|n| n.parse::<u32>().ok()).unwrap_or_default();
    digits && (1900..=2100).contains(&number(0..4)) && (1..=12).contains(&number(5..7))
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
        self.lint_people(&mut out);
        out.0
    }

    fn lint_people(&self, out: &mut Findings) {
        let mut seen = BTreeSet::new();
        for (i, person) in self.people.iter().enumerate() {
            let path = format!("$.people[{i}]");
            if !seen.insert((&person.family_id, &person.roster)) {
                out.error(&path, "duplicate_person", "this person stands twice; keep one of them");
            }
            if !matches!(Target::parse(&person.roster), Some(Target::Child(_) | Target::Adult(_))) {
                out.error(format!("{path}.roster"), "roster", "a roster code is a or k with a number");
            }
            if person.birth.as_deref().is_some_and(|b| !is_birth(b)) {
                out.error(format!("{path}.birth"), "birth", "write year and month, such as 2016-05");
            }
        }
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
