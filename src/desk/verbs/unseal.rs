//! `unseal`: a folder of envelopes becomes contacts, records and a report. Prints no answer.

use crate::desk::calls::handled;
use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::{clock, files, ordered_queue, print};
use crate::desk::inputs::envelope_folder::Folder;
use crate::desk::inputs::instruments::structures;
use crate::desk::inputs::key_set::key_set;
use crate::desk::inputs::{register, study};
use crate::desk::keys;
use crate::desk::unseal::calls_list::Contacts;
use crate::desk::unseal::decisions::Decisions;
use crate::desk::unseal::settings::{self, Shard};
use crate::desk::unseal::share::Share;
use crate::desk::unseal::slot_cache::{OpenContext, Stage};
use crate::desk::unseal::state::{self, Marks};
use crate::desk::unseal::totals::Totals;
use crate::desk::unseal::{outputs, partitions, slot_output};
use crate::record::{Handled, Links, Options, Promise};
use crate::seal::{Identities, kset};
use crate::study::{Register, Study};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Open a folder of envelopes: contacts first, then records and a report on what arrived
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub struct Args {
    /// Secret key; may be given several times
    #[arg(long, value_name = "KEY.TXT", required = true)]
    identity: Vec<PathBuf>,
    /// Output folder; each delivery that is opened into it is added
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Study file: its key sets, and whether drafts may be read
    #[arg(long, value_name = "STUDY.JSON")]
    study: Option<PathBuf>,
    /// An earlier key set of this study, 16 hex digits; repeatable
    #[arg(long, value_name = "HEX", requires = "study", value_parser = key_set)]
    key_set: Vec<String>,
    /// Folder of instrument structures that are not in the library, such as the site's instruments/
    #[arg(long, value_name = "DIR")]
    instruments: Option<PathBuf>,
    /// SHA-256 of an expected app build; entries written by other builds are reported
    #[arg(long, value_name = "HEX")]
    app: Vec<String>,
    /// The register, opened with the same keys: which links were handed out, and family and person in integrity.csv. Without it
    /// nobody knows who wrote what, and nothing is in a table
    #[arg(long, value_name = "FILE", requires = "study")]
    register: Option<PathBuf>,
    /// File of handled contacts that kindstem contacts wrote: these are not listed again
    #[arg(long, value_name = "FILE", requires = "study")]
    handled: Option<PathBuf>,
    /// Decisions about marks of deletion: a marks.csv of this folder, filled in
    #[arg(long, value_name = "FILE")]
    marks: Option<PathBuf>,
    /// Write records/study=…/wave=…/role=…/records.jsonl instead of records.jsonl
    #[arg(long)]
    partitioned: bool,
    /// Open only one share of the slots, such as 3/16, so that several machines share a delivery; use a separate --out for each
    #[arg(long, value_name = "N/OF", default_value = "1/1")]
    shard: Shard,
    /// Number of cores (default: all)
    #[arg(long, value_name = "N")]
    jobs: Option<std::num::NonZero<usize>>,
    /// Time to count waiting to (default: now)
    #[arg(long, value_name = "YYYY-MM-DDTHH:MMZ")]
    now: Option<String>,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
    /// The folder of the intake
    #[arg(value_name = "ENVELOPES_DIR")]
    envelopes: PathBuf,
}

const HELP: &str = "Writes contacts.csv and contacts.jsonl as soon as all contacts are known, then letters.jsonl, \
records.jsonl, integrity.csv with a row per respondent and wave, report.json and report.txt, and into words/ what was spoken \
or drawn, a drawing also as .svg; readable by their owner only. All of this holds plain answers: keep it on an encrypted disk. \
Prints who waits for a talk, and no answer.

Deliveries are added up. Results of each slot are kept in state/. A second, partial or older folder opened into the same \
--out adds what is new and removes nothing; the report counts what an earlier delivery had and this one has not. If a run is \
cut off, run it again.

A deletion wins in any order of deliveries. If a session itself says that it was discarded, nothing of it is read. If \
there is only a mark of deletion (gone/ENTRY), what it marks is in no table, and marks.csv lists it. Fill in its columns \
decision, reason and by, and give it back with --marks:
  confirm   the respondent deleted it: delete it here too
  reject    the respondent did not: read it again
  withdraw  the person withdrew (leave session empty): read nothing of this slot
A wish for a talk stays listed in each case; only kindstem contacts --handle closes it.

Exit code 1, and the last line says why: somebody waits longer than the study promised, visits contradict each other about a \
talk, a mark of deletion needs a decision, or the report has a finding that needs a person.";

pub fn run(args: &Args) -> Outcome {
    let identities = keys::identities(&args.identity)?;
    let study = args.study.as_deref().map(study::read).transpose()?;
    let register = match (&args.register, &study) {
        (Some(path), Some(study)) => Some(register::open(path, &args.identity, study)?),
        _ => None,
    };
    let structures = structures(args.instruments.as_deref())?;
    let now = clock::hour_or_now(args.now.as_deref())?;
    let letterboxes = study.as_ref().map(Study::letterboxes).unwrap_or_default();
    let every_days = study.as_ref().map(|s| s.protocol.read_interval_days);
    let options = options(args, study.as_ref(), register.as_ref(), &identities);
    let promise = Promise { every_days, now: &now, letterboxes: &letterboxes, links: &options.links };
    let handled = match (&args.handled, &study) {
        (Some(path), Some(study)) => handled::read(path, &identities, study)?,
        _ => Handled::default(),
    };
    let (folder, slots) = Folder::list_with(&args.envelopes, |to| state::slots(&args.out, to))?;
    files::folder(&args.out)?;
    settings::begin(&args.out, &identities, args.shard)?;
    let mark = settings::mark(&structures, &options);
    let (marks, decisions) = (Marks::take(&args.out, &folder)?, Decisions::take(&args.out, args.marks.as_deref())?);
    let (identities, structures, options, out) = (&identities, &structures, &options, args.out.as_path());
    let (marks, decisions) = (&marks, &decisions);
    let with = OpenContext { folder: &folder, identities, structures, options, marks, decisions, mark, out };
    let cores = args.jobs.map_or_else(ordered_queue::cores, std::num::NonZero::get);
    let mut share = Share::new(slots, args.shard)?;

    let begin = || Contacts::begin(out, promise, &handled, args.shard);
    let mut shown = None;
    if let Some(theirs) = own_contacts(study.as_ref()) {
        // Before anything else is opened: somebody may be waiting.
        let (early, mut wait) = share.open(&with, Stage::Contacts(&theirs), cores, begin()?)?;
        wait.write(out)?;
        if !args.json && early.head.contacts > 0 {
            wait.show()?;
            shown = Some(wait.digest());
        }
    }

    let (total, mut wait) = share.open(&with, Stage::All, cores, begin()?)?;
    wait.write(out)?;
    if !args.json && shown != Some(wait.digest()) && total.head.contacts + wait.len() > 0 {
        wait.show()?;
    }
    let foreign = foreign(&total.head.envelopes, study.as_ref(), &args.key_set);
    let full = Totals::of(total, share.n, &folder, foreign, &wait);
    let from = slot_output::Reading { out, register: register.as_ref(), closed: &full.closed_key_sets };
    let needs = outputs::all(&from, share.slots()?, &full, args.partitioned, cores)?;
    if args.json {
        print::file(&out.join("report.json"))?;
    } else {
        print::line(format_args!("opened now: {}, known from before: {}", full.opened, full.known))?;
        print::file(&out.join("report.txt"))?;
    }
    if share.n == 0 {
        // Slots are random numbers: with few of them a share may be empty. A later delivery may add to it.
        if !args.json {
            print::line(format_args!("share {} has no slots; open the other shares of this delivery", args.shard))?;
        }
    } else if full.reported == 0 && full.contacts == 0 {
        // Another key may be tried into the same folder.
        partitions::remove(&out.join("state"))?;
        let what = "none of the identity files opens any of these envelopes";
        let advice = "check that the key's public key is in study.json";
        return Err(Failure::findings(what, advice));
    }
    Ok(if needs { Exit::Findings } else { Exit::Success })
}

/// The key set of contacts, where they have one of their own.
fn own_contacts(study: Option<&Study>) -> Option<BTreeSet<String>> {
    let study = study?;
    let theirs = kset(&study.contact_keys());
    (theirs != kset(&study.recipient_keys())).then(|| BTreeSet::from([theirs]))
}

fn options(args: &Args, study: Option<&Study>, register: Option<&Register>, identities: &Identities) -> Options {
    let options = study.map(Options::of).unwrap_or_default();
    let keys = identities.recipients();
    let opens = |of: Vec<String>| of.iter().any(|key| keys.contains(key));
    Options {
        known_apps: args.app.iter().cloned().collect(),
        links: register.map(Links::of).unwrap_or_default(),
        opens_contacts: study.is_some_and(|s| opens(s.contact_keys()) && opens(s.recipient_keys())),
        ..options
    }
}

/// Key sets that are neither the study's nor named as those that it had.
fn foreign(key_sets: &BTreeMap<String, usize>, study: Option<&Study>, before: &[String]) -> Vec<String> {
    let Some(study) = study else { return Vec::new() };
    let own = [kset(&study.recipient_keys()), kset(&study.contact_keys())];
    key_sets.keys().filter(|k| !own.contains(k) && !before.contains(k)).cloned().collect()
}
