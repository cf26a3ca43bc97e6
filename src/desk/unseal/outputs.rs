//! From what is kept of each slot to the files that everything else reads, a few slots in memory at a time.

use super::decisions::Undecided;
use super::partitions::{self, Partitions};
use super::slot_output::{Reading, SlotOutput};
use super::totals::Totals;
use super::{reasons, summary, table};
use crate::desk::host::error::Failure;
use crate::desk::host::files::{self, PartialFile};
use crate::desk::host::ordered_queue;
use crate::desk::inputs::envelope_folder::Slot;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// The files that are written from all slots; they get their names when all of them are whole.
struct Files {
    records: Records,
    set_aside: PartialFile,
    letters: PartialFile,
    table: PartialFile,
    json: PartialFile,
    text: PartialFile,
}

enum Records {
    One(PartialFile),
    Parts(Partitions),
}

/// Writes records, letters, table and both reports; says whether something needs a person. Where nothing was opened
/// the records get no name, so that another key may be tried.
pub fn all(
    from: &Reading<'_>,
    slots: impl Iterator<Item = Result<Slot, Failure>> + Send,
    full: &Totals,
    partitioned: bool,
    cores: usize,
) -> Result<bool, Failure> {
    let mut to = Files::begin(from.out, full, partitioned)?;
    let (mut needs, mut first, mut undecided) = (0, true, Undecided::default());
    // Few: those of key sets that are closed altogether are counted only.
    let mut faults: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let work = |slot: Result<Slot, Failure>| SlotOutput::of(from, &slot?);
    ordered_queue::on_cores(cores, slots, work, |piece| {
        let piece = piece?;
        needs += piece.needs;
        undecided.extend(piece.undecided);
        to.table.add(|o| o.write_all(&piece.rows))?;
        for slot in piece.slots {
            let comma = if first { "" } else { "," };
            first = false;
            to.json.add(|o| write!(o, "{comma}\n{slot}"))?;
        }
        to.text.add(|o| o.write_all(piece.findings.as_bytes()))?;
        to.letters.add(|o| o.write_all(&piece.letters))?;
        to.set_aside.add(|o| o.write_all(&piece.set_aside))?;
        for (fault, keys) in piece.faults {
            faults.entry(fault).or_default().extend(keys);
        }
        to.records.add(&piece.records)
    })?;
    let mut why = reasons::of_all(full);
    why.extend(reasons::of_parts(needs, faults.values().map(Vec::len).sum()));
    for (fault, key) in faults.iter().flat_map(|(f, keys)| keys.iter().map(move |k| (f, k))) {
        to.text.add(|o| writeln!(o, "{}", summary::fault(fault, key)))?;
    }
    let faults = serde_json::to_string(&faults).map_err(Failure::internal)?;
    if !why.is_empty() {
        to.text.add(|o| writeln!(o, "needs attention: {}", why.join("; ")))?;
    }
    let reasons = serde_json::to_string(&why).map_err(Failure::internal)?;
    let envelopes = full.envelopes;
    let end = format!("],\n\"envelopes\":{envelopes},\n\"faults\":{faults}}},\n\"reasons\":{reasons}}}\n");
    to.json.add(|o| o.write_all(end.as_bytes()))?;
    undecided.write(from.out)?;
    to.finish(from.out, full.reported > 0 || full.contacts > 0)?;
    Ok(!why.is_empty())
}

impl Files {
    fn begin(out: &Path, full: &Totals, partitioned: bool) -> Result<Self, Failure> {
        let named = |name: &str| PartialFile::begin_replacing(out.join(name));
        let records = match partitioned {
            true => Records::Parts(Partitions::begin(out)?),
            false => Records::One(named("records.jsonl")?),
        };
        let mut to = Files {
            records,
            set_aside: named("set-aside.jsonl")?,
            letters: named("letters.jsonl")?,
            table: named("integrity.csv")?,
            json: named("report.json")?,
            text: named("report.txt")?,
        };
        to.table.add(table::head)?;
        let head = serde_json::to_string(full).map_err(Failure::internal)?;
        let open = head.strip_suffix('}').ok_or_else(|| Failure::internal("a report that is no object"))?;
        to.json.add(|o| write!(o, "{open},\n\"integrity\":{{\"slots\":["))?;
        to.text.add(|o| o.write_all(summary::head(full).as_bytes()))?;
        Ok(to)
    }

    /// The records last: where there are records, their report is there too.
    fn finish(self, out: &Path, named: bool) -> Result<(), Failure> {
        [self.set_aside, self.letters, self.table, self.json, self.text]
            .into_iter()
            .try_for_each(PartialFile::finish)?;
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
    /// Adds records, a line each.
    fn add(&mut self, lines: &str) -> Result<(), Failure> {
        match self {
            Records::One(file) => file.add(|o| o.write_all(lines.as_bytes())),
            Records::Parts(parts) => lines.lines().try_for_each(|line| parts.add(line)),
        }
    }
}
