//! `integrity.csv`: how it stands with each respondent and wave, a row each.

use crate::desk::host::error::Failure;
use crate::export::{Cell, write_row};
use crate::record::{Finding, SlotReport};
use crate::study::Register;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufWriter;

/// The columns that count findings of one kind, as the report names the kind.
const KINDS: [&str; 22] = [
    "gap",
    "fork",
    "clock_jump",
    "count",
    "unknown_instrument",
    "unknown_app",
    "erased",
    "erased_by_mark",
    "withdrawn",
    "several_sessions",
    "mixed",
    "unfit",
    "torn",
    "scores",
    "link_not_checked",
    "without_link",
    "contact_missing",
    "continues_unknown",
    "separate_starts",
    "contested",
    "corrected",
    "decided",
];

/// The first row.
pub fn head(out: &mut BufWriter<File>) -> std::io::Result<()> {
    let who = ["family_id", "person_id", "slot", "wave", "role", "complete", "declined", "sessions", "entries"];
    let cells: Vec<Cell> = who.into_iter().chain(KINDS).map(|c| Cell::Text(c.into())).collect();
    write_row(out, &cells)
}

/// A row.
pub fn row(slot: &SlotReport, register: Option<&Register>) -> Result<Vec<u8>, Failure> {
    let known = register.and_then(|r| r.row(&slot.slot));
    let text = |t: &str| Cell::Text(t.into());
    let yes = |b: bool| text(if b { "yes" } else { "no" });
    let number = |n: usize| text(&n.to_string());
    let mut cells = vec![
        known.map_or(Cell::Blank, |k| text(&k.family_id)),
        known.map_or(Cell::Blank, |k| text(&k.person_id)),
        text(&slot.slot),
        text(&slot.wave),
        text(slot.role.name()),
        yes(slot.complete),
        yes(slot.declined),
        number(slot.sessions),
        number(slot.entries),
    ];
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for finding in &slot.findings {
        *counts.entry(kind(finding)?).or_default() += 1;
    }
    cells.extend(KINDS.map(|k| number(counts.get(k).copied().unwrap_or_default())));
    let mut row = Vec::new();
    write_row(&mut row, &cells).map_err(Failure::internal)?;
    Ok(row)
}

/// The kind's name, as JSON has it.
fn kind(finding: &Finding) -> Result<String, Failure> {
    let json = serde_json::to_value(finding).map_err(Failure::internal)?;
    let name = json.as_str().or_else(|| json.as_object()?.keys().next().map(String::as_str));
    Ok(name.unwrap_or_default().to_string())
}
