//! From opened envelopes to records. The order in which they come changes nothing.

use super::chain::{Contacts, check_chain};
use super::head::Head;
use super::letters::letters;
use super::merge::same_part;
use super::part::{record_part, same_record};
use super::sessions::{Session, sessions};
use super::visits::Visits;
use super::{
    Assembled, Finding, Gone, Links, OpenedContact, Record, RecordPart, Removed, Report, SetAside, SlotReport, Written,
};
use crate::instrument::Instrument;
use crate::seal::{Entry, Opened, OpenedEnvelope, Plain, State};
use crate::study::Study;
use std::collections::{BTreeMap, BTreeSet};

/// Instrument structures, by the SHA-256 of their file's bytes (64 lower-case hex digits), as entries name them.
pub type Structures = BTreeMap<String, Instrument>;

/// How to assemble. The default reads no drafts, accepts every app, has no letterbox, and knows no links: so nothing is a
/// record, see [`Links`].
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Use the draft of a page of which nothing was confirmed (`protocol.use_unconfirmed`).
    pub use_unconfirmed: bool,
    /// SHA-256 (64 hex digits) of each app build that may have written entries; empty accepts all. Others are reported
    /// as [`Finding::UnknownApp`] and read all the same.
    pub known_apps: BTreeSet<String>,
    /// Ids of the waves that are letterboxes (`any_time`): each of their sessions is a message and gives no record.
    pub letterboxes: BTreeSet<String>,
    /// The links that were handed out. What was not written with one is in no record.
    pub links: Links,
    /// Whether the identities open contact envelopes too: one that a session names and that is missing is then a gap.
    pub opens_contacts: bool,
}

impl Options {
    /// Returns the options that a study file sets; every app build is accepted.
    pub fn of(study: &Study) -> Self {
        Options {
            use_unconfirmed: study.protocol.use_unconfirmed,
            known_apps: BTreeSet::new(),
            letterboxes: study.letterboxes(),
            ..Options::default()
        }
    }
}

/// Builds records, contacts, messages and the integrity report from everything that was opened.
///
/// The order of the envelopes does not matter: the same set always gives the same result. The module's table says which
/// answer counts if several sessions answered. Parts whose structure is not in `structures` are left out and reported.
///
/// ```
/// use kindstem::record::{Options, Structures, assemble};
/// use kindstem::seal::{Fault, Opened};
///
/// let opened = Opened { faults: vec![("a/b/c".into(), Fault::Damaged)], ..Opened::default() };
/// let all = assemble(opened, &Structures::new(), &Options::default());
/// assert_eq!((all.report.envelopes, all.records.len()), (1, 0));
/// assert_eq!(all.report.faults["damaged"], ["a/b/c"]);
/// ```
pub fn assemble(opened: Opened, structures: &Structures, options: &Options) -> Assembled {
    assemble_without(opened, &Removed::default(), structures, options)
}

/// Does the same as [`assemble`], without entries that were deleted after they had arrived. Contacts stay even if their
/// session was deleted: only a person closes a wish for a talk.
pub fn assemble_without(opened: Opened, removed: &Removed, structures: &Structures, options: &Options) -> Assembled {
    let mut out = Assembled::default();
    let keys = opened.entries.iter().map(|e| &e.key).chain(opened.faults.iter().map(|(key, _)| key));
    // A contact under a wrong name is among both.
    out.report.envelopes = keys.collect::<BTreeSet<_>>().len();
    let closed = opened.closed;
    for (key, fault) in opened.faults {
        let name = serde_json::to_value(fault).ok().and_then(|v| v.as_str().map(String::from)).unwrap_or_default();
        out.report.faults.entry(name).or_default().push(key);
    }
    out.report.faults.values_mut().for_each(|keys| keys.sort());
    let mut slots: BTreeMap<String, Vec<OpenedEnvelope>> = BTreeMap::new();
    for envelope in opened.entries {
        let slot = envelope.key.split('/').nth(1).unwrap_or_default().to_string();
        if let Plain::Contact(contact) = &envelope.plain {
            out.contacts.push(OpenedContact { id: envelope.link.clone(), contact: (**contact).clone() });
        }
        slots.entry(slot).or_default().push(envelope);
    }
    let place = |c: &OpenedContact| (c.contact.slot.clone(), c.contact.session.clone(), c.contact.nth, c.id.clone());
    out.contacts.sort_by_key(place);
    // The same ciphertext under two names is one contact.
    out.contacts.dedup_by(|a, b| a.id == b.id);
    for tombstone in &removed.tombstones {
        slots.entry(tombstone.slot.clone()).or_default();
    }
    for (slot, envelopes) in slots {
        one_slot(slot, (envelopes, &closed), removed, structures, options, &mut out);
    }
    out
}

fn one_slot(
    slot: String,
    (envelopes, closed): (Vec<OpenedEnvelope>, &BTreeSet<String>),
    removed: &Removed,
    structures: &Structures,
    options: &Options,
    out: &mut Assembled,
) {
    let mut findings = Vec::new();
    let envelopes = written_with_link(&slot, envelopes, options, &mut findings);
    let all = sessions(&slot, envelopes, removed);
    let contacts = Contacts { are_opened: options.opens_contacts, closed };
    all.iter().for_each(|session| look_at(session, contacts, &mut findings));
    let letterbox = all.iter().flat_map(Session::heads).any(|h| options.letterboxes.contains(&h.wave));
    if all.len() > 1 && !letterbox {
        findings.push(Finding::SeveralSessions { n: all.len() });
    }
    let kept: Vec<&Session> = all.iter().filter(|s| !s.erased).collect();
    // Who and when is said even where nothing of it counts; a slot must not vanish from the report.
    let heads: Vec<Head> = kept.iter().copied().chain(&all).flat_map(Session::heads).collect();
    let Some(head) = heads.first().cloned() else {
        name_the_rest(&slot, &all, &findings, &mut out.report);
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
    let visits = Visits::of(&all, &mut findings);
    let kept_visits = visits.without_erased();
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
        let (drafts, words) = (options.use_unconfirmed, &mut out.words);
        let made = record_part(first, &kept_visits, &removed.not_counting, instrument, drafts, &mut findings, words);
        complete &= made.complete;
        add_part(&mut records, first, made);
    }
    if !letterbox {
        findings.extend(starts(&visits, removed));
    }
    let set_aside = match () {
        () if options.links == Links::Unknown => {
            findings.push(Finding::LinkNotChecked);
            Some(SetAside::LinkNotChecked)
        }
        () if findings.iter().any(|f| matches!(f, Finding::Contested { .. })) => Some(SetAside::Contested),
        () => None,
    };
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
        set_aside,
    });
    if set_aside.is_none() { out.records.extend(records) } else { out.set_aside.extend(records) }
}

/// Names what is there where no page, manifest or draft counts: a slot must not vanish from the report.
fn name_the_rest(slot: &str, all: &[Session], findings: &[Finding], report: &mut Report) {
    let others = findings.iter().filter_map(|f| match f {
        Finding::WithoutLink { session, entries } => {
            Some(("without_link", format!("{slot} session {session}: {entries}")))
        }
        _ => None,
    });
    // Pieces of words without any page: nobody knows whose they are.
    let pieces = all.iter().flat_map(|s| &s.attachments).map(|(link, _)| ("no_page", format!("{slot} {link}")));
    for (fault, what) in others.chain(pieces) {
        report.faults.entry(fault.into()).or_default().push(what);
    }
}

/// Adds a part to the record that its first page belongs to.
fn add_part(records: &mut Vec<Record>, first: &Entry, part: RecordPart) {
    match records.iter_mut().find(|r| same_record(r, first)) {
        Some(record) => record.parts.push(part),
        None => records.push(Record {
            about: first.about.clone(),
            parts: vec![part],
            role: first.role,
            set: first.set,
            slot: first.slot.clone(),
            study: first.study.clone(),
            wave: first.wave.clone(),
        }),
    }
}

/// Those that were written with the link, or all where nobody can tell; the others are counted per session.
fn written_with_link(
    slot: &str,
    envelopes: Vec<OpenedEnvelope>,
    options: &Options,
    findings: &mut Vec<Finding>,
) -> Vec<OpenedEnvelope> {
    let without = |e: &OpenedEnvelope| options.links.check(slot, e.plain.proof()) == Written::WithoutLink;
    let (others, ours): (Vec<_>, Vec<_>) = envelopes.into_iter().partition(without);
    let mut sessions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for other in others {
        sessions.entry(other.plain.session().to_string()).or_default().insert(other.link);
    }
    let named = |(session, links): (String, BTreeSet<String>)| Finding::WithoutLink { entries: links.len(), session };
    findings.extend(sessions.into_iter().map(named));
    ours
}

/// Whether sessions of the slot began apart, unless a person decided about each of them.
fn starts(visits: &Visits<'_>, removed: &Removed) -> Option<Finding> {
    let is_known = |id: &String| removed.counting.contains(id) || removed.not_counting.contains(id);
    let kept: Vec<usize> = (0..visits.sessions.len()).filter(|n| !visits.sessions[*n].is_without_pages()).collect();
    let starts: BTreeSet<usize> = kept.iter().map(|n| visits.start(*n)).collect();
    let decided = kept.iter().all(|n| is_known(&visits.sessions[*n].id));
    let counting = kept.iter().filter(|n| removed.counting.contains(&visits.sessions[**n].id)).count();
    match () {
        () if decided && !kept.is_empty() => Some(Finding::Decided { counting, not_counting: kept.len() - counting }),
        () if starts.len() > 1 => Some(Finding::SeparateStarts { n: starts.len() }),
        () => None,
    }
}

/// What was thrown away, and whether the rest of the chain is whole.
fn look_at(session: &Session, contacts: Contacts<'_>, findings: &mut Vec<Finding>) {
    let id = || session.id.clone();
    // What was thrown away was deleted at the intake too: gaps in its chain are what the respondent wanted.
    if session.erased {
        return findings.push(Finding::Erased { session: id() });
    }
    check_chain(session, contacts, findings);
    if !session.marked.is_empty() {
        findings.push(Finding::ErasedByMark { session: id(), entries: session.marked.len() });
    }
    if session.tombstones.iter().any(|t| t.why == Gone::Withdrawn) {
        findings.push(Finding::Withdrawn);
    } else if !session.tombstones.is_empty() {
        findings.push(Finding::Erased { session: id() });
    }
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
