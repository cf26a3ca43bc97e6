//! Long: one row per person × wave × about.

use super::{Cell, Column, Dictionary, People, Variable, variables};
use crate::export::people::{GENERAL, beginning, heading};
use crate::instrument::Instrument;
use crate::record::Record;
use std::collections::{BTreeMap, BTreeSet};

/// The long table; rows are made one by one, so that a million of them need no memory.
#[derive(Clone, Debug)]
pub struct Long<'a> {
    people: &'a People,
    instruments: BTreeMap<String, Vec<Variable>>,
    dictionary: &'a Dictionary,
}

impl<'a> Long<'a> {
    /// Returns a table with the variables of these instruments. For several versions of one instrument it has the
    /// variables of all of them.
    pub fn new<'i>(
        people: &'a People,
        used: impl IntoIterator<Item = &'i Instrument>,
        dictionary: &'a Dictionary,
    ) -> Self {
        Long { people, instruments: by_instrument(used), dictionary }
    }

    /// Returns the columns, in order.
    pub fn columns(&self) -> Vec<Column> {
        let again = GENERAL.iter().skip(10).map(|(name, label)| Column::whole(*name, *label));
        let own = self.instruments.values().flatten().filter_map(|v| self.dictionary.get(&v.name).cloned());
        heading(self.people, again.chain(own))
    }

    /// Returns the rows of one record: one, unless an instrument was asked more than once about the same target in the
    /// wave; the column `again` counts these from 0.
    pub fn rows(&self, record: &Record) -> Vec<Vec<Cell>> {
        let times = |id: &str| record.parts.iter().filter(|p| p.instrument.id == id).count();
        let most = record.parts.iter().map(|p| times(&p.instrument.id)).max().unwrap_or_default();
        (0..most).map(|again| self.row(record, again)).collect()
    }

    fn row(&self, record: &Record, again: usize) -> Vec<Cell> {
        let mut out = beginning(self.people, record);
        out.push(Cell::whole(again));
        for (id, variables) in &self.instruments {
            let part = record.parts.iter().filter(|p| p.instrument.id == *id).nth(again);
            out.extend(variables.iter().map(|v| part.map_or(Cell::Blank, |p| v.cell(p))));
        }
        out
    }
}

/// Instrument id → its variables, over all versions.
pub(super) fn by_instrument<'i>(used: impl IntoIterator<Item = &'i Instrument>) -> BTreeMap<String, Vec<Variable>> {
    let mut out: BTreeMap<String, Vec<Variable>> = BTreeMap::new();
    for instrument in used {
        let known = out.entry(instrument.id.clone()).or_default();
        let names: BTreeSet<String> = known.iter().map(|v| v.name.clone()).collect();
        known.extend(variables(instrument).into_iter().filter(|v| !names.contains(&v.name)));
    }
    out
}
