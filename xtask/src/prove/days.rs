//! `prove days`: every native test and a story in the browser, on each of the days of `tests/days.json`.

use crate::command::{command, read};
use crate::days::{Case, Program, cases, programs};
use crate::serve::{self, Keys};
use crate::{days, measure, tools};
use anyhow::{Result, bail};
use std::time::Instant;

/// Runs all, and writes `proofs/days.md`.
///
/// # Errors
/// A test fails on one of the days, or faketime is missing.
pub fn run() -> Result<()> {
    tools::set_up_clock()?;
    tools::set_up_browser()?;
    if !days::can_be_set()? {
        bail!("this proof needs Debian's faketime");
    }
    let (cases, programs) = (cases()?, programs()?);
    let native = cases.iter().map(|case| on(case, &programs)).collect::<Result<Vec<f64>>>()?;
    let demo = serve::prepare(&Keys::tests(), "prove")?;
    let mut rows = Vec::new();
    for (case, native) in cases.iter().zip(native) {
        eprintln!("== {}: {case}", days::STORY);
        let begin = Instant::now();
        let mut story = case.story();
        story.env("KINDSTEM_SITE", &demo.page.dir).env("KINDSTEM_DESK", &demo.desk);
        print!("{}", read(&mut story)?);
        let story = begin.elapsed().as_secs_f64();
        let Case { name, moment, zone, .. } = case;
        rows.push(format!("| {name} | {moment} | {zone} | {native:.0} | {story:.0} |"));
    }
    let names: Vec<&str> = programs.iter().map(|p| p.name.as_str()).collect();
    let text = format!(
        "{}\n{} test programs ran under faketime, which gives them and the `kindstem` that they start another clock: {}. All \
         of their tests passed on each day. `{}` passed as well: in {}, whose page has that day and time zone, a child fills in \
         T0 and asks for a talk, and the desk opens everything at the same moment.\n\n\
         | day | moment | time zone | native tests, seconds | story, seconds |\n|---|---|---|---:|---:|\n{}\n",
        measure::heading("Tests on other days", "cargo xtask prove days")?,
        programs.len(),
        names.join(", "),
        days::STORY,
        read(command("chromium").arg("--version"))?.trim(),
        rows.join("\n"),
    );
    measure::write("days", &text).map(|_| ())
}

/// Runs all programs on a day, one after the other, and gives the seconds.
fn on(case: &Case, programs: &[Program]) -> Result<f64> {
    eprintln!("== native tests: {case}");
    let mut all = 0.0;
    for program in programs {
        let seconds = program.run(case)?;
        eprintln!("{:<20}{seconds:>6.1} s", program.name);
        all += seconds;
    }
    Ok(all)
}
