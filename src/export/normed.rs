//! Scores with norms: what no page and no record can have, for neither knows when anybody was born.

use super::People;
use crate::instrument::{Instrument, Rule};
use crate::record::{Record, RecordPart};
use crate::scoring::{Context, NormTables, NormsOf, ScoreDocument, score};
use crate::time::Age;

/// Returns whether a score of the instrument needs a norm table.
pub fn needs_norms(x: &Instrument) -> bool {
    x.scores.iter().any(|s| s.rule == Rule::Norm)
}

/// Scores a part again with the norms of the person that its record is about: sex, and age on the day of the first
/// page. A norm score that cannot be found gives its reason, and so does every score that needs it.
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
