//! Tests on other days than today: the native ones under Debian's `faketime`, which gives a process another clock, and a
//! story in a browser whose page has another clock. `tests/days.json` has the cases.

use crate::command::{cargo, command, read, works};
use crate::{files, paths};
use anyhow::{Context, Result, bail};
use kindstem::time::Minute;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// The story in the browser.
pub const STORY: &str = "tests/browser/days.test.mjs";
/// Test programs that run the desk, keep files or count days: what `test` runs on one of the days.
const COUNTING: [&str; 6] = ["kindstem (lib)", "kindstem (bin)", "desk", "due", "intake", "record"];

/// A moment and a time zone.
#[derive(Clone)]
pub struct Case {
    /// Its place in `tests/days.json`.
    pub number: usize,
    /// In words.
    pub name: String,
    /// `2028-02-29T12:00Z`.
    pub moment: String,
    /// As the system names it, `Europe/Amsterdam`.
    pub zone: String,
}

/// One test program.
pub struct Program {
    /// `desk`, or `kindstem (lib)` for unit tests.
    pub name: String,
    path: PathBuf,
}

/// Reads the cases. Days from now are counted from the machine's clock.
///
/// # Errors
/// A case that has no moment.
pub fn cases() -> Result<Vec<Case>> {
    let list: Vec<Value> = serde_json::from_slice(&files::read(&paths::root().join("tests/days.json"))?)?;
    let one = |(number, case): (usize, &Value)| {
        let text = |field: &str| case[field].as_str().map(String::from);
        let from_now =
            || case["days"].as_i64().and_then(|days| Some(Minute::from_seconds(now() + days * 86_400)?.to_string()));
        let moment = text("at").or_else(from_now).filter(|m| Minute::parse(m).is_some());
        let wrong = || format!("tests/days.json, case {number}: it needs a name, a zone, and days or at");
        Ok(Case {
            number,
            name: text("name").with_context(wrong)?,
            moment: moment.with_context(wrong)?,
            zone: text("zone").with_context(wrong)?,
        })
    };
    list.iter().enumerate().map(one).collect()
}

/// Chooses one case by the commit, so that in time all have been run. Without a commit it is the first.
///
/// # Errors
/// As [`cases`].
pub fn of_this_commit() -> Result<Case> {
    let commit = command("git").args(["rev-parse", "HEAD"]).stderr(Stdio::null()).output();
    let commit = commit.map(|o| String::from_utf8_lossy(&o.stdout).trim().to_string()).unwrap_or_default();
    let number = commit.get(..8).and_then(|hash| usize::from_str_radix(hash, 16).ok()).unwrap_or_default();
    let cases = cases()?;
    let case = cases.get(number % cases.len()).context("tests/days.json has no case")?.clone();
    let by = if commit.is_empty() { "there is no commit to choose by".into() } else { format!("commit {commit}") };
    println!("day {} of {} ({by}): {case}", case.number + 1, cases.len());
    Ok(case)
}

/// Whether `faketime` can be run. Elsewhere than on Debian and its kin, whose package it is, says that it cannot.
///
/// # Errors
/// It is missing on a system that has the package.
pub fn can_be_set() -> Result<bool> {
    if works("faketime", &["--version"]) {
        return Ok(true);
    }
    if Path::new("/var/lib/dpkg").exists() {
        bail!("faketime is missing. Run this line first:\n\n  sudo apt-get install --yes faketime tzdata\n");
    }
    println!(
        "SKIPPED: the native tests were not run on another day. That needs Debian's faketime, and this system has no \
         packages of Debian."
    );
    Ok(false)
}

/// The programs of [`COUNTING`].
///
/// # Errors
/// As [`programs`], or one of them is not there: a test that nobody runs would go unnoticed.
pub fn counting() -> Result<Vec<Program>> {
    let mut all = programs()?;
    all.retain(|p| COUNTING.contains(&p.name.as_str()));
    if all.len() != COUNTING.len() {
        let names: Vec<&str> = all.iter().map(|p| p.name.as_str()).collect();
        bail!(
            "of the test programs {} only {} are there; correct COUNTING in xtask/src/days.rs",
            COUNTING.join(", "),
            names.join(", ")
        );
    }
    Ok(all)
}

/// Compiles the test programs and lists them in the order of their names.
///
/// # Errors
/// They do not compile.
pub fn programs() -> Result<Vec<Program>> {
    let args = ["test", "--quiet", "--features", "cli", "--no-run", "--message-format", "json"];
    let messages = read(&mut cargo(&args))?;
    let all = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut out: Vec<Program> = all.filter_map(|message| program(&message)).collect();
    out.sort_by(|a, b| a.name.cmp(&b.name));
    if out.is_empty() {
        bail!("cargo named no test program");
    }
    Ok(out)
}

/// The test program of a message of cargo.
fn program(message: &Value) -> Option<Program> {
    let path = PathBuf::from(message["executable"].as_str()?);
    let target = &message["target"];
    let (name, kind) = (target["name"].as_str()?, target["kind"][0].as_str()?);
    let is_test = message["profile"]["test"].as_bool()?;
    let name = match kind {
        "test" => name.to_string(),
        "bin" => format!("{name} (bin)"),
        // Whatever kinds of library it is built as.
        _ => format!("{name} (lib)"),
    };
    is_test.then_some(Program { name, path })
}

impl Program {
    /// Runs it on a day. Gives the seconds it took; what it printed is shown only if a test fails.
    ///
    /// # Errors
    /// A test fails.
    pub fn run(&self, case: &Case) -> Result<f64> {
        let begin = Instant::now();
        let moment = Minute::parse(&case.moment).context("a moment that is none")?.seconds();
        let mut c = command("faketime");
        // Only the wall clock: what measures how long something takes must not jump.
        c.env("FAKETIME_DONT_FAKE_MONOTONIC", "1").env("TZ", &case.zone);
        c.args(["-f", &format!("{:+}s", moment - now())]).arg(&self.path).arg("--quiet");
        let done = c.stdin(Stdio::null()).output().context("faketime cannot be started")?;
        if !done.status.success() {
            print!("{}", String::from_utf8_lossy(&done.stdout));
            eprint!("{}", String::from_utf8_lossy(&done.stderr));
            bail!("{} ended with {} on {case}", self.name, done.status);
        }
        Ok(begin.elapsed().as_secs_f64())
    }
}

impl Case {
    /// Tells the story in the browser on this day.
    pub fn story(&self) -> Command {
        let mut c = command("node");
        c.args(["--test", STORY]).env("KINDSTEM_DAYS", self.number.to_string());
        c
    }
}

impl std::fmt::Display for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({}, {})", self.name, self.moment, self.zone)
    }
}

/// Seconds since 1970, by the machine's clock.
fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.ok().and_then(|s| i64::try_from(s.as_secs()).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_case_is_a_moment_in_one_of_two_zones() {
        let cases = cases().unwrap();
        assert_eq!(cases.len(), 8);
        for case in &cases {
            assert!(Minute::parse(&case.moment).is_some() && !case.name.is_empty(), "{case}");
            assert!(["UTC", "Europe/Amsterdam"].contains(&case.zone.as_str()), "{case}");
        }
        let days = |case: &Case| (Minute::parse(&case.moment).unwrap().seconds() - now()).div_euclid(86_400);
        assert!((91..=92).contains(&days(&cases[0])) && (1095..=1096).contains(&days(&cases[2])));
    }

    #[test]
    fn test_programs_have_the_names_by_which_they_are_chosen() {
        let named = |kind: &str, name: &str, is_test: bool| {
            let target = json!({"name": name, "kind": [kind]});
            program(&json!({"executable": "/x", "target": target, "profile": {"test": is_test}})).map(|p| p.name)
        };
        let made =
            [("rlib", "kindstem"), ("cdylib", "kindstem"), ("lib", "kindstem"), ("bin", "kindstem"), ("test", "desk")]
                .map(|(kind, name)| named(kind, name, true).unwrap());
        assert_eq!(made, ["kindstem (lib)", "kindstem (lib)", "kindstem (lib)", "kindstem (bin)", "desk"]);
        assert!(made.iter().all(|name| COUNTING.contains(&name.as_str())));
        assert_eq!(named("bin", "kindstem", false), None, "the program itself");
        assert!(program(&json!({"reason": "build-finished"})).is_none());
    }
}
