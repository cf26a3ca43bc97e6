//! `instrument`: what may be asked.

mod check;
mod list;

use super::error::Outcome;
use clap::Subcommand;

/// Instruments: list those of the library, check a structure and its words
#[derive(Subcommand)]
pub enum Verb {
    Check(check::Args),
    List(list::Args),
}

pub fn run(verb: &Verb) -> Outcome {
    match verb {
        Verb::Check(args) => check::run(args),
        Verb::List(args) => list::run(args),
    }
}
