//! `kindstem`, the researcher's desk: keys, instruments, studies, and what comes back from families.

mod answers_file;
mod clock;
mod error;
mod files;
mod instrument;
mod keygen;
mod keys;
mod print;
mod score;
mod serve;
mod shelf;
mod study;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// The researcher's desk: keys, instruments, studies, and what comes back from families.
#[derive(Parser)]
#[command(version, arg_required_else_help = true, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

const EXIT_CODES: &str = "Exit codes: 0 done, nothing wrong · 1 something in the data needs a person · \
    2 wrong usage, or a file that cannot be read or written";

#[derive(Subcommand)]
enum Verb {
    Keygen(keygen::Args),
    #[command(subcommand)]
    Instrument(instrument::Verb),
    #[command(subcommand)]
    Study(study::Verb),
    Score(score::Args),
    Serve(serve::Args),
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().verb {
        Verb::Keygen(args) => keygen::run(&args),
        Verb::Instrument(verb) => instrument::run(&verb),
        Verb::Study(verb) => study::run(&verb),
        Verb::Score(args) => score::run(&args),
        Verb::Serve(args) => serve::run(&args),
    };
    match outcome {
        Ok(exit) => exit.into(),
        Err(failure) => {
            eprintln!("{failure}");
            failure.exit.into()
        }
    }
}
