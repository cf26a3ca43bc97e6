//! A call as lines for people, and as a row of `contacts.csv`.

use crate::desk::host::error::Failure;
use crate::desk::host::print;
use crate::export::{Cell, write_row};
use crate::record::Call;
use std::io::{self, Write};

/// The line of one slot, what was written only where `words`.
pub fn show(call: &Call, words: bool) -> Result<(), Failure> {
    call.lines(words).into_iter().try_for_each(print::line)
}

/// The first row of `contacts.csv`.
pub fn head(out: &mut impl Write) -> io::Result<()> {
    write_row(out, &Call::COLUMNS.map(|c| Cell::Text(c.to_string())))
}

/// A row of it; cells are escaped against formula injection.
pub fn row(out: &mut impl Write, call: &Call) -> io::Result<()> {
    write_row(out, &call.cells().map(Cell::Text))
}
