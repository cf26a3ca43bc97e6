//! `prove bench`: `cargo bench`, with what criterion printed.

use crate::command::{cargo, read, show};
use crate::measure;
use anyhow::{Result, bail};

/// Runs the benches and writes `proofs/bench.md`.
pub fn run() -> Result<()> {
    let mut c = cargo(&["bench", "--features", "cli"]);
    eprintln!("+ {}", show(&c));
    let printed = read(&mut c)?;
    print!("{printed}");
    let (figures, ratios) = (figures(&printed), lines(&printed, "ratio:"));
    if figures.is_empty() || ratios.is_empty() {
        bail!("cargo bench printed no figures");
    }
    let text = format!(
        "{}\nLower bound, estimate and upper bound of the time per iteration, as criterion prints them.\n\n```text\n{}\n```\n\n\
         Ratios, each of two things timed in turns in the same run:\n\n```text\n{}\n```\n",
        measure::heading("Benches", "cargo xtask prove bench")?,
        figures.join("\n"),
        ratios.join("\n"),
    );
    measure::write("bench", &text).map(|_| ())
}

/// Times and throughputs, each behind its name: criterion breaks the line behind a long one.
fn figures(printed: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut before = "";
    for line in printed.lines() {
        if line.starts_with("  ") && line.contains("time:") && !line.contains('%') {
            out.push(format!("{before}\n{line}"));
        } else if line.contains("time:") || line.contains("thrpt:") {
            out.push(line.to_string());
        }
        before = line;
    }
    out
}

fn lines<'a>(printed: &'a str, what: &str) -> Vec<&'a str> {
    printed.lines().filter(|l| l.contains(what)).collect()
}
