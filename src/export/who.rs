//! Who a row is about and by, in pseudonyms only.

use super::Cell;
use crate::record::Record;
use crate::study::{Register, RegisterPerson, RegisterRow};
use std::collections::BTreeMap;

/// People as the researcher knows them: slot → row of the register. Without a register nothing is exported, for a
/// slot by itself belongs to nobody, and two waves of one person cannot be joined.
#[derive(Clone, Debug, Default)]
pub struct People {
    study: String,
    rows: BTreeMap<String, RegisterRow>,
    /// Family and roster code → what norms need.
    persons: BTreeMap<(String, String), RegisterPerson>,
}

/// Columns that say who answered; the same person has the same in every wave.
pub(super) const WHO: [&str; 3] = ["family_id", "person_id", "roster"];

impl People {
    /// Those of a register.
    pub fn new(register: Register) -> Self {
        let person = |p: RegisterPerson| ((p.family_id.clone(), p.roster.clone()), p);
        People {
            study: register.study,
            rows: register.rows.into_iter().map(|r| (r.slot.clone(), r)).collect(),
            persons: register.people.into_iter().map(person).collect(),
        }
    }

    /// Everybody who was invited, in the order of the slots.
    pub fn rows(&self) -> impl Iterator<Item = &RegisterRow> {
        self.rows.values()
    }

    /// Who was invited to the slot of a record, in the study and wave and as what the record says. The link gives the
    /// right to add to a slot, so anything else was not asked for.
    pub fn invited(&self, record: &Record) -> Option<&RegisterRow> {
        let asked = |r: &&RegisterRow| {
            (&self.study, r.role, r.set, &r.wave) == (&record.study, record.role, record.set, &record.wave)
        };
        self.rows.get(&record.slot).filter(asked)
    }

    /// What the register says of the person whom a record is about; `None` where that is nobody of the roster, or
    /// the register says nothing.
    pub(super) fn about(&self, record: &Record) -> Option<&RegisterPerson> {
        let row = self.rows.get(&record.slot)?;
        let roster = record.about.child.as_ref().or(record.about.adult.as_ref())?;
        self.persons.get(&(row.family_id.clone(), roster.clone()))
    }

    /// The cells of [`WHO`]; blank for a slot that is not in the register.
    pub(super) fn who(&self, slot: &str) -> Vec<Cell> {
        let row = self.rows.get(slot);
        let cell = |of: fn(&RegisterRow) -> &String| row.map_or(Cell::Blank, |r| Cell::text(of(r)));
        vec![cell(|r| &r.family_id), cell(|r| &r.person_id), cell(|r| &r.roster)]
    }

    /// The roster code of a slot's person, where it is known.
    pub(super) fn roster(&self, slot: &str) -> Option<&str> {
        self.rows.get(slot).map(|r| r.roster.as_str())
    }
}

/// Columns that say of which study, in which wave, as what, about whom.
const OCCASION: [&str; 7] = ["study", "wave", "role", "set", "about_child", "about_adult", "about_home"];

/// The cells with which a row about a record begins: who and occasion.
pub(super) fn beginning(people: &People, record: &Record) -> Vec<Cell> {
    let about = |code: &Option<String>| Cell::text(code.clone().unwrap_or_default());
    let mut out = people.who(&record.slot);
    out.extend([
        Cell::text(&record.study),
        Cell::text(&record.wave),
        Cell::text(record.role.name()),
        Cell::text(record.set.name()),
        about(&record.about.child),
        about(&record.about.adult),
        about(&record.about.home),
    ]);
    out
}

/// Their heading, and what follows.
pub(super) fn heading<'a>(more: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    WHO.into_iter().chain(OCCASION).chain(more).map(String::from).collect()
}
