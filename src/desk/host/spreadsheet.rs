//! Spreadsheets that were saved as CSV: commas or semicolons, a byte order mark or none, columns in any order.

use super::error::Failure;
use std::path::Path;

/// The rows of a spreadsheet with a fixed set of columns.
pub struct Sheet<'a> {
    columns: &'a [&'static str],
    /// Where each column stands.
    places: Vec<usize>,
    rows: Vec<(u64, csv::StringRecord)>,
}

/// One row.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    sheet: &'a Sheet<'a>,
    record: &'a csv::StringRecord,
    /// Line in the file, from 1.
    pub line: u64,
}

impl<'a> Sheet<'a> {
    /// Reads a file's bytes. Every column must be there, and no other. `more` follows the list of columns in advice.
    pub fn read(bytes: &[u8], path: &Path, columns: &'a [&'static str], more: &str) -> Result<Self, Failure> {
        // Spreadsheets put a byte order mark in front, and semicolons where the comma is the decimal sign.
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let head = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
        let delimiter = if head.contains(&b';') && !head.contains(&b',') { b';' } else { b',' };
        let mut csv = csv::ReaderBuilder::new().delimiter(delimiter).trim(csv::Trim::All).from_reader(bytes);
        let unreadable = |what: String| {
            let advice = format!("the columns are {}{more}", columns.join(","));
            Failure::unusable(format_args!("{}: {what}", path.display()), advice)
        };
        let header = csv.headers().map_err(|e| unreadable(e.to_string()))?.clone();
        if let Some(extra) = header.iter().find(|h| !columns.contains(h)) {
            return Err(unreadable(format!("line 1: unknown column {extra:?}")));
        }
        let place = |column: &&str| {
            let mut found = header.iter().enumerate().filter(|(_, h)| h == column).map(|(place, _)| place);
            let place = found.next().ok_or_else(|| unreadable(format!("line 1: column {column:?} is missing")))?;
            match found.next() {
                None => Ok(place),
                Some(_) => Err(unreadable(format!("line 1: column {column:?} appears twice"))),
            }
        };
        let places = columns.iter().map(place).collect::<Result<_, _>>()?;
        let (mut rows, mut line, mut counted) = (Vec::new(), 1, 0);
        for record in csv.records() {
            let record = record.map_err(|e| unreadable(e.to_string()))?;
            let begins = first_byte(bytes, &record);
            line += line_ends(bytes.get(counted..begins).unwrap_or_default());
            counted = begins;
            rows.push((line, record));
        }
        Ok(Sheet { columns, places, rows })
    }

    /// The rows in their order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, record)| Row { sheet: self, record, line: *line })
    }
}

/// Where the text of a record begins. To the csv crate it begins at the end of the line before: behind CR LF its own line
/// numbers are one too small, and behind empty lines by as many.
fn first_byte(bytes: &[u8], record: &csv::StringRecord) -> usize {
    let start = record.position().and_then(|p| usize::try_from(p.byte()).ok()).unwrap_or_default();
    let ends = bytes.get(start..).unwrap_or_default().iter().take_while(|b| b"\r\n".contains(b));
    start + ends.count()
}

/// How many lines end in some bytes: with LF, CR LF or CR.
fn line_ends(bytes: &[u8]) -> u64 {
    let after = bytes.iter().skip(1).map(Some).chain([None]);
    let ends = bytes.iter().zip(after).filter(|(b, next)| **b == b'\n' || **b == b'\r' && *next != Some(&b'\n'));
    ends.count() as u64
}

impl<'a> Row<'a> {
    /// What stands in a column.
    pub fn cell(&self, column: &str) -> &'a str {
        let number = self.sheet.columns.iter().position(|c| *c == column);
        let place = number.and_then(|n| self.sheet.places.get(n));
        place.and_then(|p| self.record.get(*p)).unwrap_or_default()
    }

    /// Reads the cells of a row; what is wrong with each goes to `problems`, with file, line and column.
    pub fn cells(self, path: &'a Path, problems: &'a mut Vec<String>) -> CellReader<'a> {
        CellReader { row: self, path, problems }
    }
}

/// Turns what is wrong with a cell into a problem with its place.
pub struct CellReader<'a> {
    row: Row<'a>,
    path: &'a Path,
    problems: &'a mut Vec<String>,
}

impl<'a> CellReader<'a> {
    /// Reads one cell.
    pub fn take<T>(&mut self, column: &str, read: impl FnOnce(&'a str) -> Result<T, String>) -> Option<T> {
        let read = read(self.row.cell(column));
        read.map_err(|what| self.problem(column, &what)).ok()
    }

    /// Says what is wrong with a cell.
    pub fn problem(&mut self, column: &str, what: &str) {
        self.problems.push(format!("{}: line {}, column {column}: {what}", self.path.display(), self.row.line));
    }
}

/// One of a list of names.
pub fn one_of<T: Copy>(text: &str, all: &[T], name: fn(T) -> &'static str) -> Result<T, String> {
    let found = all.iter().copied().find(|x| name(*x) == text);
    let names = || all.iter().map(|x| name(*x)).collect::<Vec<_>>().join(", ");
    found.ok_or_else(|| format!("{text:?} is not one of {}", names()))
}

/// The same, or nothing.
pub fn one_of_or_none<T: Copy>(text: &str, all: &[T], name: fn(T) -> &'static str) -> Result<Option<T>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    one_of(text, all, name).map(Some).map_err(|e| format!("{e}; or leave the cell empty"))
}

/// Words that fit on a line.
pub fn short(text: &str) -> Result<(), String> {
    let fits = !text.is_empty() && text.chars().count() <= 200 && !text.contains(char::is_control);
    if fits { Ok(()) } else { Err("write 1 to 200 characters on one line".into()) }
}
