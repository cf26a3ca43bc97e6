//! One cell of a table.

use crate::answers::Missing;
use crate::instrument::Decimal;

/// The content of one cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Blank,
    /// A number.
    Number(Decimal),
    /// Why there is no number: −91 to −98.
    Missing(Missing),
    /// Text; it may come from anybody and is escaped by the writer of the format.
    Text(String),
}

impl Cell {
    /// Returns a whole number; blank if it does not fit into 32 bits.
    pub fn whole(n: usize) -> Self {
        i32::try_from(n).map_or(Cell::Blank, |n| Cell::Number(Decimal::whole(n)))
    }

    /// Returns 1 for yes and 0 for no.
    pub fn flag(yes: bool) -> Self {
        Cell::whole(usize::from(yes))
    }

    /// Returns a text; blank if it is empty.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Cell::Blank } else { Cell::Text(text) }
    }
}
