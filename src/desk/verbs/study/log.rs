//! `study log`: contacts, reasons for not answering, gifts.

use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::print;
use crate::desk::host::spreadsheet::short;
use crate::desk::host::zone::Zone;
use crate::desk::inputs::fieldwork_log::{self, Line, What};
use crate::desk::inputs::register::{self, RegisterArgs};
use crate::desk::inputs::study;
use crate::study::{Fact, Study};
use clap::Subcommand;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Fieldwork log: record and list contacts, reasons for non-response and incentives
#[derive(Subcommand)]
pub enum Verb {
    Add(Add),
    List(List),
}

/// Add a line to the log
#[derive(clap::Args)]
#[command(
    after_help = "contact: reached, no_answer, appointment, message_left, not_safe_now, reminder. reason: one of \
    the register's outcomes, which it is written into as well. gift: words. The log is encrypted as the register is, in \
    two copies."
)]
pub struct Add {
    #[command(flatten)]
    held: RegisterArgs,
    #[command(flatten)]
    log: Log,
    /// The researcher's name for the family
    #[arg(long, value_name = "ID")]
    family: String,
    /// a1, k1
    #[arg(long, value_name = "CODE")]
    roster: String,
    /// Wave id
    #[arg(long, value_name = "WAVE")]
    wave: String,
    /// contact, reason or gift
    #[arg(long, value_name = "WHAT")]
    what: String,
    /// Result of the contact, the reason, or the incentive
    #[arg(long, value_name = "VALUE")]
    value: String,
    /// Staff member who did it
    #[arg(long, value_name = "NAME")]
    by: String,
    /// Free note; never write an answer here
    #[arg(long, value_name = "WORDS", default_value = "")]
    note: String,
    /// Day to report for, YYYY-MM-DD (default: today)
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<String>,
    /// The register's second copy; by default NAME.copy.age beside it
    #[arg(long, value_name = "FILE")]
    copy: Option<PathBuf>,
    /// Replace a reason that the register already has
    #[arg(long)]
    correct: bool,
}

/// Print the log, on a terminal only
#[derive(clap::Args)]
pub struct List {
    #[command(flatten)]
    held: RegisterArgs,
    #[command(flatten)]
    log: Log,
    /// Only this family
    #[arg(long, value_name = "ID")]
    family: Option<String>,
    /// Only this wave
    #[arg(long, value_name = "WAVE")]
    wave: Option<String>,
    /// One JSON object instead of lines
    #[arg(long)]
    json: bool,
}

/// The log's location.
#[derive(clap::Args)]
pub struct Log {
    /// The log; created if it does not exist
    #[arg(long, value_name = "FILE")]
    pub log: PathBuf,
    /// The log's second copy; by default NAME.copy.age beside it
    #[arg(long, value_name = "FILE")]
    pub log_copy: Option<PathBuf>,
}

#[derive(Serialize)]
struct Listed<'a> {
    lines: Vec<&'a Line>,
    /// Wave → kind and value → how many.
    counts: BTreeMap<&'a str, BTreeMap<String, usize>>,
}

pub fn run(verb: &Verb) -> Outcome {
    match verb {
        Verb::Add(args) => add(args),
        Verb::List(args) => list(args),
    }
}

fn add(args: &Add) -> Outcome {
    let study = study::read(&args.held.study)?;
    let on = Zone::of(&study)?.day_or_today("--on", args.on.as_deref())?;
    let mut register = register::open(&args.held.register, &args.held.identity, &study)?;
    let line = line(args, on.to_string(), &study)
        .map_err(|e| Failure::findings(e, "kindstem study log add --help describes each option"))?;
    let known = register.rows.iter().any(|r| r.family_id == line.family_id && r.roster == line.roster);
    if !known && register.person(&line.family_id, &line.roster).is_none() {
        let what = format!("the register has no {} in family {}", line.roster, line.family_id);
        return Err(Failure::findings(what, "check both codes; kindstem study register show --family lists them"));
    }
    let mut lines = fieldwork_log::read(&args.log.log, &args.held.identity)?;
    let reason = line.what == What::Reason;
    if reason {
        let fact = Fact {
            family_id: line.family_id.clone(),
            roster: line.roster.clone(),
            wave: line.wave.clone(),
            what: "outcome".into(),
            value: line.value.clone(),
            ..Fact::default()
        };
        register
            .take(&fact, &study, args.correct)
            .map_err(|e| Failure::findings(e, "nothing was written; correct the option, and run again"))?;
    }
    lines.push(line);
    fieldwork_log::write(&args.log.log, args.log.log_copy.as_deref(), &mut lines, &study)?;
    if reason {
        register::write(&args.held.register, args.copy.as_deref(), &register, &study)?;
    }
    let into = if reason { "the log and the register" } else { "the log" };
    print::line(format_args!("written into {into}; {} in the log", print::count(lines.len(), "line")))?;
    Ok(Exit::Success)
}

fn line(args: &Add, on: String, study: &Study) -> Result<Line, String> {
    let what = crate::desk::host::spreadsheet::one_of(&args.what, &What::ALL, What::name)?;
    what.takes(&args.value)?;
    short(&args.by)?;
    if !args.note.is_empty() {
        short(&args.note)?;
    }
    if !study.waves.iter().any(|w| w.id == args.wave) {
        let waves: Vec<&str> = study.waves.iter().map(|w| w.id.as_str()).collect();
        return Err(format!("{:?} is not a wave of the study; write one of {}", args.wave, waves.join(", ")));
    }
    Ok(Line {
        on,
        family_id: args.family.clone(),
        roster: args.roster.clone(),
        wave: args.wave.clone(),
        what,
        value: args.value.clone(),
        by: args.by.clone(),
        note: args.note.clone(),
    })
}

fn list(args: &List) -> Outcome {
    // The register is opened so that a log is never read without the study that it belongs to.
    let study = study::read(&args.held.study)?;
    register::open(&args.held.register, &args.held.identity, &study)?;
    let lines = fieldwork_log::read(&args.log.log, &args.held.identity)?;
    let mut lines: Vec<&Line> = lines.iter().collect();
    lines.retain(|l| args.family.as_ref().is_none_or(|f| l.family_id == *f));
    lines.retain(|l| args.wave.as_ref().is_none_or(|w| l.wave == *w));
    let mut counts: BTreeMap<&str, BTreeMap<String, usize>> = BTreeMap::new();
    for l in &lines {
        let value = if l.what == What::Gift { "given" } else { &l.value };
        *counts.entry(&l.wave).or_default().entry(format!("{} {value}", l.what.name())).or_default() += 1;
    }
    if args.json {
        print::json(&Listed { lines, counts })?;
        return Ok(Exit::Success);
    }
    for l in &lines {
        let note = if l.note.is_empty() { String::new() } else { format!("; {}", l.note) };
        let (what, value, by) = (l.what.name(), &l.value, &l.by);
        print::line(format_args!(
            "{} {} family {} {}: {what}, {value}, by {by}{note}",
            l.on, l.wave, l.family_id, l.roster
        ))?;
    }
    for (wave, of) in &counts {
        let of: Vec<String> = of.iter().map(|(what, n)| format!("{n} {what}")).collect();
        print::line(format_args!("{wave}: {}", of.join(", ")))?;
    }
    print::line(print::count(lines.len(), "line"))?;
    Ok(Exit::Success)
}
