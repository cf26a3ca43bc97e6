//! `instrument list`: the library.

use crate::desk::host::error::{Exit, Outcome};
use crate::desk::host::print;
use crate::desk::inputs::instruments::InstrumentStore;
use crate::instrument::Status;
use serde::Serialize;

/// List the instruments of the library
#[derive(clap::Args)]
pub struct Args {
    /// One JSON array instead of lines
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    version: &'a str,
    status: Status,
    name: &'a str,
    /// Languages that there are words in; none for a slot.
    languages: Vec<&'a str>,
    /// SHA-256 of the structure, as a study pins it.
    structure: &'a str,
}

pub fn run(args: &Args) -> Outcome {
    let store = InstrumentStore::library()?;
    let rows: Vec<Row<'_>> = store
        .structures
        .values()
        .map(|s| Row {
            id: &s.value.id,
            version: &s.value.version,
            status: s.value.status,
            name: &s.value.name,
            languages: store.wordings.get(&s.value.id).into_iter().flat_map(|w| w.keys().map(String::as_str)).collect(),
            structure: &s.sha256,
        })
        .collect();
    if args.json {
        print::json(&rows)?;
        return Ok(Exit::Success);
    }
    let width = rows.iter().map(|r| r.id.len()).max().unwrap_or_default();
    for row in &rows {
        let status = match row.status {
            own @ Status::OwnNotValidated => format!("{}; words in {}", own.words(), row.languages.join(", ")),
            Status::Published => "published: wording not included".to_string(),
        };
        print::line(format_args!("{:width$}  {}  {}  ({status})", row.id, row.version, row.name))?;
    }
    Ok(Exit::Success)
}
