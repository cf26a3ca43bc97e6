//! One file of answers and its score document.

use super::Args;
use crate::error::{Exit, Failure, Outcome};
use crate::shelf::Shelf;
use crate::{files, norms, print};
use kindstem::answers;
use kindstem::instrument::Decimal;
use kindstem::scoring::{Age, Context, NoAge, Norms, NormsOf, ScoreDocument, score};
use serde::Serialize;

pub fn run(args: &Args, instrument: &str) -> Outcome {
    let instrument = &Shelf::library()?.find(instrument)?.value;
    let file = args.path.display().to_string();
    let bytes = files::read(&args.path)?;
    let (answers, findings) = answers::read(&bytes, instrument, args.wave.as_deref()).map_err(|e| {
        Failure::unusable(format_args!("{file}: {e}"), "kindstem score --help shows what a file of answers looks like")
    })?;
    findings.iter().for_each(|f| eprintln!("{file}: {f}"));
    if print::any_error(&findings) {
        let what = format!("{file} does not fit {}; nothing was scored", instrument.id);
        return Err(Failure::data(what, "correct the places named above"));
    }
    let tables = args.norms.as_deref().map(norms::read).transpose()?;
    let age = args.age.map(Age::years).ok_or(NoAge::NoBirth);
    let norms = tables.as_ref().map(|tables| NormsOf { tables, sex: args.sex, age });
    let context = Context { period: None, norms: norms.as_ref().map(|n| n as &dyn Norms) };
    print::json(&document(&score(instrument, &answers, context)))?;
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
