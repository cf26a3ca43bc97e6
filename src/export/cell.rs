//! One cell of a table.

use crate::answers::Missing;
use crate::instrument::Decimal;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Blank,
    /// A number.
    Number(Decimal),
    /// Why there is no number: −91 to −98.
    Missing(Missing),
    /// Words, of whoever wrote them.
    Text(String),
}

impl Cell {
    /// A whole number; blank where it is too large for any code or count.
    pub fn whole(n: usize) -> Self {
        i32::try_from(n).map_or(Cell::Blank, |n| Cell::Number(Decimal::whole(n)))
    }

    /// 1 or 0.
    pub fn flag(yes: bool) -> Self {
        Cell::whole(usize::from(yes))
    }

    /// Words; blank where there are none.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Cell::Blank } else { Cell::Text(text) }
    }
}
