//! `decide`: which sessions count where sessions of one link contradict each other. A person decides, with a reason; both
//! are kept.

use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::files::PartialFile;
use crate::desk::host::print;
use crate::desk::host::spreadsheet::short;
use crate::desk::inputs::joined::LinkedInputs;
use crate::desk::inputs::opened_folder;
use crate::desk::unseal::decisions;
use crate::desk::unseal::side_by_side::{COLUMNS, SideBySide};
use crate::export::{Cell, write_row};
use crate::record::{Finding, Links, SlotReport};
use crate::seal::is_slot;
use serde::Serialize;
use std::path::PathBuf;

/// List links whose sessions contradict each other, and record which session counts
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub struct Args {
    /// Folder that kindstem unseal wrote
    #[arg(value_name = "OPENED_DIR")]
    dir: PathBuf,
    #[command(flatten)]
    linked: LinkedInputs,
    /// CSV file with the answers of the listed sessions side by side; must not exist yet
    #[arg(long, value_name = "FILE", conflicts_with = "slot")]
    out: Option<PathBuf>,
    /// The link that you decide about, 32 hex digits
    #[arg(long, value_name = "SLOT", requires_all = ["reason", "by"])]
    slot: Option<String>,
    /// A session that counts, 32 hex digits; repeatable. The others are kept and do not count
    #[arg(long, value_name = "SESSION", requires = "slot")]
    counts: Vec<String>,
    /// No session counts; all are kept
    #[arg(long, requires = "slot", conflicts_with = "counts")]
    none: bool,
    /// Why
    #[arg(long, value_name = "TEXT", requires = "slot")]
    reason: Option<String>,
    /// Who decided
    #[arg(long, value_name = "NAME", requires = "slot")]
    by: Option<String>,
    /// One JSON object instead of lines
    #[arg(long)]
    json: bool,
}

const HELP: &str = "A form that goes on on the same device continues its earlier session, and needs nobody. Sessions that \
begin apart (another device, a browser that forgot) may be the same person or somebody else with the link. If they answered \
a page differently, nothing of that link is in a table until you decide:

  1. List them, and compare the answers side by side. No score is in that file; keep it on an encrypted disk.
       kindstem decide opened --study study.json --register register.age --identity key.txt --out compare.csv
  2. Ask by the safe route in the register who wrote what, never through a parent.
  3. Record which session counts, and why:
       kindstem decide opened … --slot SLOT --counts SESSION --reason \"the child, at school\" --by \"Anna\"
  4. Run kindstem unseal again. A session that comes later is not part of your decision, and is listed again.

The clocks of devices and the order of arrival decide nothing: whoever answers offline at school arrives later than \
whoever opens the link at home. A decision may be replaced by a later one; all stay in state/decisions.jsonl.

Exit code 1 while a link waits for a decision.";

#[derive(Serialize)]
struct Listed<'a> {
    slot: &'a str,
    wave: &'a str,
    role: &'static str,
    /// Whether a page has different answers; else the sessions only begin apart.
    contested: bool,
    sessions: Vec<ListedSession<'a>>,
}

#[derive(Serialize)]
struct ListedSession<'a> {
    session: &'a str,
    /// By the clock of the device.
    hour: &'a str,
    pages: usize,
}

pub fn run(args: &Args) -> Outcome {
    let (_, register) = args.linked.open()?;
    let links = Links::of(&register);
    let report = opened_folder::report(&args.dir)?;
    match &args.slot {
        None => list(args, &report.slots, &links),
        Some(slot) => record(args, slot, &report.slots, &links),
    }
}

fn needs_decision(slot: &SlotReport) -> bool {
    slot.findings.iter().any(|f| matches!(f, Finding::Contested { .. } | Finding::SeparateStarts { .. }))
}

fn list(args: &Args, slots: &[SlotReport], links: &Links) -> Outcome {
    let open: Vec<(&SlotReport, SideBySide)> =
        slots.iter().filter(|s| needs_decision(s)).map(|s| (s, SideBySide::of(&args.dir, &s.slot, links))).collect();
    if let Some(path) = &args.out {
        if path.exists() {
            return Err(crate::desk::host::files::there_already(path));
        }
        let mut table = PartialFile::begin(path.clone())?;
        table.add(|out| write_row(out, &COLUMNS.map(|c| Cell::Text(c.to_string()))))?;
        for (_, sides) in &open {
            sides.rows().iter().try_for_each(|row| table.add(|out| write_row(out, row)))?;
        }
        table.finish()?;
    }
    let listed = |(s, sides): &'_ (&'_ SlotReport, SideBySide)| {
        let contested = s.findings.iter().any(|f| matches!(f, Finding::Contested { .. }));
        let sessions = sides.sessions();
        let of = |(id, (hour, pages)): (&&str, &(&str, usize))| (id.to_string(), hour.to_string(), *pages);
        (contested, sessions.iter().map(of).collect::<Vec<_>>())
    };
    let all: Vec<_> = open.iter().map(|one| (one.0, listed(one))).collect();
    if args.json {
        let rows = all.iter().map(|(s, (contested, sessions))| Listed {
            slot: &s.slot,
            wave: &s.wave,
            role: s.role.name(),
            contested: *contested,
            sessions: sessions
                .iter()
                .map(|(session, hour, pages)| ListedSession { session, hour, pages: *pages })
                .collect(),
        });
        print::json(&rows.collect::<Vec<_>>())?;
    } else if all.is_empty() {
        print::line("no link waits for a decision")?;
    } else {
        for (s, (contested, sessions)) in &all {
            let what = if *contested { "CONTESTED, in no table" } else { "begin apart and agree so far" };
            // A wave comes from inside an envelope.
            print::line(format_args!("slot {} {} {}: {what}", s.slot, s.wave.escape_debug(), s.role.name()))?;
            for (session, hour, pages) in sessions {
                let (hour, pages) = (hour.escape_debug(), print::count(*pages, "page"));
                print::line(format_args!("  session {session}: {pages}, begun {hour} by its device"))?;
            }
        }
    }
    Ok(if all.is_empty() { Exit::Success } else { Exit::Findings })
}

fn record(args: &Args, slot: &str, slots: &[SlotReport], links: &Links) -> Outcome {
    let refuse = |what: String, advice: &str| Err(Failure::findings(what, format!("{advice}; nothing was written")));
    let Some(report) = slots.iter().find(|s| is_slot(slot) && s.slot == slot) else {
        return refuse(format!("--slot {slot:?}: nothing of this link was opened"), "copy the slot from the list");
    };
    let sides = SideBySide::of(&args.dir, &report.slot, links);
    let sessions = sides.sessions();
    if sessions.len() < 2 {
        return refuse(format!("slot {slot} has one session"), "there is nothing to decide");
    }
    if args.counts.is_empty() && !args.none {
        return refuse("no session was named".into(), "give --counts SESSION, or --none if none of them counts");
    }
    if let Some(unknown) = args.counts.iter().find(|id| !sessions.contains_key(id.as_str())) {
        return refuse(format!("--counts {unknown:?}: slot {slot} has no such session"), "copy it from the list");
    }
    let (reason, by) = (args.reason.as_deref().unwrap_or_default(), args.by.as_deref().unwrap_or_default());
    for (name, text) in [("--reason", reason), ("--by", by)] {
        short(text).map_err(|e| Failure::unusable(format_args!("{name} {text:?}: {e}"), "nothing was written"))?;
    }
    let (counting, not_counting): (Vec<&str>, Vec<&str>) =
        sessions.keys().partition(|id| args.counts.iter().any(|counts| counts == *id));
    decisions::choose(&args.dir, slot, &counting, &not_counting, (reason, by))?;
    print::line(format_args!(
        "written down: {} counts, {} kept without counting; run kindstem unseal again",
        print::count(counting.len(), "session"),
        not_counting.len()
    ))?;
    Ok(Exit::Success)
}
