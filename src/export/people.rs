//! Who a row is about and by, in pseudonyms only.

use crate::export::{Cell, Column};
use crate::record::Record;
use crate::study::{Register, RegisterFamily, RegisterPerson, RegisterRow};
use std::collections::BTreeMap;

/// People as the researcher knows them: slot → row of the register. Without a register nothing is exported, for a
/// slot by itself belongs to nobody, and two waves of one person cannot be joined.
#[derive(Clone, Debug, Default)]
pub struct People {
    study: String,
    rows: BTreeMap<String, RegisterRow>,
    /// Family and roster code → what norms need.
    persons: BTreeMap<(String, String), RegisterPerson>,
    families: BTreeMap<String, RegisterFamily>,
}

/// What stands before the instruments' variables in a row of the long table. The first three say who answered; the same
/// person has the same in every wave.
pub(super) const GENERAL: [(&str, &str); 11] = [
    ("family_id", "the researcher's id of the family"),
    ("person_id", "the researcher's id of the person"),
    ("roster", "code of the person in the family: a1, a2, … adults, k1, k2, … children; fixed for the whole study"),
    ("study", "study id"),
    ("wave", "wave id"),
    ("role", "who answered: parent, child, young, professional"),
    ("set", "which words: adult, 8-11, 12-17, easy"),
    ("about_child", "the child that the answers are about"),
    ("about_adult", "the adult that the answers are about"),
    ("about_home", "the home that the answers are about"),
    ("again", "how often the same was asked before about the same person in this wave"),
];

/// Longest role, set, and code of a person or home, in bytes.
pub(super) const CODE: usize = 16;

impl People {
    /// Takes the people of a register.
    pub fn new(register: Register) -> Self {
        let person = |p: RegisterPerson| ((p.family_id.clone(), p.roster.clone()), p);
        People {
            study: register.study,
            rows: register.rows.into_iter().map(|r| (r.slot.clone(), r)).collect(),
            persons: register.people.into_iter().map(person).collect(),
            families: register.families.into_iter().map(|f| (f.family_id.clone(), f)).collect(),
        }
    }

    /// Returns everybody who was invited, sorted by slot.
    pub fn rows(&self) -> impl Iterator<Item = &RegisterRow> {
        self.rows.values()
    }

    /// Returns the register's row for a record; `None` if its slot was not invited in this study, wave, role and
    /// audience. Anybody with a link can add to its slot, so anything else was not asked for.
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

    /// The cells family_id, person_id and roster; blank for a slot that is not in the register.
    pub(super) fn who(&self, slot: &str) -> Vec<Cell> {
        let row = self.rows.get(slot);
        let cell = |of: fn(&RegisterRow) -> &String| row.map_or(Cell::Blank, |r| Cell::text(of(r)));
        vec![cell(|r| &r.family_id), cell(|r| &r.person_id), cell(|r| &r.roster)]
    }

    /// The columns of [`People::who`].
    pub(super) fn who_columns(&self) -> Vec<Column> {
        GENERAL.iter().take(3).map(|(name, label)| Column::text(*name, *label, self.widest(name))).collect()
    }

    /// The longest of what the register has for a column, in bytes; never 0.
    pub(super) fn widest(&self, column: &str) -> usize {
        let of: fn(&RegisterRow) -> &str = match column {
            "family_id" => |r| &r.family_id,
            "person_id" => |r| &r.person_id,
            "roster" => |r| &r.roster,
            "wave" => |r| &r.wave,
            "study" => return self.study.len().max(1),
            _ => return CODE,
        };
        self.rows.values().map(|r| of(r).len()).max().unwrap_or_default().max(1)
    }

    /// The row of a slot.
    pub(super) fn row(&self, slot: &str) -> Option<&RegisterRow> {
        self.rows.get(slot)
    }

    /// What the register says of a family.
    pub(super) fn family(&self, id: &str) -> Option<&RegisterFamily> {
        self.families.get(id)
    }
}

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

/// Their columns, and those that follow.
pub(super) fn heading(people: &People, more: impl IntoIterator<Item = Column>) -> Vec<Column> {
    let own = GENERAL.iter().take(10).map(|(name, label)| Column::text(*name, *label, people.widest(name)));
    own.chain(more).collect()
}
