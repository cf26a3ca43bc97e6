//! What the register contradicts: itself, its invites, the study.

use super::{Register, RegisterRow, is_birth};
use crate::instrument::{FORMAT, Finding, Findings};
use crate::study::{Invite, Person, Study, Target};
use crate::time::Day;
use std::collections::BTreeSet;

impl Register {
    /// Returns everything in which the register contradicts itself, its invites or the study. Repeats no invite.
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
            if crate::encoding::from_hex(&row.proof_sha256).is_none_or(|hash| hash.len() != 32) {
                let advice =
                    "this is not the hash of a link's proof, 64 hex digits; use the other copy of the register";
                out.error(format!("{path}.proof_sha256"), "proof", advice);
            }
        }
        self.lint_people(&mut out);
        self.lint_families(study, &mut out);
        out.0
    }

    fn lint_families(&self, study: &Study, out: &mut Findings) {
        let mut seen = BTreeSet::new();
        for (i, family) in self.families.iter().enumerate() {
            let path = format!("$.families[{i}]");
            if !seen.insert(&family.family_id) {
                out.error(&path, "duplicate_family", "this family appears twice; keep one of them");
            }
            if family.t0.as_deref().is_some_and(|d| Day::parse(d).is_none()) {
                out.error(format!("{path}.t0"), "date", "write dates as 2026-11-24");
            }
            for (j, home) in family.homes.iter().enumerate() {
                let adults = home.adults.iter().all(|a| matches!(Target::parse(a), Some(Target::Adult(_))));
                if !adults || !matches!(Target::parse(&home.home), Some(Target::Home(_))) {
                    let advice = "a home is h with a number, its adults are a with a number";
                    out.error(format!("{path}.homes[{j}]"), "home", advice);
                }
            }
        }
        let wave = |id: &String| study.waves.iter().any(|w| w.id == *id);
        for (i, m) in self.measures.iter().enumerate() {
            let path = format!("$.measures[{i}]");
            if !matches!(Target::parse(&m.roster), Some(Target::Child(_))) {
                out.error(format!("{path}.roster"), "roster", "a measure is imposed per child: k with a number");
            }
            if !wave(&m.wave) {
                out.error(format!("{path}.wave"), "wave", "the study has no such wave");
            }
            let days = [&m.start, &m.end].map(|d| d.as_deref().map(Day::parse));
            if days.contains(&Some(None)) {
                out.error(&path, "date", "write dates as 2026-11-24");
            }
            if let [Some(Some(start)), Some(Some(end))] = days
                && end < start
            {
                out.error(format!("{path}.end"), "date", "the measure ends before it begins; swap start and end");
            }
        }
        for (i, o) in self.outcomes.iter().enumerate() {
            if !wave(&o.wave) {
                out.error(format!("$.outcomes[{i}].wave"), "wave", "the study has no such wave");
            }
        }
    }

    fn lint_people(&self, out: &mut Findings) {
        let mut seen = BTreeSet::new();
        for (i, person) in self.people.iter().enumerate() {
            let path = format!("$.people[{i}]");
            if !seen.insert((&person.family_id, &person.roster)) {
                out.error(&path, "duplicate_person", "this person appears twice; keep one of them");
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
                let advice = "the invite of this row disagrees with it; use the other copy of the register";
                out.error(format!("{path}.{field}"), "other_than_invite", advice);
            }
        }
    }
}
