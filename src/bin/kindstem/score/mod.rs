//! `score`: a file of answers, or every record of a folder again.

mod file;
mod folder;

use super::error::{Failure, Outcome};
use std::path::PathBuf;

/// Score a file of answers, or score every record of a folder again
///
/// ANSWERS.JSON is one JSON object, item id to answer: {"phq9_1": 3, "phq9_2": {"missing": "refused"}}. An item that is
/// not there was not reached. The score document goes to standard output as JSON: each score has a value, or says in
/// "empty" why it has none.
///
/// DIR is what kindstem unseal wrote. Every part is scored again; differences with what the page computed, and with
/// what stands in the records, are reported, and the exit code is 1 where there is one.
#[derive(clap::Args)]
pub struct Args {
    /// An instrument of the library, or a structure file; a slot needs no wording
    #[arg(long, value_name = "ID|FILE")]
    instrument: Option<String>,
    /// Wave of the answers: items that it does not ask count as not_in_version
    #[arg(long, value_name = "WAVE", requires = "instrument")]
    wave: Option<String>,
    /// For DIR: folder with structures that are not in the library; the page's instruments/ will do
    #[arg(long, value_name = "DIR", conflicts_with = "instrument")]
    instruments: Option<PathBuf>,
    /// For DIR: one JSON object instead of lines
    #[arg(long, conflicts_with = "instrument")]
    json: bool,
    /// The answers, or the folder
    #[arg(value_name = "ANSWERS.JSON|DIR")]
    path: PathBuf,
}

pub fn run(args: &Args) -> Outcome {
    match (&args.instrument, args.path.is_dir()) {
        (Some(instrument), false) => file::run(instrument, args.wave.as_deref(), &args.path),
        (None, true) => folder::run(&args.path, args.instruments.as_deref(), args.json),
        (Some(_), true) => {
            let what = format!("{} is a folder", args.path.display());
            Err(Failure::unusable(what, "leave --instrument out: each record says which instrument it is"))
        }
        (None, false) => {
            let what = format!("{} is a file of answers, which does not say of which instrument", args.path.display());
            Err(Failure::unusable(what, "add --instrument ID; kindstem instrument list shows them"))
        }
    }
}
