//! `prove scale`: a delivery and a larger one, made up, sealed, opened, exported and queried: how fast, and in how much
//! memory.

mod million;
mod shares;

use crate::command::{cargo, command, run as run_command, show};
use crate::serve::{Keys, template};
use crate::{exports, files, measure, paths};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

pub use million::run as million;

/// Families of the smaller delivery: some ten thousand records.
const FAMILIES: usize = 600;
/// By how much the other one is larger, unless `--times` says otherwise.
pub const TIMES: usize = 4;
/// Between two looks at a process's memory.
const LOOK: Duration = Duration::from_millis(5);

/// What everything runs with.
struct Desk {
    program: PathBuf,
    python: PathBuf,
    study: PathBuf,
    keys: Vec<PathBuf>,
    folder: PathBuf,
}

/// How long a program ran, in how much memory at most, and what it printed.
pub(super) struct Ran {
    pub(super) seconds: f64,
    pub(super) mib: f64,
    printed: Value,
}

/// Runs both and writes `proofs/scale.md`.
///
/// # Errors
/// A step fails, or the tables do not hold what was opened.
pub fn run(times: usize) -> Result<()> {
    let desk = Desk::set_up("scale", |_| Ok(()))?;
    let rows = [FAMILIES, FAMILIES * times].map(|families| desk.delivery(families));
    let [small, large] = rows;
    let (small, large) = (small?, large?);
    let text = format!(
        "{}\nA made-up cohort of the demo study goes the real way: `simulate` (plan, session, seal), `unseal` with the keys \
         of answers and contacts, `export parquet`, and DuckDB groups every score by wave, role and instrument. Release build. \
         Memory is the most that the process held (VmHWM). Neither \
         `unseal` nor `export` is meant to hold the records.\n\n| | {FAMILIES} families | {} families |\n|---|---|---|\n{}\n",
        measure::heading("A delivery and a larger one", &format!("cargo xtask prove scale --times {times}"))?,
        FAMILIES * times,
        side_by_side(&small, &large),
    );
    measure::write("scale", &text).map(|_| ())
}

impl Desk {
    /// The demo's study, with a change where one is wanted.
    fn set_up(name: &str, change: impl FnOnce(&mut Value) -> Result<()>) -> Result<Self> {
        let program = release()?;
        let python = exports::python()?;
        let folder = paths::target().join(name);
        let (mut study, keys) = template(&Keys::tests(), &program)?;
        change(&mut study)?;
        let study = exports::pinned(&program, &folder, &study.to_string())?;
        Ok(Desk { program, python, study, keys, folder })
    }

    /// One delivery from its beginning to its end: what is measured, and its figure.
    fn delivery(&self, families: usize) -> Result<Vec<(&'static str, String)>> {
        let dir = self.folder.join(families.to_string());
        files::fresh_dir(&dir)?;
        let (made, opened, tables) = (dir.join("made"), dir.join("opened"), dir.join("tables"));
        let simulated = self.simulated(families, &made, &[])?;
        let envelopes = number(&simulated.printed, "envelopes")?;

        let unsealed = self.unsealed(&made, &opened, "1/1")?;
        let records = lines(&opened.join("records.jsonl"))?;
        let exported = self.exported(&made, &opened, &tables)?;
        let asked = self.asked(&tables)?;
        let (rows, there) = (number(&asked.printed, "rows")?, number(&asked.printed, "people_rows")?);
        if there != number(&exported.printed, "records")? {
            bail!("the tables hold {there} records, the export says {}", exported.printed["records"]);
        }
        let same = shares::agree(self, &made, &dir, &asked)?;
        let out = vec![
            ("envelopes", envelopes.to_string()),
            ("records", records.to_string()),
            ("made up and sealed: envelopes per second", rate(envelopes, &simulated)),
            ("opened: envelopes per second", rate(envelopes, &unsealed)),
            ("opened: seconds, peak MiB", of(&unsealed)),
            ("exported to Parquet: records per second", rate(records, &exported)),
            ("exported: seconds, peak MiB", of(&exported)),
            ("one query over all scores: rows, groups", format!("{rows}, {}", asked.printed["groups"])),
            ("query: seconds", asked.printed["seconds"].as_f64().map_or(String::new(), |s| format!("{s:.2}"))),
            ("query: peak MiB of Python and DuckDB", format!("{:.0}", asked.mib)),
            ("the same in shares, one after the other: seconds and peak MiB of the largest", same),
        ];
        // Gigabytes, for a large one.
        fs::remove_dir_all(&dir).with_context(|| format!("{}: cannot be removed", dir.display()))?;
        Ok(out)
    }

    fn simulated(&self, families: usize, made: &Path, more: &[&str]) -> Result<Ran> {
        let mut c = self.verb("simulate");
        c.arg(&self.study)
            .args(["--seed", "1", "--json", "--families", &families.to_string(), "--out"])
            .arg(made)
            .args(more);
        measured(&mut c, &[0])
    }

    /// Opens one share of a delivery.
    fn unsealed(&self, made: &Path, opened: &Path, share: &str) -> Result<Ran> {
        let mut c = self.verb("unseal");
        c.arg(made.join("envelopes")).arg("--study").arg(&self.study).arg("--out").arg(opened).args(["--shard", share]);
        c.arg("--register").arg(made.join("register.age"));
        self.identities(&mut c);
        // Made-up families have findings and wait for talks: exit code 1.
        measured(&mut c, &[0, 1])
    }

    fn exported(&self, made: &Path, opened: &Path, tables: &Path) -> Result<Ran> {
        let mut c = self.verb("export");
        c.args(["parquet", "--json"]).arg(opened).arg("--study").arg(&self.study).arg("--out").arg(tables);
        c.arg("--register").arg(made.join("register.age"));
        self.identities(&mut c);
        measured(&mut c, &[0, 1])
    }

    /// One question to all tables below a folder.
    fn asked(&self, tables: &Path) -> Result<Ran> {
        let mut c = command(&self.python);
        c.arg("tests/exports/scale.py").arg(tables);
        measured(&mut c, &[0])
    }

    fn identities(&self, c: &mut Command) {
        for key in &self.keys {
            c.arg("--identity").arg(key);
        }
    }

    fn verb(&self, verb: &str) -> Command {
        let mut c = command(&self.program);
        c.arg(verb);
        c
    }
}

/// Two columns of figures as rows of a table.
fn side_by_side(small: &[(&str, String)], large: &[(&str, String)]) -> String {
    let rows: Vec<String> =
        small.iter().zip(large).map(|((what, a), (_, b))| format!("| {what} | {a} | {b} |")).collect();
    rows.join("\n")
}

/// The desk, as a release is built.
pub(super) fn release() -> Result<PathBuf> {
    run_command(&mut cargo(&["build", "--quiet", "--release", "--features", "cli", "--bin", "kindstem"]))?;
    Ok(paths::target().join("release").join("kindstem").with_extension(std::env::consts::EXE_EXTENSION))
}

/// How many lines a file has that may be larger than the memory.
pub(super) fn lines(path: &Path) -> Result<u64> {
    let file = fs::File::open(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    Ok(BufReader::new(file).split(b'\n').map_while(std::io::Result::ok).count() as u64)
}

fn of(ran: &Ran) -> String {
    format!("{:.1}, {:.0}", ran.seconds, ran.mib)
}

fn rate(n: u64, ran: &Ran) -> String {
    format!("{:.0}", n as f64 / ran.seconds)
}

fn number(printed: &Value, name: &str) -> Result<u64> {
    printed[name].as_u64().with_context(|| format!("no number {name} in what was printed"))
}

/// Runs a program, looks at its memory meanwhile, and reads the JSON that it prints, if it is any.
fn measured(c: &mut Command, fine: &[i32]) -> Result<Ran> {
    measured_into(c, fine, Stdio::piped())
}

/// The same with its output somewhere; what goes into a file is not read.
pub(super) fn measured_into(c: &mut Command, fine: &[i32], to: Stdio) -> Result<Ran> {
    let shown = show(c);
    eprintln!("+ {shown}");
    let begin = Instant::now();
    let mut child = c.stdout(to).spawn().with_context(|| format!("{shown}: cannot be started"))?;
    let out = child.stdout.take();
    let reader = std::thread::spawn(move || out.map_or(Ok(String::new()), std::io::read_to_string));
    let mut peak = 0;
    let status = loop {
        peak = peak.max(measure::peak_kib(child.id()));
        if let Some(status) = child.try_wait()? {
            break status;
        }
        std::thread::sleep(LOOK);
    };
    let seconds = begin.elapsed().as_secs_f64();
    if !status.code().is_some_and(|code| fine.contains(&code)) {
        bail!("{shown}: ended with {status}");
    }
    let printed = reader.join().map_err(|_| anyhow::anyhow!("{shown}: its output was lost"))??;
    Ok(Ran { seconds, mib: peak as f64 / 1024.0, printed: serde_json::from_str(&printed).unwrap_or_default() })
}
