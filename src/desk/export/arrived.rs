//! What `unseal` reported of each slot, as far as tables depend on it.

use crate::desk::host::error::Failure;
use crate::desk::inputs::opened_folder;
use crate::record::Finding;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Slots from which something arrived, each with the instruments (ids) of which something could not be read.
pub struct Arrived(BTreeMap<String, BTreeSet<String>>);

impl Arrived {
    /// Reads `DIR/report.json`.
    pub fn read(dir: &Path) -> Result<Self, Failure> {
        let unread = |findings: Vec<Finding>| {
            let unknown = findings.into_iter().filter_map(|f| match f {
                Finding::UnknownInstrument { id, .. } => Some(id),
                _ => None,
            });
            unknown.collect()
        };
        Ok(Arrived(opened_folder::report(dir)?.slots.into_iter().map(|s| (s.slot, unread(s.findings))).collect()))
    }

    /// Whether anything arrived from a slot.
    pub fn has(&self, slot: &str) -> bool {
        self.0.contains_key(slot)
    }

    /// Instruments of which something of this slot is not in the records.
    pub fn unread(&self, slot: &str) -> Option<&BTreeSet<String>> {
        self.0.get(slot)
    }
}
