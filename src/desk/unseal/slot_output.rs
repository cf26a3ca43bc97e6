//! What one slot adds to the files that are written from all of them; made on any core.

use super::decisions::Undecided;
use super::slot_cache::{Body, CachedSlot};
use super::{summary, table};
use crate::desk::host::error::Failure;
use crate::desk::host::files;
use crate::desk::inputs::envelope_folder::Slot;
use crate::study::Register;
use std::collections::BTreeMap;
use std::path::Path;

/// What a piece is made with.
pub struct Reading<'a> {
    /// The folder of results.
    pub out: &'a Path,
    pub register: Option<&'a Register>,
    /// Key sets of which nothing could be opened; their envelopes are counted and not named.
    pub closed: &'a [String],
}

/// The lines of one slot.
#[derive(Default)]
pub struct SlotOutput {
    /// `integrity.csv`.
    pub rows: Vec<u8>,
    /// `report.json`: its object in the list of slots, or several.
    pub slots: Vec<String>,
    /// `report.txt`.
    pub findings: String,
    /// `letters.jsonl`.
    pub letters: Vec<u8>,
    /// `records.jsonl`.
    pub records: String,
    /// `set-aside.jsonl`.
    pub set_aside: Vec<u8>,
    /// Envelopes that count for nothing, by fault.
    pub faults: BTreeMap<String, Vec<String>>,
    /// Findings that need a person.
    pub needs: usize,
    /// Marks of deletion that nobody decided about.
    pub undecided: Undecided,
}

impl SlotOutput {
    /// Reads what is kept of a slot.
    pub fn of(from: &Reading<'_>, slot: &Slot) -> Result<Self, Failure> {
        let mut out = SlotOutput::default();
        let Some(mut kept) = CachedSlot::of(from.out, slot)? else { return Ok(out) };
        let Body { slots, letters, faults, set_aside, .. } = kept.body()?;
        for slot in &slots {
            out.needs += summary::needs_a_person(slot);
            out.undecided.add(slot);
            out.rows.extend(table::row(slot, from.register)?);
            out.slots.push(serde_json::to_string(slot).map_err(Failure::internal)?);
            for line in summary::findings(slot) {
                out.findings.push_str(&line);
                out.findings.push('\n');
            }
        }
        out.letters = files::as_lines(&letters)?;
        out.set_aside = files::as_lines(&set_aside)?;
        let closed = |key: &String| from.closed.iter().any(|k| key.starts_with(k.as_str()));
        for (fault, mut keys) in faults {
            keys.retain(|k| fault != "no_matching_key" || !closed(k));
            if !keys.is_empty() {
                out.faults.insert(fault, keys);
            }
        }
        out.records = kept.records()?;
        Ok(out)
    }
}
