//! What `unseal` reported of each slot, as far as tables depend on it.

use crate::error::Failure;
use crate::files;
use kindstem::record::{Finding, Report};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Slots from which something arrived, each with the instruments (ids) of which something could not be read.
pub struct Arrived(BTreeMap<String, BTreeSet<String>>);

/// The part of report.json that says what arrived.
#[derive(Deserialize)]
struct Unsealed {
    integrity: Report,
}

impl Arrived {
    /// Reads `DIR/report.json`.
    pub fn read(dir: &Path) -> Result<Self, Failure> {
        let path = dir.join("report.json");
        // The error's own text may repeat what stands there, so only the place is said.
        let report: Unsealed = serde_json::from_slice(&files::read(&path)?).map_err(|e| {
            let what = format!("{}: line {}, column {}: this is no report", path.display(), e.line(), e.column());
            Failure::unusable(what, "unseal again; nothing else writes this file")
        })?;
        let unread = |findings: Vec<Finding>| {
            let unknown = findings.into_iter().filter_map(|f| match f {
                Finding::UnknownInstrument { id, .. } => Some(id),
                _ => None,
            });
            unknown.collect()
        };
        Ok(Arrived(report.integrity.slots.into_iter().map(|s| (s.slot, unread(s.findings))).collect()))
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
