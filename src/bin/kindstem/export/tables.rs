//! The tables on their way to the disk, readable by their owner only.

use super::slots::{LeftOut, Slot};
use crate::error::Failure;
use crate::files::Growing;
use crate::records::Used;
use kindstem::export::{Cell, Long, People, Table, Wide, own_words, own_words_columns, parts, parts_columns};
use kindstem::export::{scores, scores_columns, write_row};
use kindstem::record::Structures;
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

/// The tables while they grow; none has its name before all of them are whole.
pub struct Tables<'a> {
    people: &'a People,
    structures: &'a Structures,
    layout: Long<'a>,
    wide: Wide<'a>,
    long_file: Csv,
    wide_file: Csv,
    parts_file: Csv,
    scores_file: Csv,
    codebook_file: Csv,
    /// Only where a file was named for them.
    words_file: Option<Csv>,
    written: Written,
}

impl<'a> Tables<'a> {
    /// Begins long.csv, wide.csv, parts.csv, scores.csv and codebook.csv in a folder, none of which may be there, and
    /// a file for own words.
    pub fn begin(
        people: &'a People,
        structures: &'a Structures,
        used: &Used<'_>,
        out: &Path,
        words: Option<PathBuf>,
    ) -> Result<Self, Failure> {
        let layout = Long::new(people, used.all());
        let file = |name: &str| Csv::begin(out.join(name));
        Ok(Tables {
            people,
            structures,
            wide: Wide::new(people, used.all()),
            long_file: file("long.csv")?.headed(&layout.columns())?,
            wide_file: file("wide.csv")?,
            parts_file: file("parts.csv")?.headed(&parts_columns())?,
            scores_file: file("scores.csv")?.headed(&scores_columns())?,
            codebook_file: file("codebook.csv")?,
            words_file: words.map(|path| Csv::begin(path)?.headed(&own_words_columns())).transpose()?,
            layout,
            written: Written::default(),
        })
    }

    /// Adds the records of a slot.
    pub fn add(&mut self, slot: Slot) -> Result<(), Failure> {
        for record in &slot.records {
            self.long_file.rows(&self.layout.rows(record))?;
            self.parts_file.rows(&parts(self.people, self.structures, record))?;
            self.scores_file.rows(&scores(self.people, self.structures, record))?;
            self.wide.add(record);
            if let Some(file) = &mut self.words_file {
                file.rows(&own_words(self.people, record))?;
            }
        }
        self.written.records += slot.records.len();
        self.written.left_out.extend(slot.left_out);
        if !slot.records.is_empty() {
            self.written.slots.insert(slot.id);
        }
        Ok(())
    }

    /// Writes what could not be written before the last record was there, and gives every table its name.
    pub fn finish(self, codebook: &Table) -> Result<Written, Failure> {
        let wide = self.wide.finish();
        let written = Written { people: wide.rows.len(), ..self.written };
        let (wide_file, codebook_file) = (self.wide_file.filled(&wide)?, self.codebook_file.filled(codebook)?);
        let files = [self.long_file, wide_file, self.parts_file, self.scores_file, codebook_file];
        files.into_iter().chain(self.words_file).try_for_each(|file| file.0.finish())?;
        Ok(written)
    }
}

struct Csv(Growing);

impl Csv {
    fn begin(path: PathBuf) -> Result<Self, Failure> {
        Growing::begin(path).map(Csv)
    }

    fn headed(mut self, columns: &[String]) -> Result<Self, Failure> {
        self.rows(&[columns.iter().map(Cell::text).collect()])?;
        Ok(self)
    }

    fn filled(self, table: &Table) -> Result<Self, Failure> {
        let mut file = self.headed(&table.columns)?;
        file.rows(&table.rows)?;
        Ok(file)
    }

    fn rows(&mut self, rows: &[Vec<Cell>]) -> Result<(), Failure> {
        self.0.add(|out| rows.iter().try_for_each(|r| write_row(out, r)))
    }
}
