//! Scores with norms: what no page and no record can have, for neither knows when anybody was born.

use super::People;
use crate::instrument::{Instrument, Rule};
use crate::record::{Record, RecordPart};
use crate::scoring::{Context, NormTables, NormsOf, ScoreDocument, score};
use crate::time::Age;

/// Whether one of an instrument's scores needs a norm table.
pub fn needs_norms(x: &Instrument) -> bool {
    x.scores.iter().any(|s| s.rule == Rule::Norm)
}

/// The scores of a part with the norms of the person whom its record is about, by sex and age on the day of its first
/// page. A norm score that cannot be found says why, and so does every score that needs it.
pub fn normed(
    x: &Instrument,
    record: &Record,
    part: &RecordPart,
    people: &People,
    tables: &NormTables,
) -> ScoreDocument {
    let person = people.about(record);
    let norms = NormsOf {
        tables,
        sex: person.and_then(|p| p.sex),
        age: Age::on(part.day.as_deref(), person.and_then(|p| p.birth.as_deref())),
    };
    score(x, &part.answers, Context { period: part.period, norms: Some(&norms) })
}
