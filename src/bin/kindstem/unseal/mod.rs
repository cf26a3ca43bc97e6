//! `unseal`: a folder of envelopes becomes contacts, records and a report. Prints no answer.

mod summary;
mod words;

use super::envelopes::{Folder, Place};
use super::error::{Exit, Failure, Outcome};
use super::files::Growing;
use super::shelf::structures;
use super::{clock, contacts, files, keys, parallel, print, progress};
use kindstem::record::{Assembled, Letter, Options, Report, Structures, assemble, waiting};
use kindstem::seal::{Contact, Identities, kset, open};
use kindstem::study::Study;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Open a folder of envelopes: contacts first, then records and a report on what arrived
#[derive(clap::Args)]
#[command(after_help = "Writes contacts.csv and contacts.jsonl before anything else is opened, then letters.jsonl, \
    records.jsonl, report.json and report.txt, and into words/ what was spoken or drawn, a drawing also as .svg; readable \
    by their owner only. They hold plain answers: keep them on an encrypted disk. Prints who waits for a talk, and no \
    answer; where and when somebody may be reached stands in contacts.csv. Messages of a letterbox are told by the study; \
    kindstem letters says how long each waits. Exits with 1 where somebody waits for longer than the study promised, or \
    the report has something that needs a person.")]
pub struct Args {
    /// Secret key; may be given several times
    #[arg(long, value_name = "KEY.TXT", required = true)]
    identity: Vec<PathBuf>,
    /// Folder for what comes out; no earlier result may be in it
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The study: says whether drafts may be read, and which key sets are its own
    #[arg(long, value_name = "STUDY.JSON")]
    study: Option<PathBuf>,
    /// Folder with structures that are not in the library; the page's instruments/ will do
    #[arg(long, value_name = "DIR")]
    instruments: Option<PathBuf>,
    /// SHA-256 of a page's code that may have written; entries of other code are reported
    #[arg(long, value_name = "HEX")]
    app: Vec<String>,
    /// The hour to reckon with, now where absent
    #[arg(long, value_name = "YYYY-MM-DDTHH:MMZ")]
    now: Option<String>,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
    /// The folder of the intake
    #[arg(value_name = "ENVELOPES_DIR")]
    envelopes: PathBuf,
}

/// What is written as report.json.
#[derive(Serialize)]
struct Full {
    made: String,
    records: usize,
    contacts: usize,
    letters: usize,
    /// Contacts that want a talk, now or perhaps later.
    waiting: usize,
    /// Of these, those that wait for longer than the study promised.
    overdue: usize,
    quarantined: usize,
    strange_files: Vec<PathBuf>,
    /// Key sets of which nothing could be opened: somebody else's, or the key is not the right one.
    closed_key_sets: Vec<String>,
    /// Key sets that are not the study's, where a study was given.
    foreign_key_sets: Vec<String>,
    integrity: Report,
}

pub fn run(args: &Args) -> Outcome {
    let identities = keys::identities(&args.identity)?;
    let study = args.study.as_deref().map(super::study::read).transpose()?;
    let structures = structures(args.instruments.as_deref())?;
    let folder = Folder::list(&args.envelopes)?;
    files::folder(&args.out)?;
    let [contacts_file, records_file] = ["contacts.jsonl", "records.jsonl"].map(|name| args.out.join(name));
    let mut out = Growing::begin(records_file)?;
    // Before anything else is opened: somebody may be waiting.
    let (early, _) = contacts::read(&folder, &contacts::key_sets(&folder, &identities)?, &identities)?;
    files::replace(&contacts_file, &lines(&early)?, true)?;
    let every = study.as_ref().map(|s| s.protocol.read_interval_days);
    let now = contacts::now(args.now.as_deref())?;
    let list = |contacts: &[Contact]| waiting(contacts, every, &BTreeSet::new(), &now);
    let mut wait = list(&early);
    files::replace(&args.out.join("contacts.csv"), &contacts::csv(&wait)?, true)?;
    if !args.json && !early.is_empty() {
        contacts::show(&wait, false)?;
    }

    let options = Options {
        use_unconfirmed: study.as_ref().is_some_and(|s| s.protocol.use_unconfirmed),
        known_apps: args.app.iter().cloned().collect(),
        letterboxes: study.iter().flat_map(|s| &s.waves).filter(|w| w.any_time).map(|w| w.id.clone()).collect(),
    };
    let (contacts, letters, records, integrity) =
        open_all(&folder, &identities, &structures, &options, &mut out, &args.out)?;
    if contacts != early {
        files::replace(&contacts_file, &lines(&contacts)?, true)?;
        wait = list(&contacts);
        files::replace(&args.out.join("contacts.csv"), &contacts::csv(&wait)?, true)?;
    }
    files::replace(&args.out.join("letters.jsonl"), &lines(&letters)?, true)?;
    let full = Full {
        made: clock::now(),
        records,
        contacts: contacts.len(),
        letters: letters.len(),
        waiting: wait.len(),
        overdue: contacts::overdue(&wait),
        quarantined: folder.quarantined,
        closed_key_sets: closed(&folder, &integrity),
        foreign_key_sets: foreign(&folder, study.as_ref()),
        strange_files: folder.strange,
        integrity,
    };
    let text = summary::text(&full);
    files::replace(&args.out.join("report.json"), &serde_json::to_vec_pretty(&full).map_err(Failure::ours)?, true)?;
    files::replace(&args.out.join("report.txt"), text.as_bytes(), true)?;
    if args.json {
        print::json(&full)?;
    } else {
        print::line(text.trim_end())?;
    }
    if full.integrity.slots.is_empty() && full.contacts == 0 {
        let what = "none of the identities opens any of these envelopes";
        let advice = "is it the key of this study, and the file whose public key stands in study.json?";
        return Err(Failure::data(what, advice));
    }
    // Last: where there are records, their report is there too, and another key may be tried where there are none.
    out.finish()?;
    Ok(if summary::needs_a_person(&full) { Exit::Findings } else { Exit::Fine })
}

fn open_all(
    folder: &Folder,
    identities: &Identities,
    structures: &Structures,
    options: &Options,
    out: &mut Growing,
    out_dir: &Path,
) -> Result<(Vec<Contact>, Vec<Letter>, usize, Report), Failure> {
    let (mut contacts, mut letters, mut records, mut report) = (Vec::new(), Vec::new(), 0, Report::default());
    let slots: Vec<&Vec<Place>> = folder.slots.values().collect();
    let bar = progress::bar("opening", slots.len());
    let work = |slot: &&Vec<Place>| one_slot(slot, identities, structures, options);
    parallel::in_order(&slots, work, |made: Result<Assembled, Failure>| {
        let made = made?;
        for (name, bytes) in &made.words {
            words::write(out_dir, name, bytes)?;
        }
        for record in &made.records {
            let line = serde_json::to_string(record).map_err(Failure::ours)?;
            out.add(|out| writeln!(out, "{line}"))?;
        }
        records += made.records.len();
        contacts.extend(made.contacts);
        letters.extend(made.letters);
        report.envelopes += made.report.envelopes;
        report.slots.extend(made.report.slots);
        for (fault, keys) in made.report.faults {
            report.faults.entry(fault).or_default().extend(keys);
        }
        bar.inc(1);
        Ok::<(), Failure>(())
    })?;
    bar.finish_and_clear();
    Ok((contacts, letters, records, report))
}

/// A slot by itself: an envelope that was moved to another slot is found out by what stands inside it.
fn one_slot(
    slot: &[Place],
    identities: &Identities,
    structures: &Structures,
    options: &Options,
) -> Result<Assembled, Failure> {
    let envelopes = slot.iter().map(Place::read).collect::<Result<Vec<_>, _>>()?;
    Ok(assemble(open(envelopes, identities), structures, options))
}

fn lines<T: Serialize>(values: &[T]) -> Result<Vec<u8>, Failure> {
    let mut out = Vec::new();
    for value in values {
        serde_json::to_writer(&mut out, value).map_err(Failure::ours)?;
        out.push(b'\n');
    }
    Ok(out)
}

/// Key sets whose every envelope is sealed to other keys.
fn closed(folder: &Folder, report: &Report) -> Vec<String> {
    let mut open: BTreeMap<&str, usize> = BTreeMap::new();
    for place in folder.slots.values().flatten() {
        *open.entry(&place.kset).or_default() += 1;
    }
    for key in report.faults.get("no_matching_key").into_iter().flatten() {
        let kset = key.split('/').next().unwrap_or_default();
        open.entry(kset).and_modify(|n| *n = n.saturating_sub(1));
    }
    open.into_iter().filter(|(_, n)| *n == 0).map(|(kset, _)| kset.to_string()).collect()
}

fn foreign(folder: &Folder, study: Option<&Study>) -> Vec<String> {
    let Some(study) = study else { return Vec::new() };
    let own = [kset(&study.recipient_keys()), kset(&study.contact_keys())];
    folder.samples().into_keys().filter(|k| !own.iter().any(|o| o == k)).map(String::from).collect()
}
