//! `kindstem`, the researcher's desk: keys, instruments, studies, and what comes back from families.

#![forbid(unsafe_code)]
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod audio;
mod change;
mod clock;
mod contacts;
mod envelopes;
mod error;
mod export;
mod files;
mod held;
mod hive;
mod instrument;
mod keygen;
mod keys;
mod letters;
mod norms;
mod opened;
mod parallel;
mod print;
mod progress;
mod records;
mod review;
mod score;
mod serve;
mod sheet;
mod shelf;
mod simulate;
mod sorted;
mod stamp;
mod study;
mod unseal;
mod verify_site;
mod work;

use clap::{Parser, Subcommand};
use error::Outcome;
use std::process::ExitCode;

/// The researcher's desk: keys, instruments, studies, and what comes back from families.
#[derive(Parser)]
#[command(version, arg_required_else_help = true, after_help = AFTER_HELP)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

const AFTER_HELP: &str = "Exit codes: 0 done, nothing wrong · 1 something in the data needs a person · \
    2 wrong usage, or a file that cannot be read or written\n\n\
    Environment: KINDSTEM_NOW=2026-11-23T16:00Z is the current time of every verb, in place of the machine's clock. \
    It is for tests and rehearsals; if it is set, each run says so on standard error.";

#[derive(Subcommand)]
enum Verb {
    Keygen(keygen::Args),
    #[command(subcommand)]
    Instrument(instrument::Verb),
    #[command(subcommand)]
    Study(study::Verb),
    Contacts(contacts::Args),
    Unseal(unseal::Args),
    Letters(letters::Args),
    Review(review::Args),
    Work(work::Args),
    Score(score::Args),
    #[command(subcommand)]
    Export(export::Verb),
    Change(change::Args),
    Perspectives(change::ViewsArgs),
    Simulate(simulate::Args),
    Serve(serve::Args),
    VerifySite(verify_site::Args),
}

fn main() -> ExitCode {
    let verb = Cli::parse().verb;
    let outcome = clock::begin().and_then(|()| run(verb));
    match outcome {
        Ok(exit) => exit.into(),
        Err(failure) => {
            eprintln!("{failure}");
            failure.exit.into()
        }
    }
}

fn run(verb: Verb) -> Outcome {
    match verb {
        Verb::Keygen(args) => keygen::run(&args),
        Verb::Instrument(verb) => instrument::run(&verb),
        Verb::Study(verb) => study::run(&verb),
        Verb::Contacts(args) => contacts::run(&args),
        Verb::Unseal(args) => unseal::run(&args),
        Verb::Letters(args) => letters::run(&args),
        Verb::Review(args) => review::run(&args),
        Verb::Work(args) => work::run(&args),
        Verb::Score(args) => score::run(&args),
        Verb::Export(verb) => export::run(&verb),
        Verb::Change(args) => change::run(&args),
        Verb::Perspectives(args) => change::views(&args),
        Verb::Simulate(args) => simulate::run(&args),
        Verb::Serve(args) => serve::run(&args),
        Verb::VerifySite(args) => verify_site::run(&args),
    }
}
