//! `score`: a file of answers or of many, or every record of a folder again.

mod file;
mod folder;
mod lines;
mod normed;

use crate::desk::host::error::{Failure, Outcome};
use crate::desk::host::spreadsheet::one_of;
use crate::instrument::Sex;
use std::num::NonZero;
use std::path::PathBuf;

/// Score a file of answers, or score every record of a folder again
///
/// ANSWERS.JSON is one JSON object, item id to answer: {"phq9_1": 3, "phq9_2": {"missing": "refused"}}. An item that is
/// not there was not reached. The score document goes to standard output as JSON: each score has a value, or says in
/// "empty" why it has none.
///
/// ANSWERS.JSONL has such an object on each line. Line by line a score document comes out, in the same order, on all
/// cores and in the same memory however many there are. A line that does not fit ends it, and is named.
///
/// DIR is what kindstem unseal wrote. Every part is scored again; differences with what the page computed, and with
/// what stands in the records, are reported, and the exit code is 1 where there is one.
///
/// Scores by age and sex need --norms: a folder with a file TABLE.csv per table, columns sex,age_from,age_to,raw,t, as
/// the manual has it. For DIR the register says who is how old (kindstem study people); page and records have no norm
/// scores, so those are listed and not compared.
#[derive(clap::Args)]
pub struct Args {
    /// An instrument of the library, or a structure file; scoring needs no wording
    #[arg(long, value_name = "ID|FILE")]
    instrument: Option<String>,
    /// Wave of the answers: items that the wave does not ask count as not_in_version
    #[arg(long, value_name = "WAVE", requires = "instrument")]
    wave: Option<String>,
    /// Folder with norm tables
    #[arg(long, value_name = "DIR")]
    norms: Option<PathBuf>,
    /// For ANSWERS.JSON with --norms: age in whole years, on the day of the answers, of the person they are about
    #[arg(long, value_name = "YEARS", requires_all = ["norms", "instrument"], value_parser = clap::value_parser!(u32).range(..=120))]
    age: Option<u32>,
    /// For ANSWERS.JSON with --norms: sex of that person, f or m
    #[arg(long, value_name = "f|m", requires_all = ["norms", "instrument"], value_parser = sex)]
    sex: Option<Sex>,
    /// For DIR with --norms: the study that the links were made with
    #[arg(long, value_name = "STUDY.JSON", requires = "norms", conflicts_with = "instrument")]
    study: Option<PathBuf>,
    /// For DIR with --norms: the register
    #[arg(long, value_name = "FILE", requires = "norms", conflicts_with = "instrument")]
    register: Option<PathBuf>,
    /// For DIR with --norms: secret key that opens the register
    #[arg(long, value_name = "KEY.TXT", requires = "norms", conflicts_with = "instrument")]
    identity: Vec<PathBuf>,
    /// For DIR: folder of instrument structures that are not in the library, such as the site's instruments/
    #[arg(long, value_name = "DIR", conflicts_with = "instrument")]
    instruments: Option<PathBuf>,
    /// For ANSWERS.JSONL: number of cores (default: all)
    #[arg(long, value_name = "N", requires = "instrument")]
    jobs: Option<NonZero<usize>>,
    /// For DIR: one JSON object instead of lines
    #[arg(long, conflicts_with = "instrument")]
    json: bool,
    /// The answers, or the folder
    #[arg(value_name = "ANSWERS.JSON|ANSWERS.JSONL|DIR")]
    path: PathBuf,
}

fn sex(text: &str) -> Result<Sex, String> {
    one_of(text, &Sex::ALL, Sex::name)
}

pub fn run(args: &Args) -> Outcome {
    match (&args.instrument, args.path.is_dir()) {
        (Some(instrument), false) if args.path.extension().is_some_and(|e| e == "jsonl") => {
            lines::run(args, instrument)
        }
        (Some(instrument), false) => file::run(args, instrument),
        (None, true) => folder::run(args),
        (Some(_), true) => {
            let what = format!("{} is a folder", args.path.display());
            Err(Failure::unusable(what, "omit --instrument: each record names its instrument"))
        }
        (None, false) => {
            let what = format!("{} is a file of answers and does not name its instrument", args.path.display());
            Err(Failure::unusable(what, "add --instrument ID; kindstem instrument list shows them"))
        }
    }
}
