//! Parts and scores: what an analysis must hold constant, and why a score is empty.

use super::{Cell, Column, People};
use crate::export::people::{beginning, heading};
use crate::instrument::Decimal;
use crate::record::{Record, RecordPart, Structures};
use serde::Serialize;

/// Returns the columns of the table of parts.
pub fn parts_columns(people: &People) -> Vec<Column> {
    let more = instrument().into_iter().chain([
        Column::text("structure_sha256", "SHA-256 of the structure's file", 64),
        Column::text("lang", "language of the words that were read", 0),
        Column::text("words_sha256", "SHA-256 of the text pack's file", 0),
        Column::text("period_anchor", "whether the period is fixed or begins at the wave before", 0),
        Column::text("period_length", "how long the period is, as an ISO 8601 duration: P1W is a week", 0),
        Column::number("period_months", "the same in months: a week is 0.23, a year 12"),
        Column::whole("complete", "whether every block was closed: 1 yes, 0 no"),
        Column::whole("answered_again", "pages that a later session answered again; the first counts"),
        Column::text("how", "self, with an interviewer, by phone", 0),
        Column::text("device", "on what", 0),
        Column::text("faces", "faces beside the words: 1 yes, 0 no", 0),
        Column::text("read_aloud", "read aloud: 1 yes, 0 no", 0),
        Column::text("input", "typed, spoken or drawn", 0),
        Column::text("interviewer", "the interviewer's code; blank for a respondent alone", 0),
        Column::text("near", "who was near, as the interviewer saw it", 0),
        Column::text("place", "where, as the interviewer saw it", 0),
    ]);
    heading(people, more)
}

/// Which part, and of which instrument.
fn instrument() -> [Column; 4] {
    [
        Column::whole("part", "number of the part in the plan, from 0"),
        Column::text("instrument", "instrument id", 0),
        Column::text("version", "version of its structure", 0),
        Column::text("status", "published, or not validated", 0),
    ]
}

/// Returns one row per part of a record. What differs between the pages of a part is joined by `+`; a part that was never
/// begun has neither language nor mode.
pub fn parts(people: &People, structures: &Structures, record: &Record) -> Vec<Vec<Cell>> {
    let one = |part: &RecordPart| {
        let mut out = beginning(people, record);
        out.extend([
            Cell::whole(part.part as usize),
            Cell::text(&part.instrument.id),
            Cell::text(&part.instrument.version),
            status(structures, part),
            Cell::text(&part.instrument.sha256),
            distinct(part.modes.iter().map(|m| m.text.lang.clone())),
            distinct(part.modes.iter().map(|m| m.text.sha256.clone())),
            part.period.map_or(Cell::Blank, |p| Cell::text(p.anchor.name())),
            part.period.map_or(Cell::Blank, |p| Cell::text(p.length.to_string())),
            part.period.and_then(|p| Decimal::rounded(p.length.months(), 4)).map_or(Cell::Blank, Cell::Number),
            Cell::flag(part.complete),
            Cell::whole(part.answered_again.len()),
            distinct(part.modes.iter().map(|m| name(&m.mode.how))),
            distinct(part.modes.iter().map(|m| name(&m.mode.device))),
            distinct(part.modes.iter().map(|m| u8::from(m.mode.faces).to_string())),
            distinct(part.modes.iter().map(|m| u8::from(m.mode.read_aloud).to_string())),
            distinct(part.modes.iter().map(|m| name(&m.mode.input))),
            distinct(part.modes.iter().filter_map(|m| m.mode.interviewer.clone())),
            distinct(part.modes.iter().filter_map(|m| m.mode.near.as_ref().map(name))),
            distinct(part.modes.iter().filter_map(|m| m.mode.place.clone())),
        ]);
        out
    };
    record.parts.iter().map(one).collect()
}

/// Returns the columns of the table of scores.
pub fn scores_columns(people: &People) -> Vec<Column> {
    let more = [
        Column::text("score", "score id", 0),
        Column::number("value", "its value; blank where there is none"),
        Column::text("empty", "why there is no value", 0),
    ];
    heading(people, instrument().into_iter().chain(more))
}

/// Returns one row per score of a record.
pub fn scores(people: &People, structures: &Structures, record: &Record) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for part in &record.parts {
        for score in &part.scores.scores {
            let mut out = beginning(people, record);
            out.extend([
                Cell::whole(part.part as usize),
                Cell::text(&part.instrument.id),
                Cell::text(&part.instrument.version),
                status(structures, part),
                Cell::text(&score.id),
                score.result.as_ref().map_or(Cell::Blank, |v| Cell::Number(*v)),
                score.result.as_ref().err().map_or(Cell::Blank, |why| Cell::text(why.to_string())),
            ]);
            rows.push(out);
        }
    }
    rows
}

/// `not validated` beside every number of an instrument of our own; blank where the structure is not at hand.
fn status(structures: &Structures, part: &RecordPart) -> Cell {
    structures.get(&part.instrument.sha256).map_or(Cell::Blank, |x| Cell::text(x.status.words()))
}

/// Different ones in the order in which they first stand.
fn distinct(all: impl Iterator<Item = String>) -> Cell {
    let mut out: Vec<String> = Vec::new();
    for one in all {
        if !out.contains(&one) {
            out.push(one);
        }
    }
    Cell::text(out.join("+"))
}

/// A unit variant's name, as in JSON.
fn name(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(String::from)).unwrap_or_default()
}
