//! `export`: tables for other programs.

mod arrived;
mod csv;
mod restricted;
mod slots;
mod summary;
mod tables;

use super::error::Outcome;
use clap::Subcommand;

/// Tables for SPSS, R and Stata
#[derive(Subcommand)]
pub enum Verb {
    Csv(csv::Args),
}

pub fn run(verb: &Verb) -> Outcome {
    match verb {
        Verb::Csv(args) => csv::run(args),
    }
}
