//! `review`: what the protocol wants somebody to look at, after opening.

use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::print;
use crate::desk::inputs::instruments::structures;
use crate::desk::inputs::opened_folder::OpenedFolder;
use crate::desk::inputs::records::Records;
use crate::desk::inputs::study;
use crate::record::{Heard, OwnText, ReviewKind, ReviewLine, in_order, review, sharing};
use crate::study::Register;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// List what the protocol requires somebody to look at, by deadline
#[derive(clap::Args)]
#[command(after_help = "Each line names the rule, of an instrument or of $.protocol, that listed it; \
    it is not a judgement of anybody. Exits with 1 if a line is about more than data quality.")]
pub struct Args {
    #[command(flatten)]
    of: OpenedFolder,
    /// Also print the respondents' own words, each with their answer about sharing
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
    words: Option<&'a [OwnText]>,
}

/// Slot → what was said in own words and about sharing, where it is wanted.
type Said = BTreeMap<String, Heard>;

pub fn run(args: &Args) -> Outcome {
    let study = study::read(&args.of.study)?;
    let structures = structures(args.of.instruments.as_deref())?;
    let register = args.of.register(&study)?;
    let (mut lines, mut said) = (Vec::new(), Said::new());
    for record in Records::open(&args.of.dir, "reviewing")? {
        let record = record?;
        if record.study != study.id {
            let what = format!("the records belong to study {:?}, the study file is of {:?}", record.study, study.id);
            return Err(Failure::findings(what, "use the study file that these records belong to"));
        }
        lines.extend(review(&record, &structures, &study.protocol));
        if args.words {
            said.entry(record.slot.clone()).or_default().hear(&record, &structures);
        }
    }
    in_order(&mut lines);
    let rows: Vec<Row> = lines.iter().map(|line| row(line, register.as_ref(), &said, args.words)).collect();
    if args.json {
        print::json(&rows)?;
    } else {
        show(&rows)?;
    }
    let needs_somebody = lines.iter().any(|l| l.kind != ReviewKind::Quality);
    Ok(if needs_somebody { Exit::Findings } else { Exit::Success })
}

fn row<'a>(line: &'a ReviewLine, register: Option<&'a Register>, said: &'a Said, words: bool) -> Row<'a> {
    let known = register.and_then(|r| r.row(&line.slot));
    let said = said.get(&line.slot).filter(|_| words);
    Row {
        line,
        family_id: known.map(|k| k.family_id.as_str()),
        person_id: known.map(|k| k.person_id.as_str()),
        sharing: words.then(|| sharing(said.and_then(|s| s.sharing))),
        words: said.map(|s| s.texts.as_slice()),
    }
}

fn show(rows: &[Row]) -> Result<(), Failure> {
    print::line(format_args!("{} to look at", print::count(rows.len(), "line")))?;
    let mut told = BTreeSet::new();
    for row in rows {
        let l = row.line;
        let deadline = l.deadline.as_deref().map_or("no deadline".into(), |d| format!("by {d}"));
        let hour = l.hour.as_deref().unwrap_or("time unknown");
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
