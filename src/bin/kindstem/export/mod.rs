//! `export`: tables and files for other programs.

mod arrived;
mod csv;
mod folder;
mod load;
mod normed;
mod restricted;
mod slots;
mod source;
mod spss;
mod summary;
mod tables;

use super::error::Outcome;
use clap::Subcommand;

/// Tables for SPSS, R and Stata
#[derive(Subcommand)]
pub enum Verb {
    Csv(csv::Args),
    Spss(spss::Args),
}

pub fn run(verb: &Verb) -> Outcome {
    match verb {
        Verb::Csv(args) => csv::run(args),
        Verb::Spss(args) => spss::run(args),
    }
}
