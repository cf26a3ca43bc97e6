//! The folder that an export fills: tables in one format, and how other programs read them.

use super::partitions::Partitions;
use crate::desk::host::error::Failure;
use crate::desk::host::files::{self, Growing};
use crate::export::{Cell, Column, Sav, write_row};
use std::path::{Path, PathBuf};

/// How a table is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Csv,
    Sav,
    Parquet,
}

impl Format {
    fn extension(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Sav => "sav",
            Format::Parquet => "parquet",
        }
    }
}

/// A table on its way to the disk, readable by its owner only.
pub trait Rows {
    /// Adds rows.
    fn add(&mut self, rows: &[Vec<Cell>]) -> Result<(), Failure>;
    /// Gives it its name.
    fn finish(self: Box<Self>) -> Result<(), Failure>;
}

/// `OUT/NAME.EXTENSION`, which may not be there yet.
fn path(out: &Path, name: &str, format: Format) -> PathBuf {
    out.join(name).with_extension(format.extension())
}

/// Refuses a table whose name is taken; it is begun later.
pub fn vacant(out: &Path, name: &str, format: Format) -> Result<(), Failure> {
    let path = path(out, name, format);
    let taken = [path, out.join(name)].into_iter().find(|p| p.exists());
    taken.map_or(Ok(()), |path| Err(files::there_already(&path)))
}

/// Begins a table.
pub fn table(out: &Path, name: &str, format: Format, columns: &[Column]) -> Result<Box<dyn Rows>, Failure> {
    let path = path(out, name, format);
    Ok(match format {
        Format::Csv => Box::new(Csv::begin(path, columns)?),
        Format::Parquet => {
            vacant(out, name, format)?;
            Box::new(Partitions::begin(out.join(name), columns)?)
        }
        Format::Sav => {
            let mut file = Growing::begin(path)?;
            let mut sav = None;
            file.add(|out| {
                sav = Some(Sav::begin(out, columns, &format!("{name}: for research on groups"))?);
                Ok(())
            })?;
            let sav = sav.ok_or_else(|| Failure::ours("a table without a beginning"))?;
            Box::new(SavFile { file, sav })
        }
    })
}

/// Comma-separated values.
pub struct Csv(Growing);

impl Csv {
    /// Begins a file that must not be there yet.
    pub fn begin(path: PathBuf, columns: &[Column]) -> Result<Self, Failure> {
        let names: Vec<String> = columns.iter().map(|c| c.name.clone()).collect();
        Csv::named(path, &names)
    }

    /// The same, of columns that have nothing but a name.
    pub fn named(path: PathBuf, columns: &[String]) -> Result<Self, Failure> {
        let mut file = Csv(Growing::begin(path)?);
        file.add(&[columns.iter().map(Cell::text).collect()])?;
        Ok(file)
    }
}

impl Rows for Csv {
    fn add(&mut self, rows: &[Vec<Cell>]) -> Result<(), Failure> {
        self.0.add(|out| rows.iter().try_for_each(|r| write_row(out, r)))
    }

    fn finish(self: Box<Self>) -> Result<(), Failure> {
        self.0.finish()
    }
}

struct SavFile {
    file: Growing,
    sav: Sav,
}

impl Rows for SavFile {
    fn add(&mut self, rows: &[Vec<Cell>]) -> Result<(), Failure> {
        let sav = &mut self.sav;
        self.file.add(|out| rows.iter().try_for_each(|r| sav.row(out, r)))
    }

    fn finish(mut self: Box<Self>) -> Result<(), Failure> {
        let sav = self.sav;
        self.file.add(|out| sav.finish(out))?;
        self.file.finish()
    }
}
