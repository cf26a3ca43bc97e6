//! `instrument check`: everything that is wrong with structures and text packs, at once.

use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::print;
use crate::desk::inputs::instruments::{InstrumentStore, wording_file};
use crate::desk::inputs::recordings;
use crate::instrument::{Finding, lint, lint_reading, lint_reading_of_library, lint_wording};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Check instrument structures and text packs; each finding has a JSON path and advice
#[derive(clap::Args)]
#[command(after_help = "Exits with 1 if a finding is an error; warnings do not change the exit code.")]
pub struct Args {
    /// Structure files, or instruments of the library
    #[arg(value_name = "FILE|ID", required = true)]
    instruments: Vec<String>,
    /// A text pack of one of these instruments; repeatable
    #[arg(long, value_name = "FILE")]
    wording: Vec<PathBuf>,
    /// One JSON array, an object per file, instead of lines
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Checked {
    file: String,
    instrument: String,
    findings: Vec<Finding>,
}

pub fn run(args: &Args) -> Outcome {
    let store = InstrumentStore::library()?;
    let packs: Vec<_> = args.wording.iter().map(|path| wording_file(path)).collect::<Result<_, _>>()?;
    let mut used = vec![false; packs.len()];
    let mut all = Vec::new();
    for name in &args.instruments {
        let found = store.find(name)?;
        let x = &found.value;
        all.push(Checked { file: found.from.clone(), instrument: x.id.clone(), findings: lint(x) });
        // The library's own words belong to the library's structure, not to a file that has the same id.
        let shelved = store.wordings.get(&x.id).filter(|_| found.from.starts_with("library:"));
        for words in shelved.into_iter().flat_map(|w| w.values()) {
            let file = format!("{}/{}", words.from, words.value.lang);
            let findings = lint_wording(x, &words.value).into_iter().chain(lint_reading_of_library(x, &words.value));
            all.push(Checked { file, instrument: x.id.clone(), findings: findings.collect() });
        }
        for (words, used) in packs.iter().zip(&mut used).filter(|(w, _)| w.value.instrument == x.id) {
            *used = true;
            let beside = Path::new(&words.from).parent();
            let (_, missing) = recordings::of(&words.value, beside);
            let findings =
                lint_wording(x, &words.value).into_iter().chain(lint_reading(x, &words.value)).chain(missing);
            all.push(Checked { file: words.from.clone(), instrument: x.id.clone(), findings: findings.collect() });
        }
    }
    if let Some((words, _)) = packs.iter().zip(&used).find(|(_, used)| !**used) {
        let what = format!(
            "{} is a text pack for {:?}, which is not among the instruments to check",
            words.from, words.value.instrument
        );
        return Err(Failure::unusable(
            what,
            "add that instrument to the command, or correct \"instrument\" in the pack",
        ));
    }
    report(args.json, &all)
}

fn report(json: bool, all: &[Checked]) -> Outcome {
    if json {
        print::json(&all)?;
    } else {
        all.iter().try_for_each(|c| print::findings(&c.file, &c.findings))?;
        let (errors, warnings) = print::tally(all.iter().flat_map(|c| &c.findings));
        print::line(format_args!("{} checked: {errors}, {warnings}", print::count(all.len(), "file")))?;
    }
    Ok(if all.iter().any(|c| print::any_error(&c.findings)) { Exit::Findings } else { Exit::Success })
}
