//! Comma-separated values (RFC 4180), with words that no spreadsheet takes for a formula.

use super::Cell;
use std::io::{self, Write};

/// Writes one row of comma-separated values (RFC 4180), ended by a line feed. A blank cell is empty; a missing answer
/// is its code, −91 to −98.
///
/// Texts that begin with `=`, `+`, `-`, `@`, a tab or a carriage return get an apostrophe in front: a spreadsheet would
/// run them as a formula, and they may come from anybody. Numbers and missing codes are not changed.
///
/// # Errors
/// Returns any error from writing `out`.
///
/// ```
/// use kindstem::answers::Missing;
/// use kindstem::export::{Cell, write_row};
/// use kindstem::instrument::Decimal;
///
/// let mut out = Vec::new();
/// let cells =
///     [Cell::Text("=1+1".into()), Cell::Number(Decimal::whole(-3)), Cell::Missing(Missing::Refused), Cell::Blank];
/// write_row(&mut out, &cells).unwrap();
/// assert_eq!(out, b"'=1+1,-3,-93,\n");
/// ```
pub fn write_row(out: &mut impl Write, cells: &[Cell]) -> io::Result<()> {
    for (i, cell) in cells.iter().enumerate() {
        if i > 0 {
            out.write_all(b",")?;
        }
        match cell {
            Cell::Blank => {}
            Cell::Number(n) => write!(out, "{n}")?,
            Cell::Missing(m) => write!(out, "{}", m.code())?,
            Cell::Text(text) => write_text(out, text)?,
        }
    }
    out.write_all(b"\n")
}

fn write_text(out: &mut impl Write, text: &str) -> io::Result<()> {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    if text.contains([',', '"', '\n', '\r']) {
        write!(out, "\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        write!(out, "{guard}{text}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Missing;
    use crate::instrument::Decimal;

    fn row(cells: &[Cell]) -> String {
        let mut out = Vec::new();
        write_row(&mut out, cells).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn quotes_what_needs_quotes() {
        let text = |t: &str| Cell::Text(t.to_string());
        assert_eq!(
            row(&[text("a"), Cell::Blank, text("b,c"), text("d\"e"), text("f\ng")]),
            "a,,\"b,c\",\"d\"\"e\",\"f\ng\"\n"
        );
    }

    #[test]
    fn no_words_become_a_formula_and_numbers_stay_numbers() {
        for danger in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1"] {
            let out = row(&[Cell::Text(danger.to_string())]);
            assert!(out.trim_start_matches('"').starts_with('\''), "{danger:?} gave {out:?}");
        }
        assert_eq!(row(&[Cell::Number(Decimal::whole(-3)), Cell::Missing(Missing::Refused)]), "-3,-93\n");
    }
}
