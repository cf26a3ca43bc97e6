//! `prove score`: records of one questionnaire, scored line by line: 40 items, eight scores.

use super::scale::{lines, measured_into, release};
use crate::command::command;
use crate::{files, measure, paths};
use anyhow::{Result, bail};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

#[path = "../../../benches/shared/forms.rs"]
mod forms;

const ITEMS: usize = 40;
const RECORDS: [usize; 2] = [10_000, 1_000_000];

/// Scores on one core and on all, and writes `proofs/score.md`.
///
/// # Errors
/// A run fails, or a record has no scores.
pub fn run() -> Result<()> {
    let folder = paths::target().join("score");
    files::fresh_dir(&folder)?;
    let text = format!(
        "{}\n{}",
        measure::heading("A million records, scored", "cargo xtask prove score")?,
        rows(&release()?, &folder)?
    );
    measure::write("score", &text).map(|_| ())
}

/// A table: how long, how fast and in how much memory.
fn rows(program: &Path, folder: &Path) -> Result<String> {
    let instrument = folder.join("questionnaire.json");
    files::write(&instrument, String::from_utf8(forms::questionnaire(ITEMS, 5))?)?;
    let cores = std::thread::available_parallelism()?.get();
    let mut out = format!(
        "`kindstem score` reads a line of answers per record ({ITEMS} items, one in twenty skipped), checks it against its \
         instrument, and writes a line with its eight scores.\n\n\
         | records | cores | seconds | records per second | peak MiB |\n|---|---|---|---|---|\n"
    );
    let mut took = Vec::new();
    for records in RECORDS {
        let answers = folder.join(format!("answers-{records}.jsonl"));
        write_answers(&answers, records)?;
        for jobs in [1, cores] {
            let scores = folder.join("scores.jsonl");
            let mut c = command(program);
            c.arg("score").arg("--instrument").arg(&instrument).args(["--jobs", &jobs.to_string()]).arg(&answers);
            let ran = measured_into(&mut c, &[0], File::create(&scores)?.into())?;
            if lines(&scores)? != records as u64 {
                bail!("{records} records gave {} lines of scores", lines(&scores)?);
            }
            let rate = records as f64 / ran.seconds;
            writeln!(out, "| {records} | {jobs} | {:.2} | {rate:.0} | {:.0} |", ran.seconds, ran.mib)?;
            took.push(ran.seconds);
        }
    }
    if let [.., one, all] = took.as_slice() {
        writeln!(out, "\n{cores} cores against one, a million records: {:.2} times as fast.", one / all)?;
    }
    Ok(out)
}

/// Answers by chance, the same in every run.
fn write_answers(path: &Path, records: usize) -> Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    let mut seed = 1u64;
    let mut chance = |n: u64| {
        // Knuth's MMIX generator; its high bits are good enough for answers.
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % n
    };
    for _ in 0..records {
        for n in 0..ITEMS {
            let before = if n == 0 { '{' } else { ',' };
            match chance(20) {
                0 => write!(out, "{before}\"item_{n:03}\":{{\"missing\":\"skipped\"}}")?,
                _ => write!(out, "{before}\"item_{n:03}\":{}", chance(5))?,
            }
        }
        out.write_all(b"}\n")?;
    }
    Ok(out.flush()?)
}
