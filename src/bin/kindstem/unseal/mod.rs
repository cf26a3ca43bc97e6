//! `unseal`: a folder of envelopes becomes contacts, records and a report. Prints no answer.

mod kept;
mod partitions;
mod piece;
mod settings;
mod summary;
mod table;
mod waiting;
mod words;
mod writing;

use super::envelopes::{Folder, Slot, Slots};
use super::error::{Exit, Failure, Outcome};
use super::serve::key_set;
use super::shelf::structures;
use super::study::register;
use super::{clock, contacts, files, keys, parallel, print, progress};
use kept::{Found, Head, Stage, With};
use kindstem::record::Options;
use kindstem::seal::kset;
use kindstem::study::Study;
use serde::Serialize;
use settings::Shard;
use std::collections::BTreeMap;
use std::path::PathBuf;
use waiting::{Contacts, List, Promise};

/// Open a folder of envelopes: contacts first, then records and a report on what arrived
#[derive(clap::Args)]
#[command(after_help = "Writes contacts.csv and contacts.jsonl before anything else is opened, then letters.jsonl, \
    records.jsonl, integrity.csv with a row per respondent and wave, report.json and report.txt, and into words/ what was \
    spoken or drawn, a drawing also as .svg; readable by their owner only. What each slot gave is kept in state/ until its \
    envelopes change: run it again, and only what is new is opened; cut it off, and the next run goes on. All of this holds \
    plain answers: keep it on an encrypted disk. Prints who waits for a talk, and no \
    answer; where and when somebody may be reached stands in contacts.csv. Messages of a letterbox are told by the study; \
    kindstem letters says how long each waits. Exits with 1 where somebody waits for longer than the study promised, or \
    the report has something that needs a person.")]
pub struct Args {
    /// Secret key; may be given several times
    #[arg(long, value_name = "KEY.TXT", required = true)]
    identity: Vec<PathBuf>,
    /// Folder for what comes out; a second run into it opens only what is new
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The study: says whether drafts may be read, and which key sets are its own
    #[arg(long, value_name = "STUDY.JSON")]
    study: Option<PathBuf>,
    /// Another key set of this study, 16 hex digits: of the keys that it had before
    #[arg(long, value_name = "HEX", requires = "study", value_parser = key_set)]
    key_set: Vec<String>,
    /// Folder with structures that are not in the library; the page's instruments/ will do
    #[arg(long, value_name = "DIR")]
    instruments: Option<PathBuf>,
    /// SHA-256 of a page's code that may have written; entries of other code are reported
    #[arg(long, value_name = "HEX")]
    app: Vec<String>,
    /// The register, opened with the same keys: family and person in integrity.csv
    #[arg(long, value_name = "FILE", requires = "study")]
    register: Option<PathBuf>,
    /// Write records/study=…/wave=…/role=…/records.jsonl in the place of records.jsonl
    #[arg(long)]
    partitioned: bool,
    /// Only one share of the slots, such as 3/16, into a folder of its own: several machines open one delivery
    #[arg(long, value_name = "N/OF", default_value = "1/1")]
    shard: Shard,
    /// Cores to work on, all of them where absent
    #[arg(long, value_name = "N")]
    jobs: Option<std::num::NonZero<usize>>,
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

/// What is written as report.json, before the slots.
#[derive(Default, Serialize)]
struct Full {
    made: String,
    /// Slots that this run opened, and those that were known from before.
    opened: usize,
    known: usize,
    envelopes: usize,
    /// Slots from which something arrived.
    reported: usize,
    complete: usize,
    declined: usize,
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
}

pub fn run(args: &Args) -> Outcome {
    let identities = keys::identities(&args.identity)?;
    let study = args.study.as_deref().map(super::study::read).transpose()?;
    let register = match (&args.register, &study) {
        (Some(path), Some(study)) => Some(register::open(path, &args.identity, study)?),
        _ => None,
    };
    let structures = structures(args.instruments.as_deref())?;
    let now = clock::hour_or_now(args.now.as_deref())?;
    let (folder, mut slots) = Folder::list(&args.envelopes)?;
    files::folder(&args.out)?;
    settings::begin(&args.out, &identities, args.shard)?;
    kept::sweep(&args.out, &folder)?;
    let options = options(args, study.as_ref());
    let mark = settings::mark(&structures, &options);
    let (identities, structures, options, out) = (&identities, &structures, &options, args.out.as_path());
    let with = With { folder: &folder, identities, structures, options, mark, out };
    let cores = args.jobs.map_or_else(parallel::cores, std::num::NonZero::get);

    let promise = Promise { every_days: study.as_ref().map(|s| s.protocol.read_interval_days), now: &now };
    let theirs = contacts::key_sets(&folder, &mut slots, identities)?;
    let mut share = Share::new(slots, args.shard)?;
    // Before anything else is opened: somebody may be waiting.
    let (early, mut wait) = share.open(&with, Stage::Contacts(&theirs), cores, promise)?;
    if !args.json && early.head.contacts > 0 {
        wait.show()?;
    }
    drop(wait);

    let (total, wait) = share.open(&with, Stage::All, cores, promise)?;
    let foreign = foreign(&total.head.envelopes, study.as_ref(), &args.key_set);
    let full = full(total, share.n, &folder, foreign, &wait);
    let from = piece::Reading { out, register: register.as_ref(), closed: &full.closed_key_sets };
    let needs = writing::all(&from, share.slots()?, &full, args.partitioned, cores)?;
    if args.json {
        print::file(&out.join("report.json"))?;
    } else {
        print::line(format_args!("opened now: {}, known from before: {}", full.opened, full.known))?;
        print::file(&out.join("report.txt"))?;
    }
    if full.reported == 0 && full.contacts == 0 {
        // Another key may be tried into the same folder.
        partitions::remove(&out.join("state"))?;
        let what = "none of the identities opens any of these envelopes";
        let advice = "is it the key of this study, and the file whose public key stands in study.json?";
        return Err(Failure::data(what, advice));
    }
    Ok(if needs { Exit::Findings } else { Exit::Fine })
}

fn options(args: &Args, study: Option<&Study>) -> Options {
    Options {
        use_unconfirmed: study.is_some_and(|s| s.protocol.use_unconfirmed),
        known_apps: args.app.iter().cloned().collect(),
        letterboxes: study.iter().flat_map(|s| &s.waves).filter(|w| w.any_time).map(|w| w.id.clone()).collect(),
    }
}

/// The slots that are opened here.
struct Share {
    all: Slots,
    shard: Shard,
    /// How many they are.
    n: usize,
}

/// What a way through all slots gave.
#[derive(Default)]
struct Total {
    /// The sum of all heads.
    head: Head,
    /// Slots that were opened; the others were known.
    opened: usize,
}

impl Share {
    fn new(all: Slots, shard: Shard) -> Result<Self, Failure> {
        let mut share = Share { all, shard, n: 0 };
        let n: Result<usize, Failure> = share.slots()?.map(|slot| slot.map(|_| 1)).sum();
        share.n = n?;
        Ok(share)
    }

    fn slots(&mut self) -> Result<impl Iterator<Item = Result<Slot, Failure>> + Send + '_, Failure> {
        let shard = self.shard;
        Ok(self.all.rows()?.filter(move |slot| slot.as_ref().map_or(true, |slot| shard.has(slot))))
    }

    /// Opens what is not kept, on all cores, and writes the contacts.
    fn open<'p>(
        &mut self,
        with: &With<'_>,
        stage: Stage<'_>,
        cores: usize,
        promise: Promise<'p>,
    ) -> Result<(Total, List<'p>), Failure> {
        let (mut total, mut contacts) = (Total::default(), Contacts::begin(with.out, promise)?);
        let bar = progress::bar(stage.name(), self.n);
        let work = |slot: Result<Slot, Failure>| kept::keep(with, &slot?, stage);
        parallel::on_cores(cores, self.slots()?, work, |found: Result<Found, Failure>| {
            let found = found?;
            total.head.add(found.head);
            total.opened += usize::from(found.opened);
            contacts.add(&found.contacts)?;
            bar.inc(1);
            Ok::<(), Failure>(())
        })?;
        bar.finish_and_clear();
        let mut wait = contacts.finish()?;
        wait.write(with.out)?;
        Ok((total, wait))
    }
}

fn full(total: Total, slots: usize, folder: &Folder, foreign: Vec<String>, wait: &List<'_>) -> Full {
    let Total { head: total, opened } = total;
    let closed = total.envelopes.iter().filter(|(kset, n)| total.closed.get(*kset) == Some(n));
    Full {
        made: clock::now(),
        opened,
        known: slots - opened,
        envelopes: total.envelopes.values().sum(),
        reported: total.reported,
        complete: total.complete,
        declined: total.declined,
        records: total.records,
        contacts: total.contacts,
        letters: total.letters,
        waiting: wait.len(),
        overdue: wait.overdue,
        quarantined: folder.quarantined,
        closed_key_sets: closed.map(|(kset, _)| kset.clone()).collect(),
        foreign_key_sets: foreign,
        strange_files: folder.strange.iter().cloned().chain(total.strange).collect(),
    }
}

/// Key sets that are neither the study's nor named as those that it had.
fn foreign(key_sets: &BTreeMap<String, usize>, study: Option<&Study>, before: &[String]) -> Vec<String> {
    let Some(study) = study else { return Vec::new() };
    let own = [kset(&study.recipient_keys()), kset(&study.contact_keys())];
    key_sets.keys().filter(|k| !own.contains(k) && !before.contains(k)).cloned().collect()
}
