//! What stands in a system file before its rows.

use super::super::column::cut;
use super::super::{Column, Holds, Measure};
use super::{names, wrong};
use crate::answers::Missing;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// What is added to a number that is stored in one byte.
pub(super) const BIAS: f64 = 100.0;
/// Longest text in a cell, label of a variable, and label of a value, in bytes.
const TEXT: usize = 255;
const VALUE: usize = 120;

/// How many times eight bytes a cell takes.
pub(super) fn segments(holds: Holds) -> usize {
    if let Holds::Text(width) = holds { width.div_ceil(8) } else { 1 }
}

pub(super) fn write(out: &mut impl Write, columns: &[Column], label: &str) -> io::Result<()> {
    if columns.iter().any(|c| matches!(c.holds, Holds::Text(width) if !(1..=TEXT).contains(&width))) {
        return Err(wrong("a text column is not 1 to 255 bytes wide"));
    }
    let long = names::unique(columns.iter().map(|c| c.name.as_str()));
    header(out, columns, label)?;
    for (i, (column, long)) in columns.iter().zip(&long).enumerate() {
        variable(out, column, &short(i), long)?;
    }
    value_labels(out, columns)?;
    // Version 1.0 of nothing in particular, IEEE numbers, one-byte codes, little-endian, UTF-8.
    extension(out, 3, 4, &integers([1, 0, 0, -1, 1, 1, 2, 65001]))?;
    let lowest = f64::from_bits(f64::MIN.to_bits() - 1);
    extension(out, 4, 8, &[f64::MIN, f64::MAX, lowest].map(f64::to_le_bytes).concat())?;
    extension(out, 11, 4, &integers(columns.iter().flat_map(display)))?;
    let pairs: Vec<String> = long.iter().enumerate().map(|(i, long)| format!("{}={long}", short(i))).collect();
    extension(out, 13, 1, pairs.join("\t").as_bytes())?;
    extension(out, 20, 1, b"UTF-8")?;
    out.write_all(&integers([999, 0]))
}

/// The names of the first system files had eight letters; a record behind them has the real ones.
fn short(i: usize) -> String {
    format!("V{i}")
}

fn integers(of: impl IntoIterator<Item = i32>) -> Vec<u8> {
    of.into_iter().flat_map(i32::to_le_bytes).collect()
}

fn size(n: usize) -> io::Result<i32> {
    i32::try_from(n).map_err(|_| wrong("the table is too large for this format"))
}

/// A text in so many bytes, blanks behind it.
fn padded(text: &str, bytes: usize) -> Vec<u8> {
    let mut out = cut(text, bytes).as_bytes().to_vec();
    out.resize(bytes, b' ');
    out
}

fn header(out: &mut impl Write, columns: &[Column], label: &str) -> io::Result<()> {
    let width = size(columns.iter().map(|c| segments(c.holds)).sum())?;
    out.write_all(b"$FL2")?;
    out.write_all(&padded("@(#) SPSS DATA FILE kindstem", 60))?;
    // Layout 2, compressed, no weights; how many cases is written at the end.
    out.write_all(&integers([2, width, 1, 0, -1]))?;
    out.write_all(&BIAS.to_le_bytes())?;
    // The same data give the same file: no clock is asked.
    out.write_all(b"01 Jan 7000:00:00")?;
    out.write_all(&padded(label, 64))?;
    out.write_all(&[0; 3])
}

/// Format as SPSS prints a cell: kind, width, places.
fn format(holds: Holds) -> i32 {
    match holds {
        Holds::Text(width) => 1 << 16 | (width as i32) << 8,
        Holds::Whole => 5 << 16 | 8 << 8,
        Holds::Number => 5 << 16 | 10 << 8 | 4,
    }
}

fn variable(out: &mut impl Write, column: &Column, short: &str, long: &str) -> io::Result<()> {
    let kind = if let Holds::Text(width) = column.holds { width as i32 } else { 0 };
    let label = if long == column.name { column.label.clone() } else { format!("{}: {}", column.name, column.label) };
    let label = cut(&label, TEXT);
    let missing = if column.missing { -2 } else { 0 };
    let format = format(column.holds);
    out.write_all(&integers([2, kind, i32::from(!label.is_empty()), missing, format, format]))?;
    out.write_all(&padded(short, 8))?;
    if !label.is_empty() {
        out.write_all(&integers([size(label.len())?]))?;
        out.write_all(&padded(label, label.len().next_multiple_of(4)))?;
    }
    if column.missing {
        let [first, .., last] = Missing::ALL;
        out.write_all(&[last, first].map(|m| f64::from(m.code()).to_le_bytes()).concat())?;
    }
    // A long text takes the place of several variables, which have no names.
    for _ in 1..segments(column.holds) {
        out.write_all(&integers([2, -1, 0, 0, 0, 0]))?;
        out.write_all(&padded("", 8))?;
    }
    Ok(())
}

/// Columns with the same labels share them.
fn value_labels(out: &mut impl Write, columns: &[Column]) -> io::Result<()> {
    let mut sets: BTreeMap<Vec<(i32, String)>, Vec<i32>> = BTreeMap::new();
    let mut place = 1;
    for column in columns {
        let labels = column.labels();
        if !labels.is_empty() {
            sets.entry(labels).or_default().push(size(place)?);
        }
        place += segments(column.holds);
    }
    for (labels, places) in sets {
        out.write_all(&integers([3, size(labels.len())?]))?;
        for (code, words) in labels {
            let words = cut(&words, VALUE);
            out.write_all(&f64::from(code).to_le_bytes())?;
            out.write_all(&[words.len() as u8])?;
            out.write_all(&padded(words, (words.len() + 1).next_multiple_of(8) - 1))?;
        }
        out.write_all(&integers([4, size(places.len())?]))?;
        out.write_all(&integers(places))?;
    }
    Ok(())
}

/// Measure, width on the screen, and side on which it stands.
fn display(column: &Column) -> [i32; 3] {
    let measure = match column.measure {
        Measure::Nominal => 1,
        Measure::Ordinal => 2,
        Measure::Scale => 3,
    };
    [measure, 8, i32::from(!matches!(column.holds, Holds::Text(_)))]
}

fn extension(out: &mut impl Write, kind: i32, each: usize, bytes: &[u8]) -> io::Result<()> {
    out.write_all(&integers([7, kind, size(each)?, size(bytes.len() / each)?]))?;
    out.write_all(bytes)
}
