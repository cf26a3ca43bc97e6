//! `prove peers`: this page beside those of other engines, all asking the same 40 items, in one run of one browser.

use crate::command::{command, read, show};
use crate::{bench_page, measure, paths};
use anyhow::{Context, Result};

/// Builds the pages, measures them and writes `proofs/peers.md`.
pub fn run() -> Result<()> {
    let page = bench_page::make()?;
    let mut c = command(paths::root().join("benches/peers/peers.sh"));
    c.arg(format!("kindstem={}:{}", page.dir.display(), page.address));
    c.env("PEERS_WORK", paths::target().join("peers"));
    eprintln!("+ {}", show(&c));
    let printed = read(&mut c)?;
    print!("{printed}");
    let table = table(&printed).context("the peers' run printed no table")?;
    let browser = read(command("chromium").arg("--version"))?;
    let text = format!(
        "{}\n{}, at 4 times CPU slowdown on 1.6 Mbit/s with 150 ms latency, viewport 390 × 844, median of {} cold loads.\n\
         `benches/peers/run.mjs` says how each column is measured.\n\n{table}",
        measure::heading("Beside its peers", "cargo xtask prove peers")?,
        browser.trim(),
        std::env::var("RUNS").unwrap_or_else(|_| "3".into()),
    );
    measure::write("peers", &text).map(|_| ())
}

/// The tab-separated lines that the run ends with, as a table.
fn table(printed: &str) -> Option<String> {
    let lines: Vec<&str> = printed.lines().skip_while(|l| !l.starts_with("page\t")).collect();
    let row = |l: &&str| format!("| {} |\n", l.replace('\t', " | "));
    let (head, rows) = lines.split_first()?;
    let rule = format!("|{}\n", "---|".repeat(head.split('\t').count()));
    Some(row(head) + &rule + &rows.iter().map(row).collect::<String>())
}
