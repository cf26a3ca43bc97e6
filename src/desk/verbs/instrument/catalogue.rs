//! `instrument catalogue`: the library as one page for choosing, or as JSON.

use crate::catalogue::{Listed, catalogue};
use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::{files, print};
use crate::desk::inputs::instruments::InstrumentStore;
use std::path::PathBuf;

/// Write an HTML page about every instrument: for whom, how long, licence terms, and what is unchecked
#[derive(clap::Args)]
#[command(
    after_help = "The page is one HTML file without scripts that needs no other file: read it in a browser, print it, \
    send it. It contains only what the instrument definitions say."
)]
pub struct Args {
    /// Output file; must not exist yet (default: standard output)
    #[arg(long, value_name = "FILE.html")]
    out: Option<PathBuf>,
    /// Folder of structures and text packs; they replace the library's
    #[arg(long, value_name = "DIR")]
    instruments: Option<PathBuf>,
    /// One JSON object instead of the page
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Outcome {
    let store = InstrumentStore::with_folder(args.instruments.as_deref())?;
    let languages = |id: &str| store.wordings.get(id).map(|w| w.keys().cloned().collect()).unwrap_or_default();
    let languages: Vec<Vec<String>> = store.structures.keys().map(|id| languages(id)).collect();
    let listed: Vec<Listed<'_>> = store
        .structures
        .values()
        .zip(&languages)
        .map(|(s, languages)| Listed { instrument: &s.value, languages })
        .collect();
    let catalogue = catalogue(&listed);
    let text =
        if args.json { serde_json::to_string(&catalogue).map_err(Failure::internal)? + "\n" } else { catalogue.html() };
    match &args.out {
        Some(path) => files::write_new(path, text.as_bytes(), false)?,
        None => print::line(text.trim_end())?,
    }
    Ok(Exit::Success)
}
