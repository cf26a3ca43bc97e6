//! `contacts`: who wants to be spoken with. Needs the key of a reader of contacts, and opens no answer.

use super::envelopes::{Folder, Place, Slots};
use super::error::{Exit, Failure, Outcome};
use super::files::{self, Growing};
use super::{clock, keys, print, stamp};
use kindstem::export::{Cell, write_row};
use kindstem::record::{Options, Structures, Waiting, assemble, waiting};
use kindstem::seal::{Contact, Identities, Plain, Wants, kset, open};
use serde::Serialize;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Show who wants to be spoken with, and open nothing else
#[derive(clap::Args)]
#[command(
    after_help = stamp::with_help("Exits with 1 where somebody waits for longer than $.protocol.read_interval_days of the study. \
    \"Yes\" and \"perhaps later\" both wait until their slot stands in --handled FILE: one slot on a line, and behind \
    a space whatever you want to remember.")
)]
pub struct Args {
    /// Secret key of a reader of contacts; may be given several times
    #[arg(long, value_name = "KEY.TXT", required_unless_present = "check")]
    identity: Vec<PathBuf>,
    /// The study: says how soon contact envelopes are read, and which key set they have
    #[arg(long, value_name = "STUDY.JSON")]
    study: PathBuf,
    /// Slots of whom somebody spoke with
    #[arg(long, value_name = "FILE")]
    handled: Option<PathBuf>,
    /// Folder for contacts.csv and contacts.json, readable by their owner only
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The hour to reckon with, now where absent
    #[arg(long, value_name = "YYYY-MM-DDTHH:MMZ")]
    now: Option<String>,
    /// One JSON object instead of lines
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    stamp: stamp::Options,
    /// The folder of the intake
    #[arg(value_name = "ENVELOPES_DIR", required_unless_present = "check")]
    envelopes: Option<PathBuf>,
}

#[derive(Serialize)]
struct List<'a> {
    study: &'a str,
    overdue: usize,
    waiting: &'a [Waiting],
}

pub fn run(args: &Args) -> Outcome {
    if let Some(file) = &args.stamp.check {
        return stamp::check(file, &args.study);
    }
    let identities = keys::identities(&args.identity)?;
    let study = super::study::read(&args.study)?;
    let stamp = stamp::ready(&args.stamp, &study, &identities.recipients(), args.now.is_some())?;
    let handled = handled(args.handled.as_deref())?;
    let now = clock::hour_or_now(args.now.as_deref())?;
    let (folder, mut slots) = Folder::list(args.envelopes.as_deref().unwrap_or(Path::new("")))?;
    let own = kset(&study.contact_keys());
    let there: BTreeSet<String> = folder.samples(&mut slots)?.into_keys().map(String::from).collect();
    let strange = !there.is_empty() && !there.contains(&own) && !there.contains(&kset(&study.recipient_keys()));
    let theirs = there.into_iter().filter(|k| *k == own).collect();
    let (contacts, closed) = read(&folder, &mut slots, &theirs, &identities)?;
    if contacts.is_empty() && closed > 0 {
        let what = "none of the identities opens the contact envelopes of this study";
        return Err(Failure::data(what, "give the key of one of $.contact_recipients"));
    }
    let list = waiting(&contacts, Some(study.protocol.read_interval_days), &handled, &now);
    if let Some(dir) = &args.out {
        files::folder(dir)?;
        let mut table = Growing::instead(dir.join("contacts.csv"))?;
        table.add(head)?;
        list.iter().try_for_each(|w| table.add(|out| row(out, w)))?;
        table.finish()?;
        files::replace(&dir.join("contacts.json"), &serde_json::to_vec_pretty(&list).map_err(Failure::ours)?, true)?;
    }
    if args.json {
        print::json(&List { study: &study.id, overdue: overdue(&list), waiting: &list })?;
    } else {
        show_head(list.len(), overdue(&list))?;
        list.iter().try_for_each(|w| show(w, true))?;
        if closed > 0 {
            print::line(format_args!("{} cannot be opened; unseal names each", print::count(closed, "envelope")))?;
        }
    }
    let left = stamp.map_or(Ok(true), |stamp| stamp.leave(closed, strange))?;
    Ok(if overdue(&list) > 0 || closed > 0 || !left { Exit::Findings } else { Exit::Fine })
}

/// Contacts of these key sets, one per slot, and how many envelopes could not be opened.
fn read(
    folder: &Folder,
    slots: &mut Slots,
    key_sets: &BTreeSet<String>,
    identities: &Identities,
) -> Result<(Vec<Contact>, usize), Failure> {
    let (mut out, mut closed) = (Vec::new(), 0);
    for slot in slots.rows()? {
        let inside = folder.of(&slot?, Some(key_sets))?;
        let envelopes = inside.places.iter().map(Place::read).collect::<Result<Vec<_>, _>>()?;
        let opened = assemble(open(envelopes, identities), &Structures::new(), &Options::default());
        out.extend(opened.contacts);
        closed += opened.report.faults.values().map(Vec::len).sum::<usize>();
    }
    Ok((out, closed))
}

/// Key sets whose envelopes hold contacts, by one envelope of each.
pub fn key_sets(folder: &Folder, slots: &mut Slots, identities: &Identities) -> Result<BTreeSet<String>, Failure> {
    let mut theirs = BTreeSet::new();
    for (kset, place) in folder.samples(slots)? {
        let opened = open([place.read()?], identities);
        if matches!(opened.entries.first().map(|e| &e.plain), Some(Plain::Contact(_))) {
            theirs.insert(kset.to_string());
        }
    }
    Ok(theirs)
}

fn overdue(list: &[Waiting]) -> usize {
    list.iter().filter(|w| w.overdue).count()
}

/// Says how many wait.
pub fn show_head(waiting: usize, overdue: usize) -> Result<(), Failure> {
    if waiting == 0 {
        return print::line("nobody waits for a talk");
    }
    print::line(format_args!("waiting for a talk: {waiting}, overdue: {overdue}"))
}

/// A line for somebody who waits, what they wrote only where `words` says so. Words are escaped: whoever has the link can
/// seal what moves a terminal.
pub fn show(w: &Waiting, words: bool) -> Result<(), Failure> {
    let alarm = if w.overdue { "OVERDUE " } else { "" };
    let wants = if w.wants == Wants::Yes { "wants a talk" } else { "perhaps later" };
    let by = w.read_by.as_ref().map(|by| format!(", promised by {by}")).unwrap_or_default();
    let (wave, role, set) = (w.wave.escape_debug(), w.role.name(), w.set.name());
    let since = w.since.escape_debug();
    print::line(format_args!("{alarm}slot {} {wave} {role} {set}: {wants} since {since}{by}", w.slot))?;
    for (what, text) in [("where", &w.where_), ("not when", &w.not_when)] {
        if words && !text.is_empty() {
            print::line(format_args!("  {what}: {text:?}"))?;
        }
    }
    Ok(())
}

/// The first row of `contacts.csv`.
pub fn head(out: &mut impl Write) -> io::Result<()> {
    write_texts(out, ["overdue", "wants", "wave", "role", "set", "slot", "where", "not_when", "since", "read_by"])
}

/// A row of it; no cell runs in a spreadsheet.
pub fn row(out: &mut impl Write, w: &Waiting) -> io::Result<()> {
    let wants = if w.wants == Wants::Yes { "yes" } else { "later" };
    let overdue = if w.overdue { "yes" } else { "no" };
    let by = w.read_by.as_deref().unwrap_or_default();
    let (wave, role, set, slot) = (&w.wave, w.role.name(), w.set.name(), &w.slot);
    write_texts(out, [overdue, wants, wave, role, set, slot, &w.where_, &w.not_when, &w.since, by])
}

fn write_texts(out: &mut impl Write, cells: [&str; 10]) -> io::Result<()> {
    write_row(out, &cells.map(|c| Cell::Text(c.to_string())))
}

/// Slots of whom somebody spoke with, as a file has them.
pub fn handled(path: Option<&Path>) -> Result<BTreeSet<String>, Failure> {
    let Some(path) = path else { return Ok(BTreeSet::new()) };
    let text = String::from_utf8_lossy(&files::read(path)?).into_owned();
    let slots = text.lines().filter_map(|l| l.split_whitespace().next()).filter(|s| !s.starts_with('#'));
    let mut out = BTreeSet::new();
    for slot in slots {
        if slot.len() != 32 || !slot.bytes().all(|b| b.is_ascii_hexdigit()) {
            let what = format!("{}: {slot:?} is no slot", path.display());
            return Err(Failure::unusable(what, "each line begins with the 32 digits that this list prints"));
        }
        out.insert(slot.to_ascii_lowercase());
    }
    Ok(out)
}
