//! Respondents' own words, typed, spoken and drawn: a table by itself, for few eyes.

use crate::answers::{Answer, Value};
use crate::export::people::{beginning, heading};
use crate::export::{Cell, Column, People};
use crate::record::Record;

/// Returns the columns of the table of own words.
pub fn own_words_columns(people: &People) -> Vec<Column> {
    let more = [
        Column::whole("part", "number of the part in the plan, from 0"),
        Column::text("instrument", "instrument id", 0),
        Column::text("item", "item id", 0),
        Column::text("words", "as they were typed", 0),
        Column::text("file", "what was spoken or drawn", 0),
    ];
    heading(people, more)
}

/// Returns one row per own text of a record: the text as it was typed, or the name of the file with the recording or
/// drawing. Restricted data: never part of another table.
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
                Cell::text(part.own_words.iter().find(|w| w.item == *item).map_or("", |w| w.file.as_str())),
            ]);
            rows.push(out);
        }
    }
    rows
}
