//! The report for people: what arrived, what is wrong with it, and what to do.

use super::totals::Totals;
use crate::desk::host::print::count;
use crate::record::{Finding, SlotReport};
use std::fmt::{self, Write};

/// What stands above the findings: how much arrived, and what is wrong with the folder.
pub fn head(full: &Totals) -> String {
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

fn write(out: &mut String, full: &Totals) -> fmt::Result {
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
            "{messages} from the letterbox (letters.jsonl: read these next; kindstem letters shows how long each waits)"
        )?;
    }
    if full.set_aside > 0 {
        let records = count(full.set_aside, "record");
        writeln!(out, "{records} set aside (set-aside.jsonl): in no table until what is said below is done")?;
    }
    let (complete, declined) = (full.complete, full.declined);
    writeln!(
        out,
        "{complete} complete, {declined} did not take part, {} broke off",
        full.reported - complete - declined
    )?;
    if full.erased > 0 {
        writeln!(out, "{} erased by the respondent; its answers are not read", count(full.erased, "session"))?;
    }
    if full.erased_by_mark > 0 {
        writeln!(
            out,
            "{} erased, by mark only: in no table until a person confirms or rejects it. Fill in marks.csv and give it back \
             with --marks",
            if full.erased_by_mark == 1 { "1 entry".to_string() } else { format!("{} entries", full.erased_by_mark) }
        )?;
    }
    if full.withdrawn > 0 {
        writeln!(out, "{} withdrawn; its answers are not read", count(full.withdrawn, "slot"))?;
    }
    if full.absent > 0 {
        let absent = count(full.absent, "envelope");
        writeln!(out, "{absent} from earlier deliveries not in this one; their answers stay in the tables")?;
    }
    for kset in &full.closed_key_sets {
        writeln!(
            out,
            "key set {kset}: sealed to other keys than the ones given. If these are the contacts, their readers \
             open them; else add the key with --identity"
        )?;
    }
    for kset in &full.foreign_key_sets {
        writeln!(
            out,
            "key set {kset}: not of this study. If the study had these keys before, give --key-set {kset}; else \
             ask who may write to the intake"
        )?;
    }
    if full.quarantined > 0 {
        let files = count(full.quarantined, "file");
        writeln!(
            out,
            "quarantine: {files} arrived under the name of another envelope. Open that folder into another --out and compare"
        )?;
    }
    for path in &full.strange_files {
        writeln!(
            out,
            "{path:?}: not the name of an envelope. Remove it; if it is the rest of an upload that broke off, the page sends \
             it again"
        )?;
    }
    Ok(())
}

fn fault_advice(fault: &str) -> &'static str {
    match fault {
        "no_matching_key" => {
            "sealed to other keys than its key set says; it is left out. Ask who may write to the intake"
        }
        "damaged" => "changed, cut, or not an envelope. Fetch it again from the intake",
        "later_version" => "written by a later version. Update kindstem and run it again",
        "no_page" => "speech or a drawing without any page of its slot. Fetch the delivery again; it may be incomplete",
        "wrong_name" => {
            "sealed under another name and moved or copied here. What a contact says is read all the same, nothing else is. \
             Ask who may write to the intake"
        }
        "without_link" => "written without the link; in no table. Ask who may write to the intake",
        _ => "not what this project's page writes; it is left out. Ask who may write to the intake",
    }
}

/// What happens in ordinary families and needs nobody.
fn is_plain_news(finding: &Finding) -> bool {
    matches!(
        finding,
        Finding::Erased { .. }
            | Finding::ErasedByMark { .. }
            | Finding::SeveralSessions { .. }
            | Finding::Withdrawn
            | Finding::ContactElsewhere { .. }
            | Finding::Corrected { .. }
            | Finding::Decided { .. }
    )
}

/// What was found, and what to do.
fn sentence(finding: &Finding) -> String {
    match finding {
        Finding::Gap { session, seq } => format!(
            "session {session}: the entry before number {seq} is missing or was replaced. Fetch the delivery again; if it stays, \
             ask the host"
        ),
        Finding::Fork { session, seq } => {
            format!(
                "session {session}: two entries have number {seq}. Somebody added one; compare both before you use the slot"
            )
        }
        Finding::LinkNotChecked => {
            "nobody checked whether this was written with the link; it is in no table. Give the \
             register with --study and --register"
                .to_string()
        }
        Finding::WithoutLink { session, entries } => format!(
            "session {session}: {} written without the link; in no table. Somebody who has the public keys wrote it: ask who \
             may write to the intake",
            count(*entries, "envelope")
        ),
        Finding::ContactMissing { session, n } => format!(
            "session {session}: {} missing; a wish for a talk may be in it. Fetch the delivery again; if it stays, ask the host",
            count(*n, "contact envelope")
        ),
        Finding::ContactElsewhere { session, n } => format!(
            "session {session}: {} not in this delivery; its readers have other keys, so ask them for it",
            count(*n, "contact envelope")
        ),
        Finding::ContinuesUnknown { session, link } => format!(
            "session {session} goes on from envelope {link}, which is not here: the end of an earlier session is missing, or all \
             of it. Fetch the delivery again; if it stays, ask the host"
        ),
        Finding::SeparateStarts { n } => format!(
            "{n} sessions begin apart: on another device, or after a browser had forgotten. Ask by the safe route who wrote \
             them, and write down with kindstem decide which counts"
        ),
        Finding::Contested { part, page, sessions } => format!(
            "page {page} of part {part} has different answers in the sessions {}; the slot is in no table. Write down with \
             kindstem decide which counts",
            sessions.join(" and ")
        ),
        Finding::Corrected { part, page, session } => {
            format!("session {session} went on and answered page {page} of part {part} again; the later answers count")
        }
        Finding::Decided { counting, not_counting } => {
            format!("decided by a person: {} counts, {not_counting} kept without counting", count(*counting, "session"))
        }
        Finding::ClockJump { session, seq } => format!(
            "session {session}: the clock of the device changed before number {seq}. The order is right, days and hours may be \
             wrong"
        ),
        Finding::Count { session } => format!(
            "session {session}: its last entry counts other entries than arrived. Fetch the delivery again; if it stays, ask the \
             host"
        ),
        Finding::UnknownInstrument { id, sha256 } => {
            format!(
                "the structure of {id} {sha256} is not here; its answers are left out. Give its file with --instruments DIR"
            )
        }
        Finding::UnknownApp { sha256 } => {
            format!("written by code {sha256}, which --app does not name. Compare the site with kindstem verify-site")
        }
        Finding::Erased { session } => {
            format!("session {session} was erased by the respondent; its answers are not read")
        }
        Finding::ErasedByMark { session, entries } => {
            format!("session {session}: {entries} of its entries erased, by mark only; marks.csv lists it")
        }
        Finding::Withdrawn => "withdrawn; its answers are not read".to_string(),
        Finding::SeveralSessions { n } => {
            format!("{n} sessions: the respondent came back, or somebody else has the link")
        }
        Finding::Unfit { session, page, item } => format!(
            "session {session}: the answer to {item} on page {page} does not fit the instrument and is left out. This project's \
             page does not write it: ask who has the link"
        ),
        Finding::Torn { session, page, item } => format!(
            "session {session}: speech or drawing for {item} on page {page} is incomplete and left out. Fetch the delivery again"
        ),
        Finding::Scores { session, part } => format!(
            "session {session}: the page computed other scores for part {part} than its answers give. The scores here count; \
             report it to the project"
        ),
        Finding::Mixed => {
            "entries name different studies, waves, roles or texts. Leave this slot out and ask who has the link"
                .to_string()
        }
    }
}
