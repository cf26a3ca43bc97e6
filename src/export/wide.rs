//! Wide: one row per person, the waves side by side.

use super::long::by_instrument;
use super::who::WHO;
use super::{Cell, People, Table, Variable};
use crate::instrument::{About, Instrument};
use crate::record::{Record, RecordPart};
use std::collections::{BTreeMap, BTreeSet};

/// Collects the wide table. A column is `VARIABLE_WAVE`, or `VARIABLE_ABOUT_WAVE` where it is not about the person.
#[derive(Debug)]
pub struct Wide<'a> {
    people: &'a People,
    instruments: BTreeMap<String, Vec<Variable>>,
    /// Instruments that ask about the respondent.
    own: BTreeSet<String>,
    /// Groups of columns that occur: instrument, about, which time, wave.
    groups: BTreeSet<Group>,
    /// Who, as text → what stands in the group.
    rows: BTreeMap<Vec<String>, Row>,
}

type Group = (String, String, usize, String);

#[derive(Debug, Default)]
struct Row {
    who: Vec<Cell>,
    role: &'static str,
    /// Wave → set: a child that crosses twelve has two.
    sets: BTreeMap<String, &'static str>,
    cells: BTreeMap<Group, Vec<Cell>>,
}

impl<'a> Wide<'a> {
    /// An empty table with the variables of these instruments.
    pub fn new<'i>(people: &'a People, used: impl IntoIterator<Item = &'i Instrument> + Clone) -> Self {
        let own =
            used.clone().into_iter().filter(|x| x.audience.about == About::Myself).map(|x| x.id.clone()).collect();
        Wide { people, instruments: by_instrument(used), own, groups: BTreeSet::new(), rows: BTreeMap::new() }
    }

    /// Adds one record.
    pub fn add(&mut self, record: &Record) {
        let who = self.people.who(&record.slot);
        let key = who.iter().map(|c| if let Cell::Text(t) = c { t.clone() } else { String::new() }).collect();
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        let mut cells = Vec::new();
        for part in &record.parts {
            let again = seen.entry(&part.instrument.id).or_default();
            let group = (part.instrument.id.clone(), self.about(record, part), *again, record.wave.clone());
            *again += 1;
            let variables = self.instruments.get(&part.instrument.id).map_or(&[][..], Vec::as_slice);
            cells.push((group, variables.iter().map(|v| v.cell(part)).collect()));
        }
        self.groups.extend(cells.iter().map(|(group, _): &(Group, Vec<Cell>)| group.clone()));
        let row = self.rows.entry(key).or_default();
        row.who = who;
        row.role = record.role.name();
        row.sets.insert(record.wave.clone(), record.set.name());
        row.cells.extend(cells);
    }

    /// About whom, for the name of a column; empty for the person of the row.
    fn about(&self, record: &Record, part: &RecordPart) -> String {
        let about = &record.about;
        let codes: Vec<&str> =
            [&about.child, &about.adult, &about.home].into_iter().flatten().map(String::as_str).collect();
        let roster = self.people.roster(&record.slot);
        let oneself = self.own.contains(&part.instrument.id) || codes.iter().all(|c| Some(*c) == roster);
        if oneself { String::new() } else { format!("_{}", codes.join("_")) }
    }

    /// The table: people in the order of their ids.
    pub fn finish(self) -> Table {
        let waves: BTreeSet<&String> = self.rows.values().flat_map(|r| r.sets.keys()).collect();
        let mut columns: Vec<String> = WHO.iter().map(ToString::to_string).collect();
        columns.push("role".into());
        columns.extend(waves.iter().map(|w| format!("set_{w}")));
        for (instrument, about, again, wave) in &self.groups {
            let again = if *again == 0 { String::new() } else { format!("_again{again}") };
            let variables = self.instruments.get(instrument).into_iter().flatten();
            columns.extend(variables.map(|v| format!("{}{about}{again}_{wave}", v.name)));
        }
        let rows = self.rows.values().map(|row| {
            let mut out = row.who.clone();
            out.push(Cell::text(row.role));
            out.extend(waves.iter().map(|w| row.sets.get(*w).map_or(Cell::Blank, |set| Cell::text(*set))));
            for group in &self.groups {
                match row.cells.get(group) {
                    Some(cells) => out.extend(cells.iter().cloned()),
                    None => {
                        let width = self.instruments.get(&group.0).map_or(0, Vec::len);
                        out.extend(std::iter::repeat_n(Cell::Blank, width));
                    }
                }
            }
            out
        });
        Table { rows: rows.collect(), columns }
    }
}
