//! Columns of several records beside each other in one row; a table that is known only after the last record.

use crate::export::long::by_instrument;
use crate::export::{Cell, Column, Dictionary, Variable};
use crate::instrument::Instrument;
use crate::record::{Record, RecordPart};
use std::collections::{BTreeMap, BTreeSet};

/// Rows while they grow.
#[derive(Debug)]
pub(super) struct Beside<'a> {
    dictionary: &'a Dictionary,
    instruments: BTreeMap<String, Vec<Variable>>,
    /// Groups of columns that occur.
    groups: BTreeSet<Group>,
    /// What a row is known by → what stands in its groups.
    rows: BTreeMap<Vec<String>, BTreeMap<Group, Vec<Cell>>>,
}

/// The variables of one instrument for one suffix. Columns stand in the order of these fields.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Group {
    instrument: String,
    before: String,
    again: usize,
    behind: String,
}

impl Group {
    fn suffix(&self) -> String {
        let again = if self.again == 0 { String::new() } else { format!("_again{}", self.again) };
        format!("{}{again}{}", self.before, self.behind)
    }
}

impl<'a> Beside<'a> {
    pub fn new<'i>(used: impl IntoIterator<Item = &'i Instrument>, dictionary: &'a Dictionary) -> Self {
        let instruments = by_instrument(used);
        Beside { dictionary, instruments, groups: BTreeSet::new(), rows: BTreeMap::new() }
    }

    /// Adds a record to the row that is known by `key`. A column is called by its variable, what `before` says
    /// of the part, how often the same was asked before, and `behind`.
    pub fn add(&mut self, key: Vec<String>, record: &Record, before: impl Fn(&RecordPart) -> String, behind: &str) {
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        let row = self.rows.entry(key).or_default();
        for part in &record.parts {
            let again = seen.entry(&part.instrument.id).or_default();
            let group = Group {
                instrument: part.instrument.id.clone(),
                before: before(part),
                again: *again,
                behind: behind.to_string(),
            };
            *again += 1;
            let variables = self.instruments.get(&part.instrument.id).map_or(&[][..], Vec::as_slice);
            self.groups.insert(group.clone());
            row.insert(group, variables.iter().map(|v| v.cell(part)).collect());
        }
    }

    /// Returns the columns of the groups.
    pub fn columns(&self) -> Vec<Column> {
        let of = |group: &Group| {
            let suffix = group.suffix();
            let variables = self.instruments.get(&group.instrument).into_iter().flatten();
            let columns = variables.filter_map(|v| Some(self.dictionary.get(&v.name)?.suffixed(&suffix)));
            columns.collect::<Vec<_>>()
        };
        self.groups.iter().flat_map(of).collect()
    }

    /// Returns the rows in the order of what they are known by, each with its cells.
    pub fn rows(&self) -> impl Iterator<Item = (&Vec<String>, Vec<Cell>)> {
        self.rows.iter().map(|(key, row)| {
            let cells = |group: &Group| match row.get(group) {
                Some(cells) => cells.clone(),
                None => vec![Cell::Blank; self.instruments.get(&group.instrument).map_or(0, Vec::len)],
            };
            (key, self.groups.iter().flat_map(cells).collect())
        })
    }
}

/// About whom, as the end of a column's name: `_k1`, or nothing where it is about nobody but the respondent.
pub(super) fn about(codes: &[&str]) -> String {
    codes.iter().map(|code| format!("_{code}")).collect()
}

/// The codes of those whom a record is about.
pub(super) fn about_codes(record: &Record) -> Vec<&str> {
    let about = &record.about;
    [&about.child, &about.adult, &about.home].into_iter().flatten().map(String::as_str).collect()
}
