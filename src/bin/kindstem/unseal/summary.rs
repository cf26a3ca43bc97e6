//! The report for people: what arrived, what is wrong with it, and what to do.

use super::Full;
use crate::print::count;
use kindstem::record::{Finding, SlotReport};
use std::fmt::{self, Write};

/// What stands above the findings: how much arrived, and what is wrong with the folder.
pub fn head(full: &Full) -> String {
    let mut out = String::new();
    // Writing into a String does not fail.
    let _ = write(&mut out, full);
    out
}

/// What is wrong with one slot, a line each; names slots, sessions and object keys, and no answer.
pub fn findings(slot: &SlotReport) -> impl Iterator<Item = String> + '_ {
    // Waves come from inside an envelope: whoever has a link can seal what moves a terminal.
    let (name, wave, role) = (&slot.slot, slot.wave.escape_debug(), slot.role.name());
    slot.findings.iter().map(move |f| format!("slot {name} {wave} {role}: {}", sentence(f)))
}

/// An envelope that could not be read.
pub fn fault(fault: &str, key: &str) -> String {
    format!("{key}: {fault}; {}", fault_advice(fault))
}

/// How many findings of a slot need a person. Marks without a decision are counted for the whole delivery.
pub fn needs_a_person(slot: &SlotReport) -> usize {
    slot.findings.iter().filter(|f| !is_plain_news(f)).count()
}

fn write(out: &mut String, full: &Full) -> fmt::Result {
    writeln!(
        out,
        "{} in {}: {}, {} (contacts.csv: read these first)",
        count(full.envelopes, "envelope"),
        count(full.reported, "slot"),
        count(full.records, "record"),
        count(full.contacts, "contact envelope"),
    )?;
    if full.letters > 0 {
        let messages = count(full.letters, "message");
        writeln!(
            out,
            "{messages} from the letterbox (letters.jsonl: read these next; kindstem letters says how long each waits)"
        )?;
    }
    let (complete, declined) = (full.complete, full.declined);
    writeln!(
        out,
        "{complete} complete, {declined} did not take part, {} broke off",
        full.reported - complete - declined
    )?;
    if full.erased > 0 {
        writeln!(out, "{} erased by the respondent; nothing of it is read", count(full.erased, "visit"))?;
    }
    if full.erased_by_mark > 0 {
        writeln!(
            out,
            "{} erased, by mark only: in no table until a person confirms or rejects it; fill in marks.csv and give it with \
             --marks",
            if full.erased_by_mark == 1 { "1 entry".to_string() } else { format!("{} entries", full.erased_by_mark) }
        )?;
    }
    if full.withdrawn > 0 {
        writeln!(out, "{} withdrawn; nothing of it is read", count(full.withdrawn, "slot"))?;
    }
    if full.absent > 0 {
        let absent = count(full.absent, "envelope");
        writeln!(out, "{absent} from earlier deliveries not in this one; what they hold stays")?;
    }
    for kset in &full.closed_key_sets {
        writeln!(
            out,
            "key set {kset}: sealed to other keys than these; contact envelopes are, for who reads only answers"
        )?;
    }
    for kset in &full.foreign_key_sets {
        writeln!(out, "key set {kset}: not of this study; ask who wrote there")?;
    }
    if full.quarantined > 0 {
        let files = count(full.quarantined, "file");
        writeln!(out, "quarantine: {files} came under a name that was taken; open them apart and compare")?;
    }
    for path in &full.strange_files {
        writeln!(
            out,
            "{path:?}: no envelope by its name; if an intake was cut off while it wrote, its sender sends again"
        )?;
    }
    Ok(())
}

fn fault_advice(fault: &str) -> &'static str {
    match fault {
        "no_matching_key" => "sealed to other keys than its key set says; it counts for nothing",
        "damaged" => "changed, cut or no envelope at all; fetch it again from the intake",
        "later_version" => "written by a later version; update kindstem",
        "no_page" => "a piece of what was spoken or drawn, without any page of its slot; is the delivery whole?",
        "wrong_slot" => "made for another slot and moved here; it counts for nothing",
        _ => "no page of this project writes this; it counts for nothing",
    }
}

/// What happens in ordinary families and needs nobody.
fn is_plain_news(finding: &Finding) -> bool {
    matches!(
        finding,
        Finding::Erased { .. } | Finding::ErasedByMark { .. } | Finding::SeveralSessions { .. } | Finding::Withdrawn
    )
}

fn sentence(finding: &Finding) -> String {
    match finding {
        Finding::Gap { session, seq } => {
            format!("session {session}: what comes before number {seq} is missing or another; is the delivery whole?")
        }
        Finding::Fork { session, seq } => format!("session {session}: two entries claim number {seq}; look at both"),
        Finding::Duplicate { keys } => format!("the same envelope lies at {}; it counts once", keys.join(" and ")),
        Finding::ClockJump { session, seq } => {
            format!(
                "session {session}: the clock of the device moved before number {seq}; the order holds, times may not"
            )
        }
        Finding::Count { session } => {
            format!("session {session}: its end counts other entries than arrived; is the delivery whole?")
        }
        Finding::UnknownInstrument { id, sha256 } => {
            format!("{id} {sha256} is not at hand, its answers are left out; give its file with --instruments DIR")
        }
        Finding::UnknownApp { sha256 } => format!("written by code {sha256}, which was not named; verify the site"),
        Finding::Erased { session } => {
            format!("session {session} was erased by the respondent; nothing of it is read")
        }
        Finding::ErasedByMark { session, entries } => {
            format!("session {session}: erased, by mark only: {entries} of its entries; decide with --marks")
        }
        Finding::Withdrawn => "withdrawn; nothing of this slot is read".to_string(),
        Finding::SeveralSessions { n } => format!("{n} sessions; somebody came back, or somebody else did"),
        Finding::Unfit { session, page, item } => {
            format!(
                "session {session}: {item} of page {page} does not fit the instrument and is left out; who wrote it?"
            )
        }
        Finding::Torn { session, page, item } => {
            format!(
                "session {session}: what was spoken or drawn for {item} of page {page} is not whole and is left out; \
                 is the delivery whole?"
            )
        }
        Finding::Scores { session, part } => {
            format!(
                "session {session}: the page computed other scores for part {part} than these answers give; report it"
            )
        }
        Finding::Mixed => {
            "entries name different studies, waves, roles or sets; keep this slot out and ask".to_string()
        }
    }
}
