//! `export`: tables and files for other programs.

mod arrived;
mod csv;
mod folder;
mod load;
mod one;
mod parquet;
mod partitions;
mod restricted;
mod slots;
mod source;
mod spss;
mod summary;
mod tables;

use crate::desk::host::error::Outcome;
use clap::Subcommand;

/// Tables and files for SPSS, R, Python, Stata, DuckDB and FHIR
#[derive(Subcommand)]
pub enum Verb {
    Csv(csv::Args),
    Spss(spss::Args),
    Parquet(parquet::Args),
    Jsonl(one::LinesArgs),
    Fhir(one::FhirArgs),
    Ddi(one::DdiArgs),
}

pub fn run(verb: &Verb) -> Outcome {
    match verb {
        Verb::Csv(args) => csv::run(args),
        Verb::Spss(args) => spss::run(args),
        Verb::Parquet(args) => parquet::run(args),
        Verb::Jsonl(args) => one::lines(args),
        Verb::Fhir(args) => one::fhir(args),
        Verb::Ddi(args) => one::codebook(args),
    }
}
