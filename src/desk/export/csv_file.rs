//! One CSV file: tables of the format `csv`, the codebook of every format, and respondents' own words.

use super::rows::Rows;
use crate::desk::host::error::Failure;
use crate::desk::host::files::PartialFile;
use crate::export::{Cell, Column, write_row};
use std::path::PathBuf;

/// Comma-separated values.
pub struct CsvFile(PartialFile);

impl CsvFile {
    /// Begins a file that may not exist yet.
    pub fn begin(path: PathBuf, columns: &[Column]) -> Result<Self, Failure> {
        let names: Vec<String> = columns.iter().map(|c| c.name.clone()).collect();
        CsvFile::named(path, &names)
    }

    /// The same, of columns that have only a name.
    pub fn named(path: PathBuf, columns: &[String]) -> Result<Self, Failure> {
        let mut file = CsvFile(PartialFile::begin(path)?);
        file.add(&[columns.iter().map(Cell::text).collect()])?;
        Ok(file)
    }
}

impl Rows for CsvFile {
    fn add(&mut self, rows: &[Vec<Cell>]) -> Result<(), Failure> {
        self.0.add(|out| rows.iter().try_for_each(|r| write_row(out, r)))
    }

    fn finish(self: Box<Self>) -> Result<(), Failure> {
        self.0.finish()
    }
}
