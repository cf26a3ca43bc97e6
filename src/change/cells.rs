//! Cells of numbers that were computed.

use crate::export::{Cell, Table};
use crate::instrument::Decimal;

/// A computed number with four places; blank where there is none.
pub(super) fn number(x: f64) -> Cell {
    if x.is_finite() && x.abs() < 1e9 {
        Cell::Number(Decimal::from_units((x * 1e4).round() as i64))
    } else {
        Cell::Blank
    }
}

/// A share of a whole; blank of nothing.
pub(super) fn share(n: usize, of: usize) -> Cell {
    if of == 0 { Cell::Blank } else { number(n as f64 / of as f64) }
}

/// A table without rows.
pub(super) fn headed(columns: &[&str]) -> Table {
    Table { columns: columns.iter().map(|c| (*c).to_string()).collect(), rows: Vec::new() }
}
