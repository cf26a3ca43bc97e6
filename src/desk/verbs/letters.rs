//! `letters`: how long messages of the letterbox wait, an alarm where it is too long, and who read them. Prints no word
//! of a message.

use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::zone::Zone;
use crate::desk::host::{files, print};
use crate::desk::inputs::messages::{self, ReadMessage};
use crate::desk::inputs::study;
use crate::record::Wait;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// List unread letterbox messages and how long they have waited
#[derive(clap::Args)]
#[command(
    after_help = "The messages are in DIR/letters.jsonl. Read them there, then run this with --read-by and your name: \
    the messages listed are then recorded as read. Exits with 1 if a message waits longer than the study promised, or \
    its waiting time is unknown. Keep the log between runs of unseal."
)]
pub struct Args {
    /// Folder that kindstem unseal wrote, with --study
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// Study file: who reads the letterbox, and how often
    #[arg(long, value_name = "STUDY.JSON")]
    study: PathBuf,
    /// Log of messages read; created if it does not exist
    #[arg(long, value_name = "FILE")]
    log: PathBuf,
    /// Record that this person, one of the study's readers, read every message listed
    #[arg(long, value_name = "NAME")]
    read_by: Option<String>,
    /// Day to count waiting to, YYYY-MM-DD (default: today)
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<String>,
    /// One JSON object instead of lines
    #[arg(long)]
    json: bool,
}

/// One message that nobody has read.
#[derive(Serialize)]
struct Unread<'a> {
    slot: &'a str,
    session: &'a str,
    written: &'a str,
    /// Whole days; absent where the device's clock was wrong.
    waits_days: Option<i64>,
    alarm: bool,
}

#[derive(Serialize)]
struct Listed<'a> {
    unread: Vec<Unread<'a>>,
    read: usize,
    promised_days: u32,
}

pub fn run(args: &Args) -> Outcome {
    let study = study::read(&args.study)?;
    let today = Zone::of(&study)?.day_or_today("--today", args.today.as_deref())?;
    let Some(letterbox) = &study.protocol.letterbox else {
        let what = format!("{} has no letterbox", args.study.display());
        return Err(Failure::findings(what, "give a study file with protocol.letterbox"));
    };
    if let Some(name) = args.read_by.as_ref().filter(|n| !letterbox.readers.contains(n)) {
        let advice = format!("the study names these readers: {}", letterbox.readers.join(", "));
        return Err(Failure::findings(format_args!("{name:?} is not a reader of this letterbox"), advice));
    }
    let letters = messages::of(&args.dir)?;
    let mut log = messages::log_of(&args.log)?;
    let read: BTreeMap<&str, &ReadMessage> = log.iter().map(|r| (r.session.as_str(), r)).collect();
    let unread: Vec<Unread> = letters
        .iter()
        .filter(|l| !read.contains_key(l.session.as_str()))
        .map(|l| {
            let wait = l.wait(today);
            let waits_days = if let Wait::Days(days) = wait { Some(days) } else { None };
            let alarm = wait.over(letterbox.every_days);
            Unread { slot: &l.slot, session: &l.session, written: &l.written, waits_days, alarm }
        })
        .collect();
    let alarm = unread.iter().any(|u| u.alarm);
    let sessions: Vec<String> = unread.iter().map(|u| u.session.to_string()).collect();
    let listed = Listed { read: letters.len() - unread.len(), unread, promised_days: letterbox.every_days };
    if args.json {
        print::json(&listed)?
    } else {
        lines(&listed)?
    }
    if let Some(name) = &args.read_by {
        let of = |session| ReadMessage { session, read_by: name.clone(), on: today.to_string() };
        log.extend(sessions.into_iter().map(of));
        files::write_lines(&args.log, &log)?;
        return Ok(Exit::Success);
    }
    Ok(if alarm { Exit::Findings } else { Exit::Success })
}

fn lines(listed: &Listed) -> Result<(), Failure> {
    for u in &listed.unread {
        let wait = u
            .waits_days
            .map_or("an unknown time (the device's clock was wrong)".into(), |d| print::count(as_usize(d), "day"));
        let alarm = if u.alarm { "ALARM: read it now; " } else { "" };
        print::line(format_args!("{alarm}slot {} message {}: written {}, waits {wait}", u.slot, u.session, u.written))?;
    }
    let (unread, late) = (listed.unread.len(), listed.unread.iter().filter(|u| u.alarm).count());
    let promised = print::count(listed.promised_days as usize, "day");
    print::line(format_args!(
        "{} unread, {late} of them longer than the promised {promised}; {} read",
        print::count(unread, "message"),
        listed.read
    ))
}

fn as_usize(days: i64) -> usize {
    usize::try_from(days).unwrap_or_default()
}
