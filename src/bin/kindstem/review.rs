//! `review`: what the protocol wants somebody to look at, after opening.

use super::error::{Exit, Failure, Outcome};
use super::opened::Opened;
use super::print;
use super::records::Records;
use super::shelf::structures;
use super::study;
use kindstem::answers::Value;
use kindstem::instrument::Instrument;
use kindstem::record::{Record, ReviewKind, ReviewLine, Structures, review};
use kindstem::study::Register;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// List what the protocol wants somebody to look at, the nearest deadline first
#[derive(clap::Args)]
#[command(
    after_help = "A line is there because a rule of the instruments or of $.protocol put it there, and says which; \
    it is no judgement of anybody. Exits with 1 where a line is more than data quality."
)]
pub struct Args {
    #[command(flatten)]
    of: Opened,
    /// Also print the own words of those on the list, each with what they said about sharing
    #[arg(long)]
    words: bool,
    /// One JSON object instead of lines
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Row<'a> {
    #[serde(flatten)]
    line: &'a ReviewLine,
    family_id: Option<&'a str>,
    person_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sharing: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<&'a [OwnWords]>,
}

/// What somebody wrote.
#[derive(Serialize)]
struct OwnWords {
    instrument: String,
    item: String,
    text: String,
}

/// Slot → what was said about sharing, and own words where they are wanted.
type Said = BTreeMap<String, (Option<i32>, Vec<OwnWords>)>;

pub fn run(args: &Args) -> Outcome {
    let study = study::read(&args.of.study)?;
    let structures = structures(args.of.instruments.as_deref())?;
    let register = args.of.register(&study)?;
    let (mut lines, mut said) = (Vec::new(), Said::new());
    for record in Records::open(&args.of.dir, "reviewing")? {
        let record = record?;
        if record.study != study.id {
            let what = format!("the records are of {:?}, the study is {:?}", record.study, study.id);
            return Err(Failure::data(what, "give the study that these records belong to"));
        }
        lines.extend(review(&record, &structures, &study.protocol));
        if args.words {
            hear(&record, &structures, &mut said);
        }
    }
    // What has no deadline stands behind what has one.
    lines.sort_by(|a, b| (a.deadline.is_none(), a).cmp(&(b.deadline.is_none(), b)));
    lines.dedup();
    let rows: Vec<Row> = lines.iter().map(|line| row(line, register.as_ref(), &said, args.words)).collect();
    if args.json {
        print::json(&rows)?;
    } else {
        show(&rows)?;
    }
    let needs_somebody = lines.iter().any(|l| l.kind != ReviewKind::Quality);
    Ok(if needs_somebody { Exit::Findings } else { Exit::Fine })
}

fn row<'a>(line: &'a ReviewLine, register: Option<&'a Register>, said: &'a Said, words: bool) -> Row<'a> {
    let known = register.and_then(|r| r.row(&line.slot));
    let said = said.get(&line.slot).filter(|_| words);
    Row {
        line,
        family_id: known.map(|k| k.family_id.as_str()),
        person_id: known.map(|k| k.person_id.as_str()),
        sharing: words.then(|| sharing(said.and_then(|s| s.0))),
        words: said.map(|s| s.1.as_slice()),
    }
}

/// Without a choice nothing is shared.
fn sharing(code: Option<i32>) -> &'static str {
    match code {
        Some(1) => "yes",
        Some(2) => "talk with me first",
        Some(_) => "no",
        None => "not said: no",
    }
}

fn hear(record: &Record, structures: &Structures, said: &mut Said) {
    let of = said.entry(record.slot.clone()).or_default();
    for part in &record.parts {
        let Some(x) = structures.get(&part.instrument.sha256) else { continue };
        for (id, answer) in part.answers.iter() {
            match answer.value() {
                Some(Value::Code(code)) if asks_to_share(x, id) => of.0 = Some(*code),
                Some(Value::Text(text)) => {
                    of.1.push(OwnWords { instrument: x.id.clone(), item: id.clone(), text: text.clone() });
                }
                _ => {}
            }
        }
    }
}

fn asks_to_share(x: &Instrument, item: &str) -> bool {
    x.item(item).is_some_and(|i| i.share)
}

fn show(rows: &[Row]) -> Result<(), Failure> {
    print::line(format_args!("{} to look at", print::count(rows.len(), "line")))?;
    let mut told = BTreeSet::new();
    for row in rows {
        let l = row.line;
        let deadline = l.deadline.as_deref().map_or("no deadline".into(), |d| format!("by {d}"));
        let hour = l.hour.as_deref().unwrap_or("hour not known");
        let who = match (row.family_id, row.person_id) {
            (Some(family), Some(person)) => format!("family {family}, {person}, "),
            _ => String::new(),
        };
        let (slot, rule, role, set) = (&l.slot, &l.rule, l.role, l.set);
        // Both come from an entry, and whoever has the link can seal what moves a terminal.
        let (wave, hour) = (l.wave.escape_debug(), hour.escape_debug());
        print::line(format_args!("{deadline}: {who}slot {slot} {wave} {role} {set}: {rule}; said {hour}"))?;
        if let (Some(words), Some(sharing), true) = (row.words, row.sharing, told.insert(slot)) {
            for w in words {
                print::line(format_args!("  {} {} (may be shared: {sharing}): {:?}", w.instrument, w.item, w.text))?;
            }
        }
    }
    Ok(())
}
