//! One file of answers and its score document.

use super::Args;
use crate::answers;
use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::{files, print};
use crate::desk::inputs::instruments::InstrumentStore;
use crate::desk::inputs::norms;
use crate::instrument::{Decimal, Instrument};
use crate::scoring::{Context, NormTables, Norms, NormsOf, ScoreDocument, score};
use crate::time::{Age, NoAge};
use serde::Serialize;
use std::fmt::Display;

pub fn run(args: &Args, instrument: &str) -> Outcome {
    let instrument = &InstrumentStore::library()?.find(instrument)?.value;
    let bytes = files::read(&args.path)?;
    let tables = args.norms.as_deref().map(norms::read).transpose()?;
    let scored = scored(args, instrument, tables.as_ref(), &args.path.display(), &bytes)?;
    print::json(&document(&scored))?;
    Ok(Exit::Success)
}

/// The scores of one object of answers; what it is not sure of goes to standard error.
pub fn scored(
    args: &Args,
    instrument: &Instrument,
    tables: Option<&NormTables>,
    place: &impl Display,
    bytes: &[u8],
) -> Result<ScoreDocument, Failure> {
    let (answers, findings) = answers::read(bytes, instrument, args.wave.as_deref()).map_err(|e| {
        Failure::unusable(format_args!("{place}: {e}"), "kindstem score --help shows what a file of answers looks like")
    })?;
    findings.iter().for_each(|f| eprintln!("{place}: {f}"));
    if print::any_error(&findings) {
        let what = format!("{place} does not fit {} and was not scored", instrument.id);
        return Err(Failure::findings(what, "correct the places listed above"));
    }
    let age = args.age.map(Age::years).ok_or(NoAge::NoBirth);
    let norms = tables.map(|tables| NormsOf { tables, sex: args.sex, age });
    let context = Context { period: None, norms: norms.as_ref().map(|n| n as &dyn Norms) };
    Ok(score(instrument, &answers, context))
}

/// A score document in the order in which people read it: instrument, version, scores; in a score the id first.
#[derive(Serialize)]
pub struct Document<'a> {
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

/// What is printed of scores.
pub fn document(scored: &ScoreDocument) -> Document<'_> {
    let scores = scored.scores.iter().map(|s| One {
        id: &s.id,
        value: s.result.as_ref().ok().copied(),
        empty: s.result.as_ref().err().map(ToString::to_string),
    });
    Document { instrument: &scored.instrument, version: &scored.version, scores: scores.collect() }
}
