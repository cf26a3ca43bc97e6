//! `prove bench`: `cargo bench`, with what criterion printed.

use crate::args::Args;
use crate::command::{cargo, read, show};
use crate::measure;
use anyhow::{Result, bail};

/// Runs the benches and writes `proofs/bench.md`.
pub fn run(args: Args) -> Result<()> {
    args.end()?;
    let mut c = cargo(&["bench", "--features", "cli"]);
    eprintln!("+ {}", show(&c));
    let printed = read(&mut c)?;
    print!("{printed}");
    let figures: Vec<&str> = printed.lines().filter(|l| l.contains("time:") || l.contains("thrpt:")).collect();
    if figures.is_empty() {
        bail!("cargo bench printed no figures");
    }
    let text = format!(
        "{}\nLower bound, estimate and upper bound of the time per iteration, as criterion prints them.\n\n```text\n{}\n```\n",
        measure::heading("Benches", "cargo xtask prove bench")?,
        figures.join("\n"),
    );
    measure::write("bench", &text).map(|_| ())
}
