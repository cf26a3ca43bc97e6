//! `study due`: who is due, early, late or missing in each wave on a day, and which promises are running late.

mod alarms;

use crate::desk::calls::{Counts, show};
use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::print;
use crate::desk::host::zone::Zone;
use crate::desk::inputs::arrivals::{self, Arrivals};
use crate::desk::inputs::fieldwork_log::{self, Line};
use crate::desk::inputs::register::{self, RegisterArgs};
use crate::desk::inputs::study;
use crate::desk::keys;
use crate::record::Call;
use crate::seal::Identities;
use crate::study::{Due, DueState, Newcomer, Register, Study, due, newcomers};
use crate::time::Day;
use alarms::Alarm;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Show who is due, late or missing on a day, and which birthdays change a battery or consent
#[derive(clap::Args)]
#[command(after_help = "Waves are counted from the family's t0 in the register, or from its first \
    answers in --opened. Without --opened nobody knows who has answered: due then means that the window is open. Exits \
    with 1 if somebody is missing without a reason, or waits longer than the study promised.")]
pub struct Args {
    #[command(flatten)]
    held: RegisterArgs,
    /// Day to report for, YYYY-MM-DD (default: today)
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<String>,
    #[command(flatten)]
    looked: Arrivals,
    /// Log of kindstem study log: shows the last attempt to reach each person
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,
    /// Show everybody in every wave, not only those who need action
    #[arg(long)]
    all: bool,
    /// One JSON object instead of lines
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Listed {
    study: String,
    on: Day,
    /// Whether opened answers were looked at.
    looked: bool,
    alarms: Vec<Alarm>,
    /// Who waits for a talk: the list of kindstem contacts, without a word that was written.
    waiting: Vec<Call>,
    /// Wave → state → how many.
    waves: BTreeMap<String, BTreeMap<&'static str, usize>>,
    people: Vec<Due>,
    /// The last line of the log about each of them in the wave, where a log was given.
    log: Vec<Line>,
    newcomers: Vec<Newcomer>,
}

pub fn run(args: &Args) -> Outcome {
    let study = study::read(&args.held.study)?;
    let on = Zone::of(&study)?.day_or_today("--on", args.on.as_deref())?;
    let register = register::open(&args.held.register, &args.held.identity, &study)?;
    let mut listed = list(&study, &register, &args.looked, &keys::identities(&args.held.identity)?, on)?;
    let log =
        args.log.as_ref().map(|path| fieldwork_log::read(path, &args.held.identity)).transpose()?.unwrap_or_default();
    // Where nobody looked, nobody knows what is missing.
    let missing = listed.looked && listed.people.iter().any(|d| d.state == DueState::Missing);
    let reasons = reasons(&listed, missing);
    let exit = if reasons.is_empty() { Exit::Success } else { Exit::Findings };
    if !(args.all || args.json) {
        listed.people.retain(|d| d.state < DueState::NotYet || (d.state == DueState::NotYet && birthday(d)));
    }
    // What somebody wanted to remember stays in the log.
    let told = |l: &Line| Line { note: String::new(), ..l.clone() };
    listed.log = listed.people.iter().filter_map(|d| last(&log, d)).map(told).collect();
    if args.json {
        print::json(&listed)?;
        return Ok(exit);
    }
    lines(&listed, &study, &register)?;
    print::reasons(&reasons)?;
    Ok(exit)
}

/// Why somebody has to do something today.
fn reasons(listed: &Listed, missing: bool) -> Vec<String> {
    let messages = listed.alarms.iter().filter(|a| a.is_message()).count();
    let mut out = Counts::of(&listed.waiting).reasons();
    if messages > 0 {
        out.push(format!("{} of the letterbox unread for too long", print::count(messages, "message")));
    }
    if missing {
        out.push("somebody is missing without a reason".to_string());
    }
    out
}

fn list(
    study: &Study,
    register: &Register,
    looked: &Arrivals,
    identities: &Identities,
    on: Day,
) -> Result<Listed, Failure> {
    let seen = looked.opened.as_deref().map(arrivals::read).transpose()?.unwrap_or_default();
    let people = due(study, register, &seen, on);
    let mut waves: BTreeMap<String, BTreeMap<&'static str, usize>> = BTreeMap::new();
    for d in &people {
        *waves.entry(d.wave.clone()).or_default().entry(d.state.name()).or_default() += 1;
    }
    let mut waiting = alarms::waiting(study, register, looked, identities, on)?;
    let alarms = alarms::read(study, register, looked, &waiting, on)?;
    // What somebody wrote is for readers of contacts only.
    for wish in waiting.iter_mut().flat_map(|call| &mut call.wishes) {
        (wish.where_, wish.not_when) = Default::default();
    }
    let (newcomers, looked) = (newcomers(study, register, &seen, on), looked.opened.is_some());
    Ok(Listed { study: study.id.clone(), on, looked, alarms, waiting, waves, people, log: Vec::new(), newcomers })
}

/// Whether a birthday has changed something, or will this month.
fn birthday(d: &Due) -> bool {
    use crate::study::DueChange::{Birthday, Consent, Grown, Set};
    d.changes.iter().any(|c| matches!(c, Set { .. } | Consent { .. } | Grown | Birthday { .. }))
}

/// The last line of the log about somebody in a wave; the log is in the order of its days.
fn last<'a>(log: &'a [Line], d: &Due) -> Option<&'a Line> {
    log.iter().rfind(|l| (&l.family_id, &l.roster, &l.wave) == (&d.family_id, &d.roster, &d.wave))
}

fn lines(listed: &Listed, study: &Study, register: &Register) -> Result<(), Failure> {
    listed.alarms.iter().try_for_each(print::line)?;
    if !listed.waiting.is_empty() {
        Counts::of(&listed.waiting).show()?;
        for call in &listed.waiting {
            show(call, false)?;
            if let Some(row) = register.row(&call.slot) {
                print::line(format_args!("  {}", who(&row.family_id, &row.roster, &row.person_id)))?;
            }
        }
    }
    for d in &listed.people {
        let who = who(&d.family_id, &d.roster, &d.person_id);
        let set = d.set.name();
        let when = match (&d.state, &d.from, &d.to) {
            (DueState::Unknown, ..) => {
                "the day of the first wave is unknown; set it with study register set --what t0".to_string()
            }
            (DueState::NotYet, Some(from), Some(to)) => format!("from {from} to {to}"),
            (_, _, Some(to)) => format!("until {to}"),
            _ => String::new(),
        };
        let reason = d.reason.map(|r| format!(" ({})", r.name())).unwrap_or_default();
        let changes: String = d.changes.iter().map(|c| format!("; {c}")).collect();
        let log = last(&listed.log, d).map(|l| format!("; log: {} {} {}", l.on, l.what.name(), l.value));
        let log = log.unwrap_or_default();
        print::line(format_args!("{} {}{reason}: {who} {set}, {when}{changes}{log}", d.wave, d.state.name()))?;
    }
    for n in &listed.newcomers {
        let who = who(&n.family_id, &n.roster, "");
        let (set, consent) = (n.set.name(), n.consent.name());
        print::line(format_args!(
            "{} new: {who} is old enough to be asked now, {set}, consent {consent}, until {}",
            n.wave, n.to
        ))?;
    }
    for wave in study.waves.iter().filter(|w| listed.waves.contains_key(&w.id)) {
        let of = |s: &DueState| Some(format!("{} {}", listed.waves.get(&wave.id)?.get(s.name())?, s.name()));
        let counts: Vec<String> = DueState::ALL.iter().filter_map(of).collect();
        print::line(format_args!("{} on {}: {}", wave.id, listed.on, counts.join(", ")))?;
    }
    if !listed.looked {
        print::line("answers were not checked; add --opened DIR to leave out those who have answered")?;
    }
    Ok(())
}

fn who(family: &str, roster: &str, person: &str) -> String {
    [("family ", family), (" ", roster), (" ", person)]
        .iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(before, text)| format!("{before}{text}"))
        .collect()
}
