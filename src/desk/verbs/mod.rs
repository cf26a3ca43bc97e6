//! The verbs of `kindstem`: each file holds a verb's options and its run.

pub mod change;
pub mod contacts;
pub mod decide;
pub mod export;
pub mod instrument;
pub mod keygen;
pub mod letters;
pub mod review;
pub mod score;
pub mod serve;
pub mod sharing;
pub mod simulate;
pub mod study;
pub mod unseal;
pub mod verify_site;

use crate::desk::host::clock;
use crate::desk::host::error::Outcome;
use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// The researcher's command line: keys, instruments, studies, and the answers of families.
#[derive(Parser)]
#[command(version, arg_required_else_help = true, after_help = AFTER_HELP)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

const AFTER_HELP: &str = "Exit codes: 0 done, nothing to report · 1 done, with findings that need attention · \
    2 wrong usage, or a file could not be read or written\n\n\
    Environment: KINDSTEM_NOW=2026-11-23T16:00Z sets the current time of every command, instead of the machine's clock. \
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
    Decide(decide::Args),
    Letters(letters::Args),
    Review(review::Args),
    Sharing(sharing::Args),
    Score(score::Args),
    #[command(subcommand)]
    Export(export::Verb),
    Change(change::Args),
    CompareInformants(change::ViewsArgs),
    Simulate(simulate::Args),
    Serve(serve::Args),
    VerifySite(verify_site::Args),
}

/// Runs the verb that the command line names; problems go to standard error, with what to do.
pub fn main() -> ExitCode {
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
        Verb::Decide(args) => decide::run(&args),
        Verb::Letters(args) => letters::run(&args),
        Verb::Review(args) => review::run(&args),
        Verb::Sharing(args) => sharing::run(&args),
        Verb::Score(args) => score::run(&args),
        Verb::Export(verb) => export::run(&verb),
        Verb::Change(args) => change::run(&args),
        Verb::CompareInformants(args) => change::views(&args),
        Verb::Simulate(args) => simulate::run(&args),
        Verb::Serve(args) => serve::run(&args),
        Verb::VerifySite(args) => verify_site::run(&args),
    }
}
