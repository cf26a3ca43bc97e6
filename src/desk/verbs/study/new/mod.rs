//! `study new`: asks what only the researcher knows, and writes a whole study around it.

mod answers;
mod ask;
mod build;

use super::pin;
use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::{files, print};
use crate::desk::inputs::instruments::InstrumentStore;
use crate::study::{Study, lint_study};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Create a study: answer some questions and get a complete study file in trial mode
#[derive(clap::Args)]
#[command(
    after_help = "Asks on the terminal, or reads --answers FILE.json. Writes study.json, pinned and without errors from study check \
    in trial mode; answers.json, to create the same study again; and README.md, which explains each field \
    and what to do before live mode. Create keys with kindstem keygen; only public keys belong here."
)]
pub struct Args {
    /// Folder for the study; must not be there yet
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Answers to the questions; answers.json of an earlier run is an example
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
}

const README: &str = include_str!("README.md");

pub fn run(args: &Args) -> Outcome {
    if args.out.exists() {
        return Err(files::there_already(&args.out));
    }
    let answers = match &args.answers {
        Some(path) => answers::read(path)?,
        None => ask::all(&mut std::io::stdin().lock())?,
    };
    answers.check()?;
    let store = InstrumentStore::library()?;
    let out = args.out.join("study.json");
    // Asked once: at midnight two questions have two answers.
    let today = answers.zone()?.today();
    let mut study = build::study(&answers, today)?;
    all_have_words(&study, &store)?;
    pin::fill(&mut study, &store, &out, None)?;
    // Nobody gets a study that the check refuses.
    let findings = lint_study(&study, &store.instruments(), today);
    if print::any_error(&findings) {
        print::findings("the new study", &findings)?;
        return Err(Failure::findings("nothing was written", "change the answers that the findings refer to"));
    }
    files::folder(&args.out)?;
    pin::write(&study, &out)?;
    let answers = serde_json::to_vec_pretty(&answers).map_err(Failure::internal)?;
    files::write_new(&args.out.join("answers.json"), &answers, false)?;
    files::write_new(&args.out.join("README.md"), README.as_bytes(), false)?;
    let (_, warnings) = print::tally(findings.iter());
    print::line(format_args!(
        "{}: trial mode, 0 errors, {warnings}; README.md in the same folder says what to do before live mode",
        out.display()
    ))?;
    Ok(Exit::Success)
}

/// Whether every instrument of the batteries has words in every language of the study.
///
/// # Errors
/// Some have none; each of them is named.
fn all_have_words(study: &Study, store: &InstrumentStore) -> Result<(), Failure> {
    let asked: BTreeSet<&str> =
        study.batteries.iter().flat_map(|b| b.parts.iter().map(|p| p.instrument.as_str())).collect();
    let has = |id: &str, lang: &str| store.wordings.get(id).is_some_and(|words| words.contains_key(lang));
    for lang in &study.languages {
        let missing: Vec<&str> = asked.iter().copied().filter(|id| !has(id, lang)).collect();
        if !missing.is_empty() {
            let advice = format!("leave {lang:?} out, or translate their text packs: {}", missing.join(", "));
            let (without, all) = (missing.len(), asked.len());
            return Err(Failure::findings(
                format_args!("languages: {without} of {all} instruments have no words in {lang:?}"),
                advice,
            ));
        }
    }
    Ok(())
}
