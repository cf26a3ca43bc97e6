//! `prove NAME`: long runs, whose figures are written to `proofs/` with their circumstances.

mod bench;
mod browsers;
mod days;
mod deny;
mod fuzz;
mod intake;
mod peers;
mod readers;
mod reproducible;
mod scale;
mod score;
mod stories;

use anyhow::Result;
pub use deny::check as deny;
use std::path::PathBuf;

/// One long run.
#[derive(clap::Subcommand)]
pub enum Proof {
    /// The page beside those of other engines
    Peers,
    /// `cargo bench`: scoring, sealing, opening, parsing
    Bench,
    /// Fuzz targets, some minutes each
    Fuzz(fuzz::Args),
    /// The intake, killed under load
    Intake {
        /// What it keeps envelopes in
        #[arg(long, value_enum, default_value_t)]
        store: intake::Store,
    },
    /// A made-up delivery and a larger one: time and memory
    Scale {
        /// By how much the other one is larger
        #[arg(long, default_value_t = scale::TIMES)]
        times: usize,
    },
    /// Ten thousand records and a million
    Million,
    /// Scoring files of answers
    Score,
    /// A network on which everything goes wrong
    Network {
        /// Entries to be sent
        #[arg(long)]
        entries: Option<u32>,
        #[command(flatten)]
        limits: stories::Limits,
    },
    /// The browser, killed while somebody fills in
    Kills {
        /// How many kills
        #[arg(long)]
        kills: Option<u32>,
        #[command(flatten)]
        limits: stories::Limits,
    },
    /// Firefox and WebKit
    Browsers,
    /// Native tests and a story on other days than today
    Days,
    /// Exports, read by programs that are not ours
    Readers {
        /// DDI's own XSD, to hold the codebook against
        #[arg(long)]
        ddi: Option<PathBuf>,
    },
    /// Licences, bans and sources of every crate
    Deny,
    /// Two builds in two places give the same bytes
    Reproducible,
}

/// Runs one and writes its page in `proofs/`.
///
/// # Errors
/// What went wrong in it.
pub fn run(proof: Proof) -> Result<()> {
    match proof {
        Proof::Peers => peers::run(),
        Proof::Bench => bench::run(),
        Proof::Fuzz(args) => fuzz::run(&args),
        Proof::Intake { store } => intake::run(store),
        Proof::Scale { times } => scale::run(times),
        Proof::Million => scale::million(),
        Proof::Score => score::run(),
        Proof::Network { entries, limits } => stories::network(entries, &limits),
        Proof::Kills { kills, limits } => stories::kills(kills, &limits),
        Proof::Browsers => browsers::run(),
        Proof::Days => days::run(),
        Proof::Readers { ddi } => readers::run(ddi),
        Proof::Deny => deny::run(),
        Proof::Reproducible => reproducible::run(),
    }
}
