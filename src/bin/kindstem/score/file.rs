//! One file of answers and its score document.

use crate::error::{Exit, Failure, Outcome};
use crate::shelf::Shelf;
use crate::{files, print};
use kindstem::answers;
use kindstem::instrument::Decimal;
use kindstem::scoring::{Context, ScoreDocument, score};
use serde::Serialize;
use std::path::Path;

pub fn run(instrument: &str, wave: Option<&str>, path: &Path) -> Outcome {
    let instrument = &Shelf::library()?.find(instrument)?.value;
    let file = path.display().to_string();
    let (answers, findings) = answers::read(&files::read(path)?, instrument, wave).map_err(|e| {
        Failure::unusable(format_args!("{file}: {e}"), "kindstem score --help shows what a file of answers looks like")
    })?;
    findings.iter().for_each(|f| eprintln!("{file}: {f}"));
    if print::any_error(&findings) {
        let what = format!("{file} does not fit {}; nothing was scored", instrument.id);
        return Err(Failure::data(what, "correct the places named above"));
    }
    print::json(&document(&score(instrument, &answers, Context::default())))?;
    Ok(Exit::Fine)
}

/// A score document in the order in which people read it: instrument, version, scores; in a score the id first.
#[derive(Serialize)]
struct Document<'a> {
    instrument: &'a str,
    version: &'a str,
    scores: Vec<One<'a>>,
}

#[derive(Serialize)]
struct One<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    empty: Option<String>,
}

fn document(scored: &ScoreDocument) -> Document<'_> {
    let scores = scored.scores.iter().map(|s| One {
        id: &s.id,
        value: s.result.as_ref().ok().copied(),
        empty: s.result.as_ref().err().map(ToString::to_string),
    });
    Document { instrument: &scored.instrument, version: &scored.version, scores: scores.collect() }
}
