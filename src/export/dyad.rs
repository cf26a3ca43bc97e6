//! Dyad: one row per home and wave, what parents and children said side by side.
//!
//! The register alone says who belongs together. A row holds the adults of the home and every child of the family: the
//! register does not say in which home a child lives. A family whose homes are not in the register has one row, and so
//! have adults of none of its homes; their `home` is blank. What a worker said about a family is in the other layouts.

use super::{Cell, Column, Dictionary, People, Sheet};
use crate::export::people::CODE;
use crate::export::pivot::{Beside, about, about_codes};
use crate::instrument::Instrument;
use crate::record::Record;
use crate::study::Role;
use std::collections::BTreeMap;

/// Collects the dyad table. A column is `VARIABLE_WHO`, or `VARIABLE_WHO_ABOUT` where it is about somebody else: `WHO`
/// is the roster code of the one who answered.
#[derive(Debug)]
pub struct Dyad<'a> {
    people: &'a People,
    beside: Beside<'a>,
    /// What a child said, by family and wave: it goes into every row of the family, which is known at the end.
    children: BTreeMap<(String, String), Vec<Record>>,
    /// Family and wave → homes that have a row.
    homes: BTreeMap<(String, String), Vec<String>>,
}

impl<'a> Dyad<'a> {
    /// Returns an empty table with the variables of these instruments.
    pub fn new<'i>(
        people: &'a People,
        used: impl IntoIterator<Item = &'i Instrument>,
        dictionary: &'a Dictionary,
    ) -> Self {
        Dyad { people, beside: Beside::new(used, dictionary), children: BTreeMap::new(), homes: BTreeMap::new() }
    }

    /// Adds one record; a child's record goes into the row of every home of the family.
    pub fn add(&mut self, record: &Record) {
        let Some(row) = self.people.row(&record.slot) else { return };
        let of = (row.family_id.clone(), record.wave.clone());
        match record.role {
            Role::Professional => {}
            Role::Child | Role::Young => self.children.entry(of).or_default().push(record.clone()),
            Role::Parent => {
                for home in homes_of(self.people, &row.family_id, &row.roster) {
                    if record.about.home.as_ref().is_none_or(|h| *h == home || home.is_empty()) {
                        self.put(&of, &home, record);
                    }
                }
            }
        }
    }

    fn put(&mut self, of: &(String, String), home: &str, record: &Record) {
        let Some(row) = self.people.row(&record.slot) else { return };
        let codes: Vec<&str> = about_codes(record).into_iter().filter(|c| *c != row.roster && *c != home).collect();
        let suffix = format!("_{}{}", row.roster, about(&codes));
        let key = vec![of.0.clone(), home.to_string(), of.1.clone()];
        self.beside.add(key, record, |_| suffix.clone(), "");
        let homes = self.homes.entry(of.clone()).or_default();
        if !homes.iter().any(|h| h == home) {
            homes.push(home.to_string());
        }
    }

    /// Returns the table, sorted by family id, home and wave.
    pub fn finish(mut self) -> Sheet {
        for (of, records) in std::mem::take(&mut self.children) {
            let homes = self.homes.get(&of).cloned().unwrap_or_else(|| {
                let known = self.people.family(&of.0).map(|f| f.homes.iter().map(|h| h.home.clone()).collect());
                known.filter(|homes: &Vec<String>| !homes.is_empty()).unwrap_or_else(|| vec![String::new()])
            });
            for home in homes {
                let here =
                    records.iter().filter(|r| r.about.home.as_ref().is_none_or(|h| *h == home || home.is_empty()));
                here.for_each(|record| self.put(&of, &home, record));
            }
        }
        let mut columns = vec![
            Column::text("family_id", "the researcher's id of the family", self.people.widest("family_id")),
            Column::text("home", "code of the home: h1, h2, …; blank where the register knows none", CODE),
            Column::text("wave", "wave id", self.people.widest("wave")),
            Column::whole("homes", "rows of this family in this wave; every child stands in each of them"),
        ];
        columns.extend(self.beside.columns());
        let rows = self.beside.rows().map(|(key, cells)| {
            let count = match key.as_slice() {
                [family, _, wave] => self.homes.get(&(family.clone(), wave.clone())).map_or(0, Vec::len),
                _ => 0,
            };
            let mut out: Vec<Cell> = key.iter().map(Cell::text).collect();
            out.push(Cell::whole(count));
            out.extend(cells);
            out
        });
        Sheet { rows: rows.collect(), columns }
    }
}

/// The homes of an adult; one without a name where the register says none.
fn homes_of(people: &People, family: &str, adult: &str) -> Vec<String> {
    let homes = people.family(family).map_or(&[][..], |f| f.homes.as_slice());
    let of: Vec<String> =
        homes.iter().filter(|h| h.adults.iter().any(|a| a == adult)).map(|h| h.home.clone()).collect();
    if of.is_empty() { vec![String::new()] } else { of }
}
