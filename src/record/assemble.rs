//! From opened envelopes to records.

use super::merge::{Merged, merge};
use super::sessions::{Session, check_chain, sessions};
use super::{Assembled, Finding, PageMode, Record, RecordPart, SlotReport};
use crate::answers::{Answer, Answers, Missing};
use crate::instrument::Instrument;
use crate::scoring::{self, Context};
use crate::seal::{Contact, Entry, Opened, OpenedEnvelope, Plain, State};
use std::collections::{BTreeMap, BTreeSet};

/// Structures at hand, by the SHA-256 of their bytes, hex.
pub type Structures = BTreeMap<String, Instrument>;

/// How to assemble.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Drafts count where nothing of a page was confirmed (`protocol.use_unconfirmed`).
    pub use_unconfirmed: bool,
    /// Hashes of code that may have written; any, where empty.
    pub known_apps: BTreeSet<String>,
}

/// Records, contacts and the report of everything that was opened.
pub fn assemble(opened: Opened, structures: &Structures, options: &Options) -> Assembled {
    let mut out = Assembled::default();
    out.report.envelopes = opened.entries.len() + opened.faults.len();
    for (key, fault) in opened.faults {
        let name = serde_json::to_value(fault).ok().and_then(|v| v.as_str().map(String::from)).unwrap_or_default();
        out.report.faults.entry(name).or_default().push(key);
    }
    let mut slots: BTreeMap<String, Vec<OpenedEnvelope>> = BTreeMap::new();
    let mut contacts: BTreeMap<String, Contact> = BTreeMap::new();
    for envelope in opened.entries {
        let slot = envelope.key.split('/').nth(1).unwrap_or_default().to_string();
        match &envelope.plain {
            Plain::Contact(c) => later_contact(&mut contacts, slot, c),
            _ => slots.entry(slot).or_default().push(envelope),
        }
    }
    out.contacts = contacts.into_values().collect();
    for (slot, envelopes) in slots {
        one_slot(slot, envelopes, structures, options, &mut out);
    }
    out
}

/// The last one counts: by hour, then by number in its session.
fn later_contact(contacts: &mut BTreeMap<String, Contact>, slot: String, c: &Contact) {
    let at = |c: &Contact| (c.clock.wall.clone(), c.nth);
    match contacts.get(&slot) {
        Some(known) if at(known) >= at(c) => {}
        _ => {
            contacts.insert(slot, c.clone());
        }
    }
}

fn one_slot(
    slot: String,
    envelopes: Vec<OpenedEnvelope>,
    structures: &Structures,
    options: &Options,
    out: &mut Assembled,
) {
    let mut findings = Vec::new();
    let all = sessions(envelopes, &mut findings);
    for session in &all {
        check_chain(session, &mut findings);
        if session.erased {
            findings.push(Finding::Erased { session: session.id.clone() });
        }
    }
    if all.len() > 1 {
        findings.push(Finding::SeveralSessions { n: all.len() });
    }
    let kept: Vec<&Session> = all.iter().filter(|s| !s.erased).collect();
    let entries: Vec<&Entry> = kept.iter().flat_map(|s| s.entries.iter().map(|(_, e)| e).chain(&s.drafts)).collect();
    let Some(head) = entries.first().copied() else { return };
    if entries.iter().any(|e| (e.role, e.set, &e.wave, &e.study) != (head.role, head.set, &head.wave, &head.study)) {
        findings.push(Finding::Mixed);
    }
    let apps: BTreeSet<String> = entries.iter().map(|e| e.app.clone()).collect();
    if !options.known_apps.is_empty() {
        findings.extend(apps.difference(&options.known_apps).map(|a| Finding::UnknownApp { sha256: a.clone() }));
    }
    let mut records: Vec<Record> = Vec::new();
    let mut complete = kept.iter().any(|s| s.manifest.is_some());
    let parts: BTreeSet<u32> = entries.iter().filter(|e| e.state != State::Dummy).map(|e| e.part).collect();
    for part in parts {
        match one_part(part, &kept, &entries, structures, options) {
            Ok((entry, made)) => {
                complete &= made.complete;
                let same = records.iter_mut().find(|r| r.about == entry.about);
                match same {
                    Some(record) => record.parts.push(made),
                    None => records.push(record(entry, made)),
                }
            }
            Err(finding) => findings.push(finding),
        }
    }
    findings.sort();
    findings.dedup();
    out.report.slots.push(SlotReport {
        apps: apps.into_iter().collect(),
        complete,
        entries: entries.len(),
        findings,
        role: head.role,
        sessions: all.len(),
        slot,
        wave: head.wave.clone(),
        declined: entries.iter().any(|e| e.state == State::Dummy),
    });
    out.records.extend(records);
}

fn one_part<'a>(
    part: u32,
    sessions: &[&'a Session],
    entries: &[&'a Entry],
    structures: &Structures,
    options: &Options,
) -> Result<(&'a Entry, RecordPart), Finding> {
    let first = entries.iter().find(|e| e.part == part && e.state != State::Dummy);
    // A part number comes from the entries themselves, so one of them has it.
    let Some(first) = first.copied() else { return Err(Finding::Mixed) };
    let id = &first.instrument;
    let Some(instrument) = structures.get(&id.sha256) else {
        return Err(Finding::UnknownInstrument { id: id.id.clone(), sha256: id.sha256.clone() });
    };
    let Merged { pages, again, complete } = merge(instrument, part, sessions, options.use_unconfirmed);
    let answers = answers(instrument, &first.wave, &pages);
    let scores = scoring::score(instrument, &answers, Context { period: first.period, norms: None });
    let manifests = sessions.iter().filter_map(|s| s.manifest.as_ref());
    let scores_page = manifests.flat_map(|(_, m)| &m.scores).find(|s| s.part == part).map(|s| s.document.clone());
    let counted = pages.values().next().copied().unwrap_or(first);
    let mode = |e: &&Entry| PageMode { mode: e.mode.clone(), page: e.page.clone(), text: e.text.clone() };
    let made = RecordPart {
        answered_again: again,
        complete,
        instrument: id.clone(),
        modes: pages.values().map(mode).collect(),
        part,
        period: first.period,
        scores,
        scores_page,
        text: counted.text.clone(),
        answers,
    };
    Ok((first, made))
}

/// Every item that asks has an answer: what was sealed, `not_in_version` or `not_reached`.
fn answers(instrument: &Instrument, wave: &str, pages: &BTreeMap<&str, &Entry>) -> Answers {
    let one = |page: &str, id: &str, in_wave: bool| -> Answer {
        let said = pages.get(page).and_then(|e| e.answers.iter().find(|s| s.item == id)).map(|s| s.answer.clone());
        said.unwrap_or(Answer::Missing(if in_wave { Missing::NotReached } else { Missing::NotInVersion }))
    };
    let items = instrument.items().filter(|(_, _, i)| i.asks());
    items.map(|(_, page, i)| (i.id.clone(), one(&page.id, &i.id, i.in_wave(wave)))).collect()
}

fn record(entry: &Entry, part: RecordPart) -> Record {
    Record {
        about: entry.about.clone(),
        parts: vec![part],
        role: entry.role,
        set: entry.set,
        slot: entry.slot.clone(),
        study: entry.study.clone(),
        wave: entry.wave.clone(),
    }
}
