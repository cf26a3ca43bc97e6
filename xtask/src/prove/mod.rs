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

use crate::args::Args;
use anyhow::{Result, bail};
pub use deny::check as deny;

/// Runs one proof.
///
/// # Errors
/// An unknown name, or a proof that fails.
pub fn run(mut args: Args) -> Result<()> {
    match args.word().as_deref() {
        Some("peers") => peers::run(args),
        Some("bench") => bench::run(args),
        Some("fuzz") => fuzz::run(args),
        Some("intake") => intake::run(args),
        Some("scale") => scale::run(args),
        Some("million") => scale::million(args),
        Some("score") => score::run(args),
        Some("network") => stories::network(args),
        Some("kills") => stories::kills(args),
        Some("browsers") => browsers::run(args),
        Some("readers") => readers::run(args),
        Some("days") => days::run(args),
        Some("deny") => deny::run(args),
        Some("reproducible") => reproducible::run(args),
        _ => {
            bail!(
                "prove needs one of: peers, bench, fuzz, intake, scale, million, score, network, kills, browsers, days, readers, deny, reproducible"
            )
        }
    }
}
