//! What everybody said in every wave, as far as change needs it.

use super::Unit;
use super::units::units;
use crate::answers::{Answer, Answers};
use crate::instrument::{Decimal, Instrument, Length, Missing, ShowIf};
use crate::record::{Record, RecordPart, Structures};
use crate::scoring::Scored;
use crate::study::{About, Group, Register, Role, Set};
use std::collections::{BTreeMap, BTreeSet};

/// Who answered which instrument about whom: the key that joins the waves.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Who {
    /// The researcher's name for the family.
    pub family_id: String,
    /// The researcher's name for the informant.
    pub person_id: String,
    /// The informant's roster code; empty for a professional.
    pub roster: String,
    /// Who answered.
    pub role: Role,
    /// The target.
    pub about: About,
    /// Instrument id.
    pub instrument: String,
    /// How often the same was asked before in the wave.
    pub again: usize,
}

/// The scores of one part in one wave, and how it was asked.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Which texts and look.
    pub set: Set,
    /// SHA-256 of the structure, 64 hex digits.
    pub structure: String,
    /// Version of the structure.
    pub version: String,
    /// Languages that were read.
    pub languages: BTreeSet<String>,
    /// SHA-256 of the words that were read.
    pub words: BTreeSet<String>,
    /// Modes of administration that can change an answer: who held the device, read aloud, faces.
    pub modes: BTreeSet<String>,
    /// Length of the recall period.
    pub period: Option<Length>,
    /// Day of the first page, `YYYY-MM-DD`.
    pub day: Option<String>,
    /// Its scores.
    pub scores: Vec<Scored>,
    /// Its violence classes.
    pub units: Vec<Unit>,
    /// Numbers of single items, for covariates; of one that branching left out, what its instrument says it then is.
    pub items: BTreeMap<String, Decimal>,
}

/// The answers of everybody in the register, in all waves.
#[derive(Debug)]
pub struct Cohort<'a> {
    /// The register.
    pub register: &'a Register,
    /// The structures of the instruments that were asked.
    pub structures: &'a Structures,
    /// Who → wave id → what was answered.
    pub seen: BTreeMap<Who, BTreeMap<String, Seen>>,
}

impl<'a> Cohort<'a> {
    /// Returns a cohort without answers.
    pub fn new(register: &'a Register, structures: &'a Structures) -> Self {
        Cohort { register, structures, seen: BTreeMap::new() }
    }

    /// Adds a record. Returns `false`, and adds nothing, if its slot is not in the register.
    pub fn add(&mut self, record: &Record) -> bool {
        let row = self.register.row(&record.slot);
        let asked = |r: &&crate::study::RegisterRow| {
            (&self.register.study, r.role, r.set, &r.wave) == (&record.study, record.role, record.set, &record.wave)
        };
        let Some(row) = row.filter(asked).cloned() else { return false };
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        for part in &record.parts {
            let Some(x) = self.structures.get(&part.instrument.sha256) else { continue };
            let again = times.entry(&part.instrument.id).or_default();
            let who = Who {
                family_id: row.family_id.clone(),
                person_id: row.person_id.clone(),
                roster: row.roster.clone(),
                role: row.role,
                about: record.about.clone(),
                instrument: part.instrument.id.clone(),
                again: *again,
            };
            *again += 1;
            let age = record.about.child.as_deref().and_then(|c| self.age(&row.family_id, c, part.day.as_deref()));
            let seen = seen(x, record.set, part, age);
            self.seen.entry(who).or_default().insert(record.wave.clone(), seen);
        }
        true
    }

    /// Returns the age of a person on a day (`YYYY-MM-DD`) in whole years; `None` if the register has no month of
    /// birth.
    pub fn age(&self, family_id: &str, roster: &str, day: Option<&str>) -> Option<u32> {
        let birth = self.register.person(family_id, roster)?.birth.as_deref();
        crate::time::Age::on(day, birth).ok().map(|a| a.at_most)
    }

    /// The structure that a part was asked with.
    pub(super) fn structure(&self, seen: &Seen) -> Option<&'a Instrument> {
        self.structures.get(&seen.structure)
    }

    /// The group of a family, in the word of the tables.
    pub(super) fn group(&self, family_id: &str) -> &'static str {
        self.register.group(family_id).map_or("unknown", Group::name)
    }

    /// Returns the ids of the families with a link, in order.
    pub fn families(&self) -> BTreeSet<&'a str> {
        self.register.rows.iter().map(|r| r.family_id.as_str()).collect()
    }

    /// Returns the roster code of the main caregiver at T0: the adult that the register names, else the only parent who
    /// answered in `wave` (its id).
    ///
    /// # Errors
    /// Why there is none, in English.
    pub fn main_caregiver(&self, family_id: &str, wave: &str) -> Result<String, &'static str> {
        let mut named = self.register.people.iter().filter(|p| p.family_id == family_id && p.main_caregiver);
        if let Some(person) = named.next() {
            return Ok(person.roster.clone());
        }
        let parents = self
            .seen
            .iter()
            .filter(|(w, waves)| w.family_id == family_id && w.role == Role::Parent && waves.contains_key(wave));
        let parents: BTreeSet<&str> = parents.map(|(w, _)| w.roster.as_str()).collect();
        match parents.len() {
            0 => Err("no parent answered in the first wave"),
            1 => Ok(parents.into_iter().collect()),
            _ => Err("several parents answered in the first wave and the register names no main caregiver"),
        }
    }
}

fn seen(x: &Instrument, set: Set, part: &RecordPart, age: Option<u32>) -> Seen {
    let mode = |m: &crate::record::PageMode| {
        let how = serde_json::to_value(m.mode.how).ok().and_then(|v| v.as_str().map(String::from)).unwrap_or_default();
        let more = [(m.mode.read_aloud, "+read_aloud"), (m.mode.faces, "+faces")];
        more.iter().filter(|(is, _)| *is).fold(how, |all, (_, word)| all + word)
    };
    Seen {
        set,
        structure: part.instrument.sha256.clone(),
        version: part.instrument.version.clone(),
        languages: part.modes.iter().map(|m| m.text.lang.clone()).collect(),
        words: part.modes.iter().map(|m| m.text.sha256.clone()).collect(),
        modes: part.modes.iter().map(mode).collect(),
        period: part.period.map(|p| p.length),
        day: part.day.clone(),
        units: units(x, part, age),
        scores: part.scores.scores.clone(),
        items: numbers(x, &part.answers),
    }
}

/// The answers that are numbers. A covariate that branching left out has a number too, if its instrument gives one and
/// everything that decided about it was answered.
fn numbers(x: &Instrument, answers: &Answers) -> BTreeMap<String, Decimal> {
    let mut out: BTreeMap<String, Decimal> =
        answers.iter().filter_map(|(id, a)| Some((id.clone(), a.number()?))).collect();
    for c in &x.covariates {
        let hidden = answers.get(&c.item).is_some_and(|a| *a == Answer::Missing(Missing::NotShown));
        let show_if = x.item(&c.item).and_then(|i| i.show_if.as_ref());
        let known = |s: &ShowIf| s.comparisons().all(|c| answers.get(&c.item).is_some_and(|a| a.value().is_some()));
        if let Some(value) = c.not_shown.filter(|_| hidden && show_if.is_some_and(known)) {
            out.insert(c.item.clone(), value);
        }
    }
    out
}
