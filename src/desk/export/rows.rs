//! A table while it is written, and the two traits that a format of tables implements.

use crate::desk::host::error::Failure;
use crate::desk::host::files;
use crate::export::{Cell, Column};
use std::path::Path;

/// A table on its way to the disk, readable by its owner only.
pub trait Rows {
    /// Adds rows; each has as many cells as the table has columns.
    fn add(&mut self, rows: &[Vec<Cell>]) -> Result<(), Failure>;
    /// Gives the file its name.
    fn finish(self: Box<Self>) -> Result<(), Failure>;
}

/// How one table is written.
pub trait TableFormat: Sync {
    /// The end of a file's name, without the dot.
    fn extension(&self) -> &'static str;

    /// Begins `OUT/NAME.EXTENSION`, or a folder `OUT/NAME`; it may not exist.
    fn begin(&self, out: &Path, name: &str, columns: &[Column]) -> Result<Box<dyn Rows>, Failure>;

    /// Whether a column may hold texts whose longest is not known when the table begins. If not, tables with such
    /// columns are CSV.
    fn holds_any_text(&self) -> bool {
        true
    }
}

/// Refuses a table whose name is taken; it is begun later.
pub fn vacant(format: &dyn TableFormat, out: &Path, name: &str) -> Result<(), Failure> {
    let file = out.join(name).with_extension(format.extension());
    let taken = [file, out.join(name)].into_iter().find(|p| p.exists());
    taken.map_or(Ok(()), |path| Err(files::there_already(&path)))
}
