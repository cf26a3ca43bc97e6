//! Scores one file of answers: `cargo run --example score_file -- phq-9 answers.json`
//!
//! The first argument is an instrument of the library or a structure file. `answers.json` is an object from item to
//! answer, such as `{"phq9_1": 3, "phq9_2": {"missing": "refused"}}`.

use kindstem::answers;
use kindstem::instrument::{Severity, library, lint, parse};
use kindstem::scoring::{Context, score};
use std::error::Error;
use std::fs;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(instrument), Some(file)) = (args.next(), args.next()) else {
        return Err("usage: score_file INSTRUMENT ANSWERS.JSON".into());
    };
    print!("{}", run(&instrument, &fs::read(file)?)?);
    Ok(())
}

/// Returns one line per score: its value, or why it has none.
pub fn run(instrument: &str, file: &[u8]) -> Result<String, Box<dyn Error>> {
    let structure = match library::structure(instrument) {
        Some(bytes) => bytes.to_vec(),
        None => fs::read(instrument)?,
    };
    let instrument = parse(&structure)?;
    let (answers, odd) = answers::read(file, &instrument, None)?;
    // Warnings, such as an answer to an item that branching hides, do not stop scoring.
    let findings = lint(&instrument).into_iter().chain(odd);
    let errors: Vec<_> = findings.filter(|f| f.severity == Severity::Error).map(|f| f.to_string()).collect();
    if !errors.is_empty() {
        return Err(errors.join("\n").into());
    }
    let document = score(&instrument, &answers, Context::default());
    let lines = document.scores.into_iter().map(|score| match score.result {
        Ok(value) => format!("{} {} = {value}\n", instrument.id, score.id),
        Err(reason) => format!("{} {}: no score, {reason}\n", instrument.id, score.id),
    });
    Ok(lines.collect())
}
