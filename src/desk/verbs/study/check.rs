//! `study check`: everything that is wrong with a study, its pins held against the files at hand.

use crate::desk::host::error::{Exit, Outcome};
use crate::desk::host::print;
use crate::desk::host::zone::{ADVICE, Zone};
use crate::desk::inputs::instruments::InstrumentStore;
use crate::desk::inputs::study;
use crate::desk::inputs::verification_log::Book;
use crate::desk::keys;
use crate::instrument::{Finding, Severity};
use crate::seal::SealError;
use crate::seal::recipient::{self, Key};
use crate::study::{Length, Study, lengths, lint_study};
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Check a study file; some trial-mode warnings are errors in live mode
#[derive(clap::Args)]
#[command(after_help = "Exits with 1 if a finding is an error; warnings do not change the exit code.")]
pub struct Args {
    /// The study
    #[arg(value_name = "STUDY.JSON")]
    study: PathBuf,
    /// Folder of structures and text packs that are not in the library
    #[arg(long, value_name = "DIR")]
    instruments: Option<PathBuf>,
    /// Day to check for, YYYY-MM-DD (default: today): help lists expire
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<String>,
    /// One JSON object instead of lines
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Checked<'a> {
    file: String,
    study: &'a str,
    findings: &'a [Finding],
    lengths: &'a [Length],
    keys: &'a [Reader<'a>],
}

/// Who can open what comes in, with the words of the key.
#[derive(Serialize)]
struct Reader<'a> {
    path: String,
    name: &'a str,
    words: String,
}

pub fn run(args: &Args) -> Outcome {
    let study = study::read(&args.study)?;
    let zone = Zone::named(study.time_zone.as_deref());
    let bad_zone = zone.is_none();
    let today = zone.unwrap_or_default().day_or_today("--today", args.today.as_deref())?;
    let store = InstrumentStore::with_folder(args.instruments.as_deref())?;
    let instruments = store.instruments();
    let mut findings = lint_study(&study, &instruments, today);
    if bad_zone {
        let (path, advice) = ("$.time_zone".into(), ADVICE.into());
        findings.push(Finding { path, code: "time_zone", severity: Severity::Error, advice });
    }
    let said: BTreeSet<String> = findings.iter().map(|f| f.path.clone()).collect();
    findings.extend(unsealable(&study).into_iter().filter(|f| !said.contains(&f.path)));
    findings.extend(pins(&study, &store));
    findings.extend(Book::beside(&study, &args.study)?.findings(&study, today, None));
    let lengths = lengths(&study, &instruments);
    let readers = readers(&study);
    let file = args.study.display().to_string();
    if args.json {
        print::json(&Checked { file, study: &study.id, findings: &findings, lengths: &lengths, keys: &readers })?;
    } else {
        print::findings(&file, &findings)?;
        lengths.iter().try_for_each(|l| print::line(format_args!("{file}: info {}: {l}", l.path)))?;
        for Reader { path, name, words } in &readers {
            print::line(format_args!("{file}: info {path}: {}, key words: {words}", name.escape_debug()))?;
        }
        let (errors, warnings) = print::tally(findings.iter());
        print::line(format_args!("study {} checked for {today}: {errors}, {warnings}", study.id))?;
    }
    Ok(if print::any_error(&findings) { Exit::Findings } else { Exit::Success })
}

fn readers(study: &Study) -> Vec<Reader<'_>> {
    let lists = [("$.recipients", &study.recipients), ("$.contact_recipients", &study.contact_recipients)];
    let each = lists.into_iter().flat_map(|(path, list)| list.iter().enumerate().map(move |(i, r)| (path, i, r)));
    each.map(|(path, i, r)| Reader { path: format!("{path}[{i}]"), name: &r.name, words: keys::words(&r.age) })
        .collect()
}

/// Keys that a page could not seal to, although they look like keys.
fn unsealable(study: &Study) -> Vec<Finding> {
    let lists = [("$.recipients", study.recipient_keys()), ("$.contact_recipients", study.contact_keys())];
    lists.into_iter().flat_map(|(path, keys)| unsealable_list(path, &keys)).collect()
}

fn unsealable_list(path: &str, keys: &[String]) -> Vec<Finding> {
    let found = |path: String, code, advice: String| Finding { path, code, severity: Severity::Error, advice };
    let mistyped = keys.iter().enumerate().filter(|(_, key)| key.parse::<Key>().is_err());
    let mistyped = mistyped.map(|(i, _)| {
        let advice =
            "this is not a public key that pages can seal to; copy the whole line that kindstem keygen printed";
        found(format!("{path}[{i}].age"), "recipient", advice.into())
    });
    let out: Vec<Finding> = mistyped.collect();
    match recipient::encrypt(&[], keys) {
        // Each key is good, but not all of them together.
        Err(e) if out.is_empty() && e != SealError::TooFewRecipients => {
            vec![found(path.into(), "recipient", e.to_string())]
        }
        _ => out,
    }
}

/// Pins whose files are at hand and are not those that were pinned.
fn pins(study: &Study, store: &InstrumentStore) -> Vec<Finding> {
    let mut out = Vec::new();
    let mut changed = |path: String, from: &str| {
        let advice =
            format!("{from} differs from the file that was pinned; use the pinned file, or pin again before T0");
        out.push(Finding { path, code: "pin", severity: Severity::Error, advice });
    };
    for (i, pin) in study.pins.iter().enumerate() {
        if let Some(s) = store.structures.get(&pin.instrument).filter(|s| s.sha256 != pin.structure) {
            changed(format!("$.pins[{i}].structure"), &s.from);
        }
        for (lang, sha256) in &pin.wording {
            let words = store.wordings.get(&pin.instrument).and_then(|w| w.get(lang));
            if let Some(w) = words.filter(|w| w.sha256 != *sha256) {
                changed(format!("$.pins[{i}].wording.{lang}"), &w.from);
            }
        }
    }
    out
}
