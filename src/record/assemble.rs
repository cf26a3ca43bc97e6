//! From opened envelopes to records. The order in which they come changes nothing.

use super::chain::check_chain;
use super::letters::letters;
use super::merge::same_part;
use super::part::{record_part, same_record};
use super::sessions::{Head, Session, sessions};
use super::{Assembled, Finding, Record, SlotReport};
use crate::instrument::Instrument;
use crate::seal::{Contact, Entry, Opened, OpenedEnvelope, Plain, State, Wants};
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
    /// Waves that are a letterbox (`any_time`): their visits are messages.
    pub letterboxes: BTreeSet<String>,
}

/// Records, contacts and the report of everything that was opened.
pub fn assemble(opened: Opened, structures: &Structures, options: &Options) -> Assembled {
    let mut out = Assembled::default();
    out.report.envelopes = opened.entries.len() + opened.faults.len();
    for (key, fault) in opened.faults {
        let name = serde_json::to_value(fault).ok().and_then(|v| v.as_str().map(String::from)).unwrap_or_default();
        out.report.faults.entry(name).or_default().push(key);
    }
    out.report.faults.values_mut().for_each(|keys| keys.sort());
    let mut slots: BTreeMap<String, Vec<OpenedEnvelope>> = BTreeMap::new();
    let mut contacts: BTreeMap<String, Contact> = BTreeMap::new();
    for envelope in opened.entries {
        let slot = envelope.key.split('/').nth(1).unwrap_or_default().to_string();
        match envelope.plain {
            Plain::Contact(c) => later_contact(&mut contacts, slot, *c),
            _ => slots.entry(slot).or_default().push(envelope),
        }
    }
    out.contacts = contacts.into_values().collect();
    for (slot, envelopes) in slots {
        one_slot(slot, envelopes, structures, options, &mut out);
    }
    out
}

/// The last one in which the question was answered counts, else the last one: who opens the link again and is not
/// asked takes no wish for a talk back.
fn later_contact(contacts: &mut BTreeMap<String, Contact>, slot: String, c: Contact) {
    fn at(c: &Contact) -> (bool, &str, u32, u64, &str) {
        (c.wants != Wants::NotAsked, &c.clock.wall, c.nth, c.clock.mono_ms, &c.session)
    }
    match contacts.get(&slot) {
        Some(known) if at(known) >= at(&c) => {}
        _ => {
            contacts.insert(slot, c);
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
        // What was thrown away was deleted at the intake too: gaps in its chain are what the respondent wanted.
        if session.erased {
            findings.push(Finding::Erased { session: session.id.clone() });
        } else {
            check_chain(session, &mut findings);
        }
    }
    let letterbox = all.iter().flat_map(Session::heads).any(|h| options.letterboxes.contains(&h.wave));
    if all.len() > 1 && !letterbox {
        findings.push(Finding::SeveralSessions { n: all.len() });
    }
    let kept: Vec<&Session> = all.iter().filter(|s| !s.erased).collect();
    // Who and when is said even where nothing of it counts; a slot must not vanish from the report.
    let heads: Vec<Head> = kept.iter().copied().chain(&all).flat_map(Session::heads).collect();
    let Some(head) = heads.first().cloned() else {
        // Pieces of words without any page: nobody knows whose they are, and they must not vanish.
        let keys = out.report.faults.entry("no_page".into()).or_default();
        keys.extend(all.iter().flat_map(|s| &s.attachments).map(|(link, _)| format!("{slot} {link}")));
        return;
    };
    if heads.iter().any(|h| *h != head) {
        findings.push(Finding::Mixed);
    }
    let confirmed = kept.iter().flat_map(|s| s.entries.iter().map(|(_, e)| e));
    let drafts = kept.iter().filter(|_| options.use_unconfirmed).flat_map(|s| &s.drafts);
    let entries: Vec<&Entry> = confirmed.chain(drafts).collect();
    let apps: BTreeSet<String> = entries.iter().map(|e| e.app.clone()).collect();
    if !options.known_apps.is_empty() {
        findings.extend(apps.difference(&options.known_apps).map(|a| Finding::UnknownApp { sha256: a.clone() }));
    }
    let mut records: Vec<Record> = Vec::new();
    let mut complete = kept.iter().any(|s| !s.manifests.is_empty());
    if letterbox {
        out.letters.extend(letters(&kept));
    }
    for first in firsts(&entries, &mut findings).into_iter().filter(|_| !letterbox) {
        let Some(instrument) = structures.get(&first.instrument.sha256) else {
            let (id, sha256) = (first.instrument.id.clone(), first.instrument.sha256.clone());
            findings.push(Finding::UnknownInstrument { id, sha256 });
            complete = false;
            continue;
        };
        let made = record_part(first, &kept, instrument, options.use_unconfirmed, &mut findings, &mut out.words);
        complete &= made.complete;
        match records.iter_mut().find(|r| same_record(r, first)) {
            Some(record) => record.parts.push(made),
            None => records.push(Record {
                about: first.about.clone(),
                parts: vec![made],
                role: first.role,
                set: first.set,
                slot: first.slot.clone(),
                study: first.study.clone(),
                wave: first.wave.clone(),
            }),
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
        wave: head.wave,
        declined: entries.iter().any(|e| e.state == State::Dummy),
    });
    out.records.extend(records);
}

/// One page of every part, in the order of the parts. Pages that share a number but not the instrument, target or
/// period are parts of their own: nothing is dropped, nothing is mixed, and the report says so.
fn firsts<'a>(entries: &[&'a Entry], findings: &mut Vec<Finding>) -> Vec<&'a Entry> {
    let mut out: Vec<&Entry> = Vec::new();
    for e in entries.iter().filter(|e| e.state != State::Dummy) {
        if !out.iter().any(|f| same_part(f, e)) {
            out.push(e);
        }
    }
    out.sort_by_key(|e| e.part);
    if out.windows(2).any(|pair| pair[0].part == pair[1].part) {
        findings.push(Finding::Mixed);
    }
    out
}
