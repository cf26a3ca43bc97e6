//! `study reminders`: whom to remind on a day, where that is safe, and in which words. Sends nothing.

use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::zone::Zone;
use crate::desk::host::{files, print};
use crate::desk::inputs::fieldwork_log::{self, Line, NOT_SAFE_NOW, REMINDER, What};
use crate::desk::inputs::register::{self, RegisterArgs};
use crate::desk::inputs::{arrivals, links, study};
use crate::export::{Cell, write_row};
use crate::study::{Consent, Due, Invite, OutcomeKind, Register, RegisterRow, Study, telltale};
use crate::time::Day;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Write a list of reminders, which you send yourself
#[derive(clap::Args)]
#[command(
    after_help = "The words are $.reminder of the study, the same for all of a set. Left out, and counted, are those \
    whom the register knows no safe contact of, whom it was not safe to contact before (with --log, as long as nobody was reached since), from 16 on those whose way goes \
    through a parent, and who was reminded lately. With --log each reminder is written down. Keep the list no longer than \
    it takes to send."
)]
pub struct Args {
    #[command(flatten)]
    held: RegisterArgs,
    /// Folder that kindstem unseal wrote: people who have answered get no reminder
    #[arg(long, value_name = "DIR")]
    opened: PathBuf,
    /// CSV file for the list; must not exist yet
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Day to report for, YYYY-MM-DD (default: today)
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<String>,
    /// The log of kindstem study log: reminders are written into it
    #[arg(long, value_name = "FILE", requires = "by")]
    log: Option<PathBuf>,
    /// The log's second copy; by default NAME.copy.age beside it
    #[arg(long, value_name = "FILE", requires = "log")]
    log_copy: Option<PathBuf>,
    /// Who sends them, for the log
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Days before a person may be reminded again
    #[arg(long, value_name = "DAYS", default_value_t = 7)]
    pause: i64,
    /// The list of links that kindstem study invite wrote, needed if a text contains {link}: the register has no whole link
    #[arg(long, value_name = "LINKS.CSV")]
    links: Option<PathBuf>,
    /// One JSON object instead of lines
    #[arg(long)]
    json: bool,
}

#[derive(Default, Serialize)]
struct Made {
    reminders: usize,
    /// Why → how many.
    left_out: BTreeMap<&'static str, usize>,
}

const COLUMNS: [&str; 8] = ["family_id", "person_id", "wave", "lang", "delivered_via", "safe_contact", "until", "text"];

pub fn run(args: &Args) -> Outcome {
    if args.out.exists() {
        return Err(files::there_already(&args.out));
    }
    let study = study::read(&args.held.study)?;
    let on = Zone::of(&study)?.day_or_today("--on", args.on.as_deref())?;
    let register = register::open(&args.held.register, &args.held.identity, &study)?;
    let links = args.links.as_deref().map(|path| links::read(path, &register)).transpose()?;
    ready(&study, args, links.as_ref())?;
    let links = links.unwrap_or_default();
    let mut log =
        args.log.as_ref().map(|path| fieldwork_log::read(path, &args.held.identity)).transpose()?.unwrap_or_default();
    let (mut made, mut csv) = (Made::default(), Vec::new());
    let mut add =
        |cells: [&str; 8]| write_row(&mut csv, &cells.map(|c| Cell::Text(c.to_string()))).map_err(Failure::internal);
    add(COLUMNS)?;
    for d in arrivals::people(&study, &register, &args.opened, on)?.into_iter().filter(|d| d.state.open()) {
        let reminder = match remind(&d, &study, &register, &links) {
            Ok(_) if !safe_by(&log, &d) => Err("not safe at the last attempt"),
            Ok(_) if lately(&log, &d, on, args.pause) => Err("reminded lately"),
            other => other,
        };
        match reminder {
            Err(why) => *made.left_out.entry(why).or_default() += 1,
            Ok(Reminder { lang, via, safe, words }) => {
                let until = day(d.to);
                add([&d.family_id, &d.person_id, &d.wave, &lang, &via, &safe, &until, &words])?;
                made.reminders += 1;
                log.push(Line {
                    on: on.to_string(),
                    family_id: d.family_id,
                    roster: d.roster,
                    wave: d.wave,
                    what: What::Contact,
                    value: REMINDER.into(),
                    by: args.by.clone().unwrap_or_default(),
                    note: String::new(),
                });
            }
        }
    }
    files::write_new(&args.out, &csv, true)?;
    if let Some(path) = &args.log {
        fieldwork_log::write(path, args.log_copy.as_deref(), &mut log, &study)?;
    }
    if args.json {
        print::json(&made)?;
    } else {
        made.left_out.iter().try_for_each(|(why, n)| print::line(format_args!("left out, {why}: {n}")))?;
        print::line(format_args!("{} in {}", print::count(made.reminders, "reminder"), args.out.display()))?;
    }
    Ok(Exit::Success)
}

/// Whether the study has texts, and none of them tells what it is about.
fn ready(study: &Study, args: &Args, links: Option<&BTreeMap<String, String>>) -> Result<(), Failure> {
    if study.reminder.is_empty() {
        let advice = "add $.reminder, per audience and language: {\"adult\": {\"nl\": \"…\"}}; {date} is the last day";
        return Err(Failure::findings(format_args!("{} has no text for reminders", args.held.study.display()), advice));
    }
    let all = || study.reminder.iter().flat_map(|(_, texts)| texts.iter().map(|(_, text)| text));
    if let Some(word) = all().chain(links.into_iter().flat_map(BTreeMap::values)).find_map(|text| telltale(text, study))
    {
        let what = format!("{}: a reminder gives away the topic by {word:?}", args.held.study.display());
        return Err(Failure::findings(what, "others may read it; kindstem study check shows where the word is"));
    }
    if links.is_none() && all().any(|text| text.contains("{link}")) {
        let what =
            format!("{}: $.reminder has a text with {{link}}, and --links is missing", args.held.study.display());
        return Err(Failure::unusable(what, "give --links LINKS.CSV, the list that kindstem study invite wrote"));
    }
    Ok(())
}

struct Reminder {
    lang: String,
    via: String,
    safe: String,
    words: String,
}

/// The reminder of somebody who is due, or why there is none.
fn remind(
    d: &Due,
    study: &Study,
    register: &Register,
    links: &BTreeMap<String, String>,
) -> Result<Reminder, &'static str> {
    let row: &RegisterRow = d.slot.as_ref().and_then(|slot| register.row(slot)).ok_or("no link was made")?;
    let invite = Invite::decode(&row.invite).map_err(|_| "no link was made")?;
    let unsafe_before = register
        .outcomes
        .iter()
        .any(|o| o.family_id == d.family_id && o.roster == d.roster && o.kind == OutcomeKind::UnsafeToContact);
    if unsafe_before {
        return Err("it was not safe to contact them");
    }
    let person = register.person(&d.family_id, &d.roster);
    let safe = person.and_then(|p| p.safe_contact.clone()).ok_or("the register knows no safe contact")?;
    let via = person.and_then(|p| p.delivery.clone()).unwrap_or_else(|| row.delivered_via.clone());
    // From 16 on consent is the young person's own.
    let grown = d.changes.iter().any(|c| matches!(c, crate::study::DueChange::Consent { to: Consent::From16, .. }));
    let own = grown || invite.consent == Consent::From16;
    if own && ["parent", "ouder", "vader", "moeder"].iter().any(|p| via.to_lowercase().contains(p)) {
        return Err("16 or older, and the way goes through a parent");
    }
    let lang = study.languages.get(usize::from(invite.language)).cloned().unwrap_or_default();
    let words = study.reminder.get(&row.set).map(|texts| study.text(texts, &lang)).filter(|t| !t.trim().is_empty());
    let words = words.ok_or("the study has no words for this set")?;
    let mut words = words.replace("{date}", &day(d.to));
    if words.contains("{link}") {
        words = words.replace("{link}", links.get(&row.slot).ok_or("--links does not have their link")?);
    }
    Ok(Reminder { lang, via, safe, words })
}

/// As a cell has it: empty where nobody knows.
fn day(day: Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// What the log has of the contacts with somebody, in the order of the days.
fn contacts<'a>(log: &'a [Line], d: &Due) -> impl DoubleEndedIterator<Item = &'a Line> {
    let (family_id, roster) = (d.family_id.clone(), d.roster.clone());
    log.iter().filter(move |l| l.what == What::Contact && l.family_id == family_id && l.roster == roster)
}

/// Whether nobody wrote down that it was not safe, or somebody spoke with them since.
fn safe_by(log: &[Line], d: &Due) -> bool {
    let tells = |l: &&Line| matches!(l.value.as_str(), NOT_SAFE_NOW | "reached" | "appointment");
    contacts(log, d).rfind(tells).is_none_or(|l| l.value != NOT_SAFE_NOW)
}

/// Whether somebody was reminded in the days before.
fn lately(log: &[Line], d: &Due, on: Day, pause: i64) -> bool {
    let mut reminders = contacts(log, d).filter(|l| l.value == REMINDER);
    reminders.any(|l| Day::parse(&l.on).is_some_and(|then| (0..pause).contains(&on.since(then))))
}
