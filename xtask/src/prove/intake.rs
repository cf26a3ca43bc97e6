//! `prove intake`: ten thousand entries from two hundred senders while the process is killed three times.

use crate::args::Args;
use crate::command::{cargo, read, show};
use crate::measure;
use anyhow::{Result, bail};

/// The test that prints the figures.
const TEST: &str = "killed::ten_thousand_entries_and_three_kills";

/// Runs it and writes `proofs/intake.md`.
///
/// # Errors
/// An entry is missing, doubled or changed, or the memory grows.
pub fn run(args: Args) -> Result<()> {
    args.end()?;
    let test = ["test", "--quiet", "--features", "cli", "--test", "intake", "--"];
    let mut c = cargo(&test);
    c.args(["--ignored", "--exact", "--nocapture", TEST]);
    eprintln!("+ {}", show(&c));
    let printed = read(&mut c)?;
    print!("{printed}");
    let rows: Vec<&str> = printed.lines().filter(|l| l.starts_with("| ")).collect();
    if rows.is_empty() {
        bail!("{TEST} printed no figures");
    }
    let text = format!(
        "{}\n`kindstem serve`, built as the tests are, before a local folder; senders try again with a doubled waiting time. \
         The process is killed with SIGKILL at even shares of the load and started again at the same port. Pages of 4,096 \
         bytes; one entry in ten has 65,536. Senders and server share the machine.\n\n| | |\n|---|---|\n{}\n",
        measure::heading("The intake, killed under load", "cargo xtask prove intake")?,
        rows.join("\n"),
    );
    measure::write("intake", &text).map(|_| ())
}
