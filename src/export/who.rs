//! Who a row is about and by, in pseudonyms only.

use super::Cell;
use crate::record::Record;
use crate::study::{Register, RegisterRow};
use std::collections::BTreeMap;

/// How people are known in a table: by slot, or by the ids of a register.
#[derive(Clone, Debug, Default)]
pub struct People(Option<BTreeMap<String, RegisterRow>>);

impl People {
    /// By slot: a person in another wave is another row that nobody can join.
    pub fn by_slot() -> Self {
        People(None)
    }

    /// By the researcher's own ids.
    pub fn of(register: Register) -> Self {
        People(Some(register.rows.into_iter().map(|r| (r.slot.clone(), r)).collect()))
    }

    /// Whether a record belongs to somebody here: its slot stands in the register with this role, set and wave. The
    /// link gives the right to add to a slot, so anything else was not asked for.
    pub fn know(&self, record: &Record) -> bool {
        let Some(rows) = &self.0 else { return true };
        rows.get(&record.slot).is_some_and(|r| (r.role, r.set, &r.wave) == (record.role, record.set, &record.wave))
    }

    /// Columns that say who.
    pub fn columns(&self) -> &'static [&'static str] {
        if self.0.is_some() { &["family_id", "person_id", "roster"] } else { &["slot"] }
    }

    /// Who answered, the same in every wave if there is a register.
    pub fn who(&self, slot: &str) -> Vec<Cell> {
        let Some(rows) = &self.0 else { return vec![Cell::text(slot)] };
        let row = rows.get(slot);
        let cell = |of: fn(&RegisterRow) -> &String| row.map_or(Cell::Blank, |r| Cell::text(of(r)));
        vec![cell(|r| &r.family_id), cell(|r| &r.person_id), cell(|r| &r.roster)]
    }

    /// The roster code of a slot's person, where it is known.
    pub(super) fn roster(&self, slot: &str) -> Option<&str> {
        self.0.as_ref()?.get(slot).map(|r| r.roster.as_str())
    }
}

/// Columns that say of which study, in which wave, as what, about whom.
pub(super) const OCCASION: [&str; 7] = ["study", "wave", "role", "set", "about_child", "about_adult", "about_home"];

/// Their cells.
pub(super) fn occasion(record: &Record) -> Vec<Cell> {
    let about = |code: &Option<String>| Cell::text(code.clone().unwrap_or_default());
    vec![
        Cell::text(&record.study),
        Cell::text(&record.wave),
        Cell::text(record.role.name()),
        Cell::text(record.set.name()),
        about(&record.about.child),
        about(&record.about.adult),
        about(&record.about.home),
    ]
}

/// Heading of a table that begins with who and occasion.
pub(super) fn heading<'a>(people: &People, more: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    people.columns().iter().copied().chain(OCCASION).chain(more).map(String::from).collect()
}
