//! Handed over: tables and files for other programs, all made from one model.
//!
//! | table | one row per | columns |
//! |---|---|---|
//! | [`Long`] | person × wave × about | every variable |
//! | [`Wide`] | person | every variable × about × wave |
//! | [`Dyad`] | home × wave | every variable × who answered × about |
//! | [`parts`] | part of a record | versions, words, period, how it was filled in |
//! | [`scores`] | score | value, or why there is none |
//! | [`completeness`] | person | how it stands with each wave |
//! | [`codebook`] | variable | what it is, codes, rule, and what nobody has checked |
//! | [`own_words`] | text | the text; leaves only by itself, never with the others |
//!
//! A column is known by more than its name ([`Column`]), so that [`Sav`] carries labels and [`ddi()`] a codebook for
//! archives. Beside tables there are a record per [`line()`] and a FHIR [`Bundle`]; all of them in pseudonyms, none
//! with anybody's own words.
//!
//! Missing codes are the numbers −91 to −98 (see [`crate::answers::Missing`]). Whoever sent anything has a row for
//! everything that was asked ([`Asked`]). A blank cell means that the instrument was not asked about this person in
//! this wave, or that a score has no value; the table of scores says why. Nobody is named: a row is known by the
//! researcher's own ids, which the register holds ([`People`]).

mod asked;
mod cell;
mod codebook;
mod column;
mod completeness;
mod csv;
mod ddi;
mod drawing_svg;
mod dyad;
mod fhir;
mod jsonl;
mod long;
mod normed;
mod own_words;
mod parts;
mod people;
mod pivot;
pub(crate) mod rule_text;
mod sav;
mod variable;
mod wide;

pub use asked::{Asked, NotAsked, Unasked};
pub use cell::Cell;
pub use codebook::codebook;
pub use column::{Column, Dictionary, Holds, Measure, dictionary};
pub use completeness::{Present, Standing, completeness, completeness_table};
pub use csv::write_row;
pub use ddi::ddi;
pub use drawing_svg::{CANVAS, Line, lines, svg};
pub use dyad::Dyad;
pub use fhir::Bundle;
pub use jsonl::line;
pub use long::Long;
pub use normed::{needs_norms, normed};
pub use own_words::{own_words, own_words_columns};
pub use parts::{parts, parts_columns, scores, scores_columns};
pub use people::People;
pub use sav::Sav;
pub use variable::{Of, Variable, variables};
pub use wide::Wide;

/// A heading and its rows, where they fit into memory.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// One cell per column.
    pub rows: Vec<Vec<Cell>>,
}

/// A table whose columns are known by more than their names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// What the columns are.
    pub columns: Vec<Column>,
    /// One cell per column.
    pub rows: Vec<Vec<Cell>>,
}
