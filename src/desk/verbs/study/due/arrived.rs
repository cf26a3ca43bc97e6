//! What has arrived, by slot, from a folder that `unseal` wrote. Reads no answer but its day.

use crate::desk::host::error::Failure;
use crate::desk::inputs::opened_folder;
use crate::desk::inputs::records::Records;
use crate::study::Seen;
use crate::time::Day;
use std::collections::BTreeMap;
use std::path::Path;

/// Slot → what arrived.
pub fn read(dir: &Path) -> Result<BTreeMap<String, Seen>, Failure> {
    let seen = |whole| Seen { day: None, whole };
    let mut out: BTreeMap<String, Seen> =
        opened_folder::report(dir)?.slots.into_iter().map(|s| (s.slot, seen(s.complete || s.declined))).collect();
    for record in Records::open(dir, "reading")? {
        let record = record?;
        let first = record.parts.iter().filter_map(|p| Day::parse(p.day.as_deref()?)).min();
        let seen = out.entry(record.slot).or_default();
        seen.day = [seen.day, first].into_iter().flatten().min();
    }
    Ok(out)
}
