//! Scores with norms on their way into a table.

use kindstem::export::{People, needs_norms, normed};
use kindstem::record::{Record, RecordPart, Structures};
use kindstem::scoring::{NormTables, ScoreDocument};

/// Puts scores with norms in the place of those that say that they need them.
pub fn add_norms(record: &mut Record, structures: &Structures, people: &People, norms: &NormTables) {
    let scores = |part: &RecordPart| {
        let x = structures.get(&part.instrument.sha256).filter(|x| needs_norms(x))?;
        Some(normed(x, record, part, people, norms))
    };
    let all: Vec<Option<ScoreDocument>> = record.parts.iter().map(scores).collect();
    let parts = record.parts.iter_mut().zip(all);
    parts.filter_map(|(part, scores)| Some((part, scores?))).for_each(|(part, scores)| part.scores = scores);
}
