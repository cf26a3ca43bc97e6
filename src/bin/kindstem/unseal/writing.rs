//! From what is kept of each slot to the files that everything else reads, one slot in memory at a time.

use super::kept::{Kept, Stage};
use super::partitions::{self, Partitions};
use super::{Full, summary, table};
use crate::envelopes::Slot;
use crate::error::Failure;
use crate::files::{self, Growing};
use kindstem::seal::{Contact, Wants};
use kindstem::study::Register;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// Writes `contacts.jsonl`; gives back those who want a talk, now or later, and how many contacts there are.
pub fn contacts(out: &Path, slots: &[Slot], stage: Stage<'_>) -> Result<(Vec<Contact>, usize), Failure> {
    let (mut wanted, mut all) = (Vec::new(), 0);
    let mut file = Growing::instead(out.join("contacts.jsonl"))?;
    for slot in slots {
        let Some(mut kept) = Kept::of(out, slot, stage)? else { continue };
        if kept.head.contacts == 0 {
            continue;
        }
        for contact in kept.body()?.contacts {
            line(&mut file, &contact)?;
            all += 1;
            if matches!(contact.wants, Wants::Yes | Wants::Later) {
                wanted.push(contact);
            }
        }
    }
    file.finish()?;
    Ok((wanted, all))
}

/// The files that are written from all slots; they get their names when all of them are whole.
struct Files {
    records: Records,
    letters: Growing,
    table: Growing,
    json: Growing,
    text: Growing,
}

enum Records {
    One(Growing),
    Parts(Partitions),
}

/// Writes records, letters, table and both reports; says whether something needs a person. Where nothing was opened
/// the records get no name, so that another key may be tried.
pub fn all(
    out: &Path,
    slots: &[Slot],
    full: &Full,
    register: Option<&Register>,
    partitioned: bool,
) -> Result<bool, Failure> {
    let mut to = Files::begin(out, full, partitioned)?;
    let (mut needs, mut first) = (summary::needs_a_person(full), true);
    // Few: those of key sets that are closed altogether are counted only.
    let mut faults: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for slot in slots {
        let Some(mut kept) = Kept::of(out, slot, Stage::All)? else { continue };
        let body = kept.body()?;
        for slot in &body.slots {
            needs |= summary::slot_needs_a_person(slot);
            let row = table::row(slot, register)?;
            to.table.add(|o| o.write_all(&row))?;
            let json = serde_json::to_string(slot).map_err(Failure::ours)?;
            let comma = if first { "" } else { "," };
            first = false;
            to.json.add(|o| write!(o, "{comma}\n{json}"))?;
            for said in summary::findings(slot) {
                to.text.add(|o| writeln!(o, "{said}"))?;
            }
        }
        for letter in &body.letters {
            line(&mut to.letters, letter)?;
        }
        for (fault, keys) in body.faults {
            let closed = |key: &String| full.closed_key_sets.iter().any(|k| key.starts_with(k.as_str()));
            let keys: Vec<String> = keys.into_iter().filter(|k| fault != "no_matching_key" || !closed(k)).collect();
            if !keys.is_empty() {
                faults.entry(fault).or_default().extend(keys);
            }
        }
        for record in kept.records() {
            to.records.add(&record?)?;
        }
    }
    needs |= !faults.is_empty();
    for (fault, key) in faults.iter().flat_map(|(f, keys)| keys.iter().map(move |k| (f, k))) {
        to.text.add(|o| writeln!(o, "{}", summary::fault(fault, key)))?;
    }
    let faults = serde_json::to_string(&faults).map_err(Failure::ours)?;
    to.json.add(|o| writeln!(o, "],\n\"envelopes\":{},\n\"faults\":{faults}}}}}", full.envelopes))?;
    to.finish(out, full.reported > 0 || full.contacts > 0)?;
    Ok(needs)
}

impl Files {
    fn begin(out: &Path, full: &Full, partitioned: bool) -> Result<Self, Failure> {
        let named = |name: &str| Growing::instead(out.join(name));
        let records = match partitioned {
            true => Records::Parts(Partitions::begin(out)?),
            false => Records::One(named("records.jsonl")?),
        };
        let mut to = Files {
            records,
            letters: named("letters.jsonl")?,
            table: named("integrity.csv")?,
            json: named("report.json")?,
            text: named("report.txt")?,
        };
        to.table.add(table::head)?;
        let head = serde_json::to_string(full).map_err(Failure::ours)?;
        let open = head.strip_suffix('}').ok_or_else(|| Failure::ours("a report that is no object"))?;
        to.json.add(|o| write!(o, "{open},\n\"integrity\":{{\"slots\":["))?;
        to.text.add(|o| o.write_all(summary::head(full).as_bytes()))?;
        Ok(to)
    }

    /// The records last: where there are records, their report is there too.
    fn finish(self, out: &Path, named: bool) -> Result<(), Failure> {
        [self.letters, self.table, self.json, self.text].into_iter().try_for_each(Growing::finish)?;
        match self.records {
            Records::One(file) if !named => {
                file.abandon();
                Ok(())
            }
            Records::Parts(_) if !named => partitions::remove(&out.join("records.new")),
            Records::One(file) => {
                file.finish()?;
                partitions::remove(&out.join("records"))
            }
            Records::Parts(parts) => {
                parts.finish()?;
                let one = out.join("records.jsonl");
                if one.exists() {
                    std::fs::remove_file(&one).map_err(|e| files::cannot("remove", &one, &e))?;
                }
                Ok(())
            }
        }
    }
}

impl Records {
    fn add(&mut self, record: &str) -> Result<(), Failure> {
        match self {
            Records::One(file) => file.add(|o| writeln!(o, "{record}")),
            Records::Parts(parts) => parts.add(record),
        }
    }
}

fn line(file: &mut Growing, value: &impl Serialize) -> Result<(), Failure> {
    let json = serde_json::to_string(value).map_err(Failure::ours)?;
    file.add(|o| writeln!(o, "{json}"))
}
