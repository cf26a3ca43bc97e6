//! `instrument`: what may be asked.

mod catalogue;
mod check;
mod list;

use crate::desk::host::error::Outcome;
use clap::Subcommand;

/// Instruments: list, catalogue, and check of structures and text packs
#[derive(Subcommand)]
pub enum Verb {
    Catalogue(catalogue::Args),
    Check(check::Args),
    List(list::Args),
}

pub fn run(verb: &Verb) -> Outcome {
    match verb {
        Verb::Catalogue(args) => catalogue::run(args),
        Verb::Check(args) => check::run(args),
        Verb::List(args) => list::run(args),
    }
}
