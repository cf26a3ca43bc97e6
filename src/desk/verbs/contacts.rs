//! `contacts`: who wants to be spoken with, and who handled which contact. Needs the key of a reader of contacts, and
//! opens no answer.

use crate::desk::calls::handled::{self, Book};
use crate::desk::calls::{Counts, delivery, head, row, saved_list, show};
use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::files::{self, PartialFile};
use crate::desk::host::{clock, print};
use crate::desk::inputs::key_set::key_set;
use crate::desk::inputs::{register, study};
use crate::desk::{keys, stamp};
use crate::record::{Call, HandledStep, Links, Promise, calls};
use serde::Serialize;
use std::path::PathBuf;

/// List who asked for a talk, and record who handled it
#[derive(clap::Args)]
#[command(after_help = stamp::with_help(HELP))]
pub struct Args {
    /// Secret key of a reader of contacts; may be given several times
    #[arg(long, value_name = "KEY.TXT", required_unless_present = "check")]
    identity: Vec<PathBuf>,
    /// Study file: how soon contacts must be read, and their key set
    #[arg(long, value_name = "STUDY.JSON")]
    study: PathBuf,
    /// Encrypted file of handled contacts; created if it does not exist
    #[arg(long, value_name = "FILE")]
    handled: Option<PathBuf>,
    /// A contact that was handled: the first 12 or more digits of its id; repeatable
    #[arg(long, value_name = "CONTACT", requires_all = ["handled", "step", "by"])]
    handle: Vec<String>,
    /// Mark exactly the contacts of this saved contacts.list as handled
    #[arg(long, value_name = "LIST", requires_all = ["handled", "step", "by"])]
    handled_up_to: Option<PathBuf>,
    /// Only the contacts of this slot in that list; repeatable
    #[arg(long, value_name = "SLOT", requires = "handled_up_to")]
    slot: Vec<String>,
    /// What was done: colleague, advice, talked or decided
    #[arg(long, value_name = "STEP", value_parser = handled::step)]
    step: Option<HandledStep>,
    /// Who did it
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// The register, opened with the same keys: which links were handed out. Every wish is listed either way
    #[arg(long, value_name = "FILE")]
    register: Option<PathBuf>,
    /// An earlier contact key set of this study, 16 hex digits; repeatable
    #[arg(long, value_name = "HEX", value_parser = key_set)]
    key_set: Vec<String>,
    /// Folder for contacts.csv, contacts.json and contacts.list, readable by their owner only
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Time to count waiting to (default: now)
    #[arg(long, value_name = "YYYY-MM-DDTHH:MMZ")]
    now: Option<String>,
    /// One JSON object instead of lines
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    stamp: stamp::Options,
    /// Folders of envelopes from the intake; several are read as one delivery
    #[arg(value_name = "ENVELOPES_DIR", required_unless_present = "check")]
    envelopes: Vec<PathBuf>,
}

const HELP: &str = "Each line of the list is one link (slot) from which somebody asked for a talk, with the ids of its \
contacts. A wish stays on the list until a person handles that contact. A later \"no\" stands beside it and does not \
remove it, nor does a deletion.

What to do with a line:
  1. Approach the person by the safe route in the register, never through a parent. Ask only whether they still want to talk.
  2. Write down what was done:
       kindstem contacts … --handled handled.age --handle 4f2a9c01b3d2 --step talked --by \"Anna\"
     Steps: colleague (talked about it with a colleague), advice (asked Veilig Thuis), talked (talked with the person),
     decided. A contact that is sent later is a new line.
  3. If one link sent very many contacts, save the list with --out DIR, read it, then close exactly what it holds:
       kindstem contacts … --handled handled.age --handled-up-to DIR/contacts.list --slot SLOT --step decided --by \"Anna\"

handled.age is sealed to the study's keys and kept in two copies. It holds ids, hours, steps and names, and no word that a \
respondent wrote. It also remembers which contacts were listed: if a later delivery lacks one, it stays on the list.

Exit code 1, and the last line says why: somebody waits longer than $.protocol.read_interval_days, the hour of a wish is \
missing or lies ahead, two visits contradict each other, a wish was not written with the link, an envelope cannot be opened, or a key set is not the study's.";

#[derive(Serialize)]
struct List<'a> {
    study: &'a str,
    overdue: usize,
    contradicted: usize,
    waiting: &'a [Call],
    reasons: &'a [String],
}

pub fn run(args: &Args) -> Outcome {
    if let Some(file) = &args.stamp.check {
        return stamp::check(file, &args.study);
    }
    let identities = keys::identities(&args.identity)?;
    let study = study::read(&args.study)?;
    let stamp = stamp::ready(&args.stamp, &study, &identities.recipients(), args.now.is_some())?;
    let now = clock::hour_or_now(args.now.as_deref())?;
    let mut book = args.handled.as_deref().map(|path| Book::open(path, &identities, &study)).transpose()?;
    let register = args.register.as_deref().map(|path| register::open(path, &args.identity, &study)).transpose()?;
    let links = register.as_ref().map(Links::of).unwrap_or_default();
    let found = delivery::all(&args.envelopes, &study, &args.key_set, &identities)?;
    if let (Some(book), Some(step), Some(by)) = (&mut book, args.step, &args.by) {
        let mut contacts = book.named(&args.handle, &found.contacts)?;
        if let Some(list) = &args.handled_up_to {
            contacts.extend(saved_list::read(list, &study, &args.slot)?);
        }
        book.handle(contacts, step, by)?;
    }
    if let Some(book) = &mut book {
        book.remember(&found.contacts);
        book.write(&study)?;
    }
    let known = book.map(Book::into_known).unwrap_or_default();
    let letterboxes = study.letterboxes();
    let every_days = Some(study.protocol.read_interval_days);
    let promise = Promise { every_days, now: &now, letterboxes: &letterboxes, links: &links };
    let list = calls(&found.contacts, &known, promise);
    if let Some(dir) = &args.out {
        files::folder(dir)?;
        let mut table = PartialFile::begin_replacing(dir.join("contacts.csv"))?;
        table.add(head)?;
        list.iter().try_for_each(|call| table.add(|out| row(out, call)))?;
        table.finish()?;
        files::replace(
            &dir.join("contacts.json"),
            &serde_json::to_vec_pretty(&list).map_err(Failure::internal)?,
            true,
        )?;
        saved_list::write(&dir.join("contacts.list"), &study, &now, &list)?;
    }
    let counts = Counts::of(&list);
    let reasons: Vec<String> = counts.reasons().into_iter().chain(found.reasons()).collect();
    if args.json {
        let Counts { overdue, contradicted, .. } = counts;
        print::json(&List { study: &study.id, overdue, contradicted, waiting: &list, reasons: &reasons })?;
    } else {
        counts.show()?;
        list.iter().try_for_each(|call| show(call, true))?;
        if known.handled() > 0 {
            print::line(format_args!("handled before: {}", print::count(known.handled(), "contact")))?;
        }
        print::reasons(&reasons)?;
    }
    // After the list: a stamp says that somebody could read it.
    let left = stamp.map_or(Ok(true), |stamp| stamp.leave(found.closed, found.strange))?;
    Ok(if reasons.is_empty() && left { Exit::Success } else { Exit::Findings })
}
