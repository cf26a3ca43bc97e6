//! What there is of whom in which wave.

use super::{Cell, Table};
use crate::record::SlotReport;
use crate::study::{OutcomeKind, Register, RegisterRow, Role, Study, absence};
use std::collections::BTreeMap;

/// The status of one person in one wave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Every block was closed.
    Complete,
    /// Somebody broke off, or a part is not there.
    Begun,
    /// The respondent does not take part.
    Declined,
    /// Nothing arrived, and the register says why.
    Absent(OutcomeKind),
    /// A link was made, and nothing arrived.
    Nothing,
    /// No link was made.
    NoLink,
}

impl Standing {
    /// Returns the name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Standing::Complete => "complete",
            Standing::Begun => "begun",
            Standing::Declined => "declined",
            Standing::Absent(why) => why.name(),
            Standing::Nothing => "nothing",
            Standing::NoLink => "no_link",
        }
    }
}

/// One person over all waves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Present {
    /// The researcher's name for the family.
    pub family_id: String,
    /// The researcher's name for the person.
    pub person_id: String,
    /// The role in the first wave.
    pub role: Role,
    /// One per wave.
    pub waves: Vec<Standing>,
}

/// Returns every registered person, by family, with a status per wave in the study's order. Letterboxes are left out.
pub fn completeness(study: &Study, register: &Register, slots: &[SlotReport]) -> Vec<Present> {
    let arrived: BTreeMap<&str, &SlotReport> = slots.iter().map(|s| (s.slot.as_str(), s)).collect();
    let mut people: BTreeMap<(&str, &str), Vec<&RegisterRow>> = BTreeMap::new();
    for row in &register.rows {
        people.entry((&row.family_id, &row.person_id)).or_default().push(row);
    }
    let one = |rows: Vec<&RegisterRow>| {
        let first = rows.first()?;
        let standing = |wave: &str| {
            let links = || rows.iter().filter(|r| r.wave == wave);
            let reports: Vec<&&SlotReport> = links().filter_map(|r| arrived.get(r.slot.as_str())).collect();
            match () {
                () if reports.iter().any(|r| r.declined) => Standing::Declined,
                () if reports.iter().any(|r| r.complete) => Standing::Complete,
                () if !reports.is_empty() => Standing::Begun,
                () => match absence(study, register, first, wave) {
                    Some(why) => Standing::Absent(why),
                    None if links().next().is_some() => Standing::Nothing,
                    None => Standing::NoLink,
                },
            }
        };
        Some(Present {
            family_id: first.family_id.clone(),
            person_id: first.person_id.clone(),
            role: first.role,
            waves: moments(study).map(standing).collect(),
        })
    };
    people.into_values().filter_map(one).collect()
}

/// Returns the same as a table with one column per wave.
pub fn completeness_table(study: &Study, all: &[Present]) -> Table {
    let who = ["family_id", "person_id", "role"];
    let columns = who.into_iter().chain(moments(study)).map(String::from).collect();
    let row = |p: &Present| {
        let who = [p.family_id.as_str(), &p.person_id, p.role.name()];
        who.into_iter().chain(p.waves.iter().map(|s| s.name())).map(Cell::text).collect()
    };
    Table { columns, rows: all.iter().map(row).collect() }
}

/// Waves that are moments.
fn moments(study: &Study) -> impl Iterator<Item = &str> {
    study.waves.iter().filter(|w| !w.any_time).map(|w| w.id.as_str())
}
