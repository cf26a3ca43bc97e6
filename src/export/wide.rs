//! Wide: one row per person, the waves side by side.

use super::{Cell, Column, Dictionary, People, Sheet};
use crate::export::people::CODE;
use crate::export::pivot::{Beside, about, about_codes};
use crate::instrument::{About, Instrument};
use crate::record::{Record, RecordPart};
use std::collections::{BTreeMap, BTreeSet};

/// Collects the wide table. A column is `VARIABLE_WAVE`, or `VARIABLE_ABOUT_WAVE` where it is not about the person.
#[derive(Debug)]
pub struct Wide<'a> {
    people: &'a People,
    /// Instruments that ask about the respondent.
    own: BTreeSet<String>,
    beside: Beside<'a>,
    /// Who, as text → the rest of the row's beginning.
    rows: BTreeMap<Vec<String>, Row>,
}

#[derive(Debug, Default)]
struct Row {
    who: Vec<Cell>,
    role: &'static str,
    /// Wave → set: a child that crosses twelve has two.
    sets: BTreeMap<String, &'static str>,
}

impl<'a> Wide<'a> {
    /// Returns an empty table with the variables of these instruments.
    pub fn new<'i>(
        people: &'a People,
        used: impl IntoIterator<Item = &'i Instrument> + Clone,
        dictionary: &'a Dictionary,
    ) -> Self {
        let own =
            used.clone().into_iter().filter(|x| x.audience.about == About::Myself).map(|x| x.id.clone()).collect();
        Wide { people, own, beside: Beside::new(used, dictionary), rows: BTreeMap::new() }
    }

    /// Adds one record.
    pub fn add(&mut self, record: &Record) {
        let who = self.people.who(&record.slot);
        let key: Vec<String> =
            who.iter().map(|c| if let Cell::Text(t) = c { t.clone() } else { String::new() }).collect();
        let roster = self.people.row(&record.slot).map(|r| r.roster.as_str());
        let codes = about_codes(record);
        let oneself = codes.iter().all(|c| Some(*c) == roster);
        let before = |part: &RecordPart| {
            if oneself || self.own.contains(&part.instrument.id) { String::new() } else { about(&codes) }
        };
        self.beside.add(key.clone(), record, before, &format!("_{}", record.wave));
        let row = self.rows.entry(key).or_default();
        row.who = who;
        row.role = record.role.name();
        row.sets.insert(record.wave.clone(), record.set.name());
    }

    /// Returns the table: people in the order of their ids.
    pub fn finish(self) -> Sheet {
        let waves: BTreeSet<&String> = self.rows.values().flat_map(|r| r.sets.keys()).collect();
        let mut columns = self.people.who_columns();
        columns.push(Column::text("role", "who answered: parent, child, young, professional", CODE));
        columns.extend(waves.iter().map(|w| Column::text(format!("set_{w}"), format!("which words in {w}"), CODE)));
        columns.extend(self.beside.columns());
        let rows = self.beside.rows().zip(self.rows.values()).map(|((_, cells), row)| {
            let mut out = row.who.clone();
            out.push(Cell::text(row.role));
            out.extend(waves.iter().map(|w| row.sets.get(*w).map_or(Cell::Blank, |set| Cell::text(*set))));
            out.extend(cells);
            out
        });
        Sheet { rows: rows.collect(), columns }
    }
}
