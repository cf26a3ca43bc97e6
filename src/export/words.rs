//! Words that respondents typed: a table by itself, for few eyes.

use super::who::{beginning, heading};
use super::{Cell, People};
use crate::answers::{Answer, Value};
use crate::record::Record;

/// Columns of the table of own words.
pub fn own_words_columns() -> Vec<String> {
    heading(["part", "instrument", "item", "words"])
}

/// Every text of a record, as it was typed.
pub fn own_words(people: &People, record: &Record) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for part in &record.parts {
        for (item, answer) in &part.answers {
            let Answer::Value(Value::Text(words)) = answer else { continue };
            let mut out = beginning(people, record);
            out.extend([
                Cell::whole(part.part as usize),
                Cell::text(&part.instrument.id),
                Cell::text(item),
                Cell::text(words),
            ]);
            rows.push(out);
        }
    }
    rows
}
