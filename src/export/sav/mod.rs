//! SPSS system files (`.sav`), as the PSPP developers' guide describes them: UTF-8, little-endian, and every number
//! from −99 to 151 in one byte, so that codes and missing codes take no more room than in a text file.
//!
//! Labels of variables and values go along; the missing codes are user-missing as the range −98 to −91 and stay apart.
//! The one crate that writes these files wants the whole table in memory, in Arrow's arrays; this writes row by row.

mod dictionary;
mod names;

use super::{Cell, Column, Holds};
use dictionary::{BIAS, segments};
use std::io::{self, Seek, SeekFrom, Write};

/// A file that grows row by row.
#[derive(Debug)]
pub struct Sav {
    columns: Vec<Holds>,
    /// Codes of up to eight segments, then what the codes say that it follows.
    codes: Vec<u8>,
    raw: Vec<u8>,
    cases: u32,
}

/// The number follows the codes.
const FOLLOWS: u8 = 253;
/// Eight blanks.
const BLANKS: u8 = 254;
/// No number.
const NONE: u8 = 255;
/// Where the header says how many cases there are.
const CASES_AT: u64 = 80;

impl Sav {
    /// Writes the header and dictionary of an SPSS system file (`.sav`, UTF-8). `label` is the file label that SPSS
    /// shows.
    ///
    /// # Errors
    /// Returns any error from writing `out`, and an error if a text column has no known width or more than 255 bytes.
    pub fn begin(out: &mut impl Write, columns: &[Column], label: &str) -> io::Result<Self> {
        dictionary::write(out, columns, label)?;
        let columns = columns.iter().map(|c| c.holds).collect();
        Ok(Sav { columns, codes: Vec::new(), raw: Vec::new(), cases: 0 })
    }

    /// Writes one row.
    ///
    /// # Errors
    /// Returns any error from writing `out`, and an error if a text is longer than its column or is in a numeric
    /// column.
    pub fn row(&mut self, out: &mut impl Write, cells: &[Cell]) -> io::Result<()> {
        for (i, cell) in cells.iter().enumerate() {
            let holds = self.columns.get(i).copied().ok_or_else(|| wrong("a row has more cells than columns"))?;
            match (holds, cell) {
                (Holds::Text(width), Cell::Text(text)) => self.text(out, text, width)?,
                (Holds::Text(width), Cell::Blank) => self.text(out, "", width)?,
                (Holds::Text(_), _) | (_, Cell::Text(_)) => return Err(wrong("a cell does not fit its column")),
                (_, Cell::Blank) => self.code(out, NONE, &[])?,
                (_, Cell::Number(n)) => self.number(out, n.to_f64())?,
                (_, Cell::Missing(m)) => self.number(out, f64::from(m.code()))?,
            }
        }
        self.cases += 1;
        Ok(())
    }

    /// Writes the rest, and the number of rows into the header.
    ///
    /// # Errors
    /// Returns any error from writing `out`.
    pub fn finish(mut self, out: &mut (impl Write + Seek)) -> io::Result<()> {
        self.flush(out)?;
        let cases = i32::try_from(self.cases).unwrap_or(-1);
        out.seek(SeekFrom::Start(CASES_AT))?;
        out.write_all(&cases.to_le_bytes())?;
        out.seek(SeekFrom::End(0)).map(drop)
    }

    fn number(&mut self, out: &mut impl Write, x: f64) -> io::Result<()> {
        let biased = x + BIAS;
        if biased.fract() == 0.0 && (1.0..=251.0).contains(&biased) {
            return self.code(out, biased as u8, &[]);
        }
        self.code(out, FOLLOWS, &x.to_le_bytes())
    }

    fn text(&mut self, out: &mut impl Write, text: &str, width: usize) -> io::Result<()> {
        if text.len() > width {
            return Err(wrong("a text is longer than its column"));
        }
        for i in 0..segments(Holds::Text(width)) {
            let mut eight = [b' '; 8];
            let part = text.as_bytes().get(i * 8..).unwrap_or_default();
            eight.iter_mut().zip(part).for_each(|(to, from)| *to = *from);
            if eight == [b' '; 8] { self.code(out, BLANKS, &[])? } else { self.code(out, FOLLOWS, &eight)? }
        }
        Ok(())
    }

    fn code(&mut self, out: &mut impl Write, code: u8, raw: &[u8]) -> io::Result<()> {
        self.codes.push(code);
        self.raw.extend_from_slice(raw);
        if self.codes.len() < 8 { Ok(()) } else { self.flush(out) }
    }

    fn flush(&mut self, out: &mut impl Write) -> io::Result<()> {
        if !self.codes.is_empty() {
            // 0 is passed over.
            self.codes.resize(8, 0);
            out.write_all(&self.codes)?;
            out.write_all(&self.raw)?;
        }
        self.codes.clear();
        self.raw.clear();
        Ok(())
    }
}

fn wrong(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Missing;
    use crate::instrument::Decimal;
    use std::io::Cursor;

    /// What stands behind the dictionary, after these rows.
    fn data(rows: &[Vec<Cell>]) -> (Vec<u8>, i32) {
        let columns = [Column::text("id", "", 9), Column::number("x", "")];
        let mut out = Cursor::new(Vec::new());
        let mut sav = Sav::begin(&mut out, &columns, "").unwrap();
        let begin = out.get_ref().len();
        rows.iter().for_each(|r| sav.row(&mut out, r).unwrap());
        sav.finish(&mut out).unwrap();
        let all = out.into_inner();
        let cases = i32::from_le_bytes(all[80..84].try_into().unwrap());
        (all[begin..].to_vec(), cases)
    }

    #[test]
    fn codes_take_one_byte_and_other_numbers_follow() {
        let row = |id: &str, x| vec![Cell::text(id), x];
        let (bytes, cases) = data(&[
            row("F1-ab", Cell::Missing(Missing::Refused)),
            row("", Cell::Number(Decimal::whole(151))),
            row("F2-é-abc", Cell::Number(Decimal::from_units(12_500))),
        ]);
        assert_eq!(cases, 3);
        assert_eq!(bytes[..8], [253, 254, 7, 254, 254, 251, 253, 253]);
        assert_eq!(bytes[8..32], *b"F1-ab   F2-\xc3\xa9-abc       ");
        assert_eq!(bytes[32..40], [253, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(bytes[40..], 1.25f64.to_le_bytes());
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let columns = [Column::text("id", "", 2)];
        let begin = |columns: &[Column]| Sav::begin(&mut Vec::new(), columns, "");
        for cell in [Cell::text("abc"), Cell::Number(Decimal::whole(1))] {
            assert!(begin(&columns).unwrap().row(&mut Vec::new(), &[cell]).is_err());
        }
        assert!(begin(&[Column::text("id", "", 0)]).is_err() && begin(&[Column::text("id", "", 256)]).is_err());
    }
}
