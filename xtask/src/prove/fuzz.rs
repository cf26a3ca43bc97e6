//! `prove fuzz [TARGET]`: every target of `fuzz/`, or one, for some minutes each, with executions, coverage and
//! findings.

use crate::command::{cargo, command, read, run as run_command, show, works};
use crate::{measure, paths};
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// The cargo-fuzz that is installed where there is none.
const VERSION: &str = "0.13.2";

/// What to fuzz.
#[derive(clap::Args)]
pub struct Args {
    /// Target of `fuzz/`; all without one
    target: Option<String>,
    /// Minutes for each target
    #[arg(long, default_value_t = 10)]
    minutes: u32,
}

/// What one target did.
#[derive(Default)]
struct Outcome {
    executions: String,
    coverage: String,
    corpus: String,
    found: bool,
}

/// Runs each target and writes `proofs/fuzz.md`, or one and `proofs/fuzz-TARGET.md`.
///
/// # Errors
/// No nightly compiler, or a finding: its input stays in `fuzz/artifacts/`.
pub fn run(args: &Args) -> Result<()> {
    let Args { target: one, minutes } = args;
    if !works("cargo", &["+nightly", "--version"]) {
        bail!("fuzzing needs a nightly compiler: rustup toolchain install nightly");
    }
    let names = read(fuzz()?.args(["list"]))?;
    let wanted = |name: &&str| one.as_deref().is_none_or(|one| *name == one);
    let named = |before: &str| one.as_ref().map(|one| format!("{before}{one}")).unwrap_or_default();
    let mut rows = Vec::new();
    for name in names.split_whitespace().filter(wanted) {
        let outcome = target(name, *minutes)?;
        let findings = if outcome.found { "yes, see fuzz/artifacts" } else { "none" };
        rows.push((
            outcome.found,
            format!("| `{name}` | {} | {} | {} | {findings} |\n", outcome.executions, outcome.coverage, outcome.corpus),
        ));
    }
    if rows.is_empty() {
        bail!("no such target; there are: {}", names.trim().replace('\n', ", "));
    }
    let table: String = rows.iter().map(|(_, row)| row.as_str()).collect();
    let text = format!(
        "{}\n{minutes} minutes each, libFuzzer with AddressSanitizer; coverage as libFuzzer counts edges.\n\n\
         | target | executions | edges covered | corpus, files/size | findings |\n|---|---|---|---|---|\n{table}",
        measure::heading("Fuzzing", &format!("cargo xtask prove fuzz{} --minutes {minutes}", named(" ")))?,
    );
    measure::write(&format!("fuzz{}", named("-")), &text)?;
    match rows.iter().filter(|(found, _)| *found).count() {
        0 => Ok(()),
        n => bail!("{n} of {} targets found something; the inputs are in fuzz/artifacts/", rows.len()),
    }
}

/// `cargo fuzz` under nightly, installed under `target/tools/` where it is missing.
fn fuzz() -> Result<Command> {
    let root = paths::target().join("tools/cargo-fuzz");
    let program = root.join("bin/cargo-fuzz");
    if !program.exists() {
        let mut c = cargo(&["install", "cargo-fuzz", "--version", VERSION, "--locked", "--debug", "--root"]);
        run_command(c.arg(&root))?;
    }
    let mut c = command(program);
    // cargo-fuzz asks `$CARGO` for the build; rustup's own variable makes that the nightly one.
    c.arg("fuzz").env("RUSTUP_TOOLCHAIN", "nightly").env_remove("CARGO").env_remove("RUSTC");
    Ok(c)
}

fn target(name: &str, minutes: u32) -> Result<Outcome> {
    let mut c = fuzz()?;
    // What it finds interesting goes to the first folder; it begins from both.
    let (corpus, seeds) = (paths::root().join("fuzz/corpus").join(name), paths::root().join("fuzz/seeds").join(name));
    std::fs::create_dir_all(&corpus).with_context(|| format!("{}: cannot be made", corpus.display()))?;
    c.args(["run", name]).args([corpus, seeds]);
    c.args(["--", "-print_final_stats=1"]).arg(format!("-max_total_time={}", minutes * 60));
    eprintln!("+ {}", show(&c));
    let mut child = c.stderr(Stdio::piped()).spawn().context("cargo fuzz cannot be started")?;
    let mut outcome = Outcome::default();
    if let Some(stderr) = child.stderr.take() {
        for line in BufReader::new(stderr).lines() {
            let line = line.context("cargo fuzz: output that is no UTF-8")?;
            eprintln!("{line}");
            outcome.take(&line);
        }
    }
    let ended = child.wait().context("cargo fuzz")?;
    if outcome.executions.is_empty() {
        bail!("{name}: libFuzzer printed no figures; the target did not run");
    }
    outcome.found = !ended.success();
    Ok(outcome)
}

impl Outcome {
    /// `#1234 REDUCE cov: 345 ft: 678 corp: 90/12Kb …` and `stat::number_of_executed_units: 1234`.
    fn take(&mut self, line: &str) {
        if let Some(n) = line.strip_prefix("stat::number_of_executed_units:") {
            self.executions = n.trim().to_string();
        }
        if line.starts_with('#') {
            let mut words = line.split_whitespace();
            while let Some(word) = words.next() {
                match word {
                    "cov:" => self.coverage = words.next().unwrap_or_default().to_string(),
                    "corp:" => self.corpus = words.next().unwrap_or_default().to_string(),
                    _ => {}
                }
            }
        }
    }
}
