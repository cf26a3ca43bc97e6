//! `score`: the score document of a file of answers.

use super::error::{Exit, Failure, Outcome};
use super::shelf::Shelf;
use super::{answers_file, files, print};
use kindstem::instrument::Decimal;
use kindstem::scoring::{Context, ScoreDocument, score};
use serde::Serialize;
use std::path::PathBuf;

/// Score a file of answers
///
/// The file is one JSON object, item id to answer: {"phq9_1": 3, "phq9_2": {"missing": "refused"}}. An item that is
/// not there was not reached. The score document goes to standard output as JSON: each score has a value, or says in
/// "empty" why it has none.
#[derive(clap::Args)]
pub struct Args {
    /// An instrument of the library, or a structure file; a slot needs no wording
    #[arg(long, value_name = "ID|FILE")]
    instrument: String,
    /// Wave of these answers: items that it does not ask count as not_in_version
    #[arg(long, value_name = "WAVE")]
    wave: Option<String>,
    /// The answers
    #[arg(value_name = "ANSWERS.JSON")]
    answers: PathBuf,
}

pub fn run(args: &Args) -> Outcome {
    let mut shelf = Shelf::library()?;
    let instrument = &shelf.find(&args.instrument)?.value;
    let file = args.answers.display().to_string();
    let (answers, findings) = answers_file::read(&files::read(&args.answers)?, instrument, args.wave.as_deref())
        .map_err(|e| {
            Failure::unusable(
                format_args!("{file}: {e}"),
                "kindstem score --help shows what a file of answers looks like",
            )
        })?;
    findings.iter().for_each(|f| eprintln!("{file}: {f}"));
    if print::any_error(&findings) {
        return Err(Failure::data(format_args!("{file} does not fit {}; nothing was scored", instrument.id), ""));
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
