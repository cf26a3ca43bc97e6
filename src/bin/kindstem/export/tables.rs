//! The tables on their way to the disk, readable by their owner only.

use super::slots::LeftOut;
use super::slots::Slots;
use crate::error::Failure;
use crate::files::Growing;
use crate::records::Used;
use kindstem::export::{Cell, Long, People, Table, Wide, own_words, own_words_columns, parts, parts_columns};
use kindstem::export::{scores, scores_columns, write_row};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What went into the tables.
#[derive(Default)]
pub struct Written {
    /// Records.
    pub records: usize,
    /// People.
    pub people: usize,
    /// Slots, hex.
    pub slots: BTreeSet<String>,
    /// What did not.
    pub left_out: Vec<LeftOut>,
}

/// Writes long.csv, wide.csv, parts.csv, scores.csv, and own words where a file is named for them; all of them whole,
/// or none under its name.
pub fn write(
    slots: Slots<'_>,
    people: &People,
    used: &Used<'_>,
    out: &Path,
    restricted: Option<&PathBuf>,
) -> Result<Written, Failure> {
    let layout = Long::new(people, used.all());
    let mut wide = Wide::new(people, used.all());
    let mut wide_file = Csv::begin(out.join("wide.csv"))?;
    let mut long = Csv::headed(out.join("long.csv"), &layout.columns())?;
    let mut of_parts = Csv::headed(out.join("parts.csv"), &parts_columns())?;
    let mut of_scores = Csv::headed(out.join("scores.csv"), &scores_columns())?;
    let words = restricted.map(|path| Csv::headed(path.clone(), &own_words_columns()));
    let mut words = words.transpose()?;
    let mut written = Written::default();
    for slot in slots {
        let slot = slot?;
        written.left_out.extend(slot.left_out);
        if !slot.records.is_empty() {
            written.slots.insert(slot.id);
        }
        for record in &slot.records {
            written.records += 1;
            long.rows(&layout.rows(record))?;
            of_parts.rows(&parts(people, record))?;
            of_scores.rows(&scores(people, record))?;
            wide.add(record);
            if let Some(file) = &mut words {
                file.rows(&own_words(people, record))?;
            }
        }
    }
    let wide = wide.finish();
    written.people = wide.rows.len();
    wide_file.table(&wide)?;
    let all = [Some(long), Some(wide_file), Some(of_parts), Some(of_scores), words];
    all.into_iter().flatten().try_for_each(|file| file.0.finish())?;
    Ok(written)
}

/// Writes a table that is in memory.
pub fn write_one(path: PathBuf, table: &Table) -> Result<(), Failure> {
    let mut out = Csv::begin(path)?;
    out.table(table)?;
    out.0.finish()
}

struct Csv(Growing);

impl Csv {
    fn begin(path: PathBuf) -> Result<Self, Failure> {
        Growing::begin(path).map(Csv)
    }

    fn headed(path: PathBuf, columns: &[String]) -> Result<Self, Failure> {
        let mut csv = Csv::begin(path)?;
        csv.heading(columns)?;
        Ok(csv)
    }

    fn table(&mut self, table: &Table) -> Result<(), Failure> {
        self.heading(&table.columns)?;
        self.rows(&table.rows)
    }

    fn heading(&mut self, columns: &[String]) -> Result<(), Failure> {
        self.rows(&[columns.iter().map(Cell::text).collect()])
    }

    fn rows(&mut self, rows: &[Vec<Cell>]) -> Result<(), Failure> {
        self.0.add(|out| rows.iter().try_for_each(|r| write_row(out, r)))
    }
}
