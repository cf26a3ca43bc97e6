//! The sessions of one slot, in the order in which they began.

use super::head::Head;
use super::{Gone, Removed, Tombstone};
use crate::seal::{Attachment, Contact, Entry, Manifest, OpenedEnvelope, Plain, State};
use std::collections::BTreeMap;

/// One session of a slot.
#[derive(Clone, Debug, Default)]
pub(super) struct Session {
    pub id: String,
    /// Confirmed pages and dummies with their links, by their number in the chain.
    pub entries: Vec<(String, Entry)>,
    /// Pieces of what was spoken or drawn, with their links, by their number in the chain.
    pub attachments: Vec<(String, Attachment)>,
    /// One for a session that was finished; more only where somebody added one.
    pub manifests: Vec<(String, Manifest)>,
    /// By the time since the session began.
    pub drafts: Vec<Entry>,
    /// Its contact envelopes that were opened, with their links, by their number.
    pub contacts: Vec<(String, Contact)>,
    /// It says itself that it was thrown away.
    pub erased: bool,
    /// What has the mark of a deletion, and nobody decided about it.
    pub marked: Vec<Tombstone>,
    /// What is gone for good.
    pub tombstones: Vec<Tombstone>,
}

impl Session {
    /// Heads of everything in it, in order.
    pub(super) fn heads(&self) -> impl Iterator<Item = Head> {
        let pages = self.entries.iter().map(|(_, e)| e).chain(&self.drafts).map(Head::of);
        let removed = self.away().filter_map(|t| t.head.clone());
        pages.chain(self.manifests.iter().map(|(_, m)| Head::of_manifest(m))).chain(removed)
    }

    /// Whether no page of it counts: it was thrown away, all of it is gone, or nothing was ever confirmed.
    pub(super) fn is_without_pages(&self) -> bool {
        self.erased || self.entries.is_empty() && self.manifests.is_empty()
    }

    /// Places of its chain whose entries are not read.
    pub(super) fn away(&self) -> impl Iterator<Item = &Tombstone> {
        self.marked.iter().chain(&self.tombstones)
    }

    /// Numbers and links of everything in its chain for the readers of answers.
    pub(super) fn links(&self) -> Vec<(u32, &str)> {
        let entries = self.entries.iter().map(|(link, e)| (e.seq, link.as_str()));
        let pieces = self.attachments.iter().map(|(link, a)| (a.seq, link.as_str()));
        let ends = self.manifests.iter().map(|(link, m)| (m.seq, link.as_str()));
        let away = self.away().filter_map(|t| Some((t.seq?, t.link.as_str())));
        entries.chain(pieces).chain(ends).chain(away).collect()
    }

    /// The last envelope of an earlier session that it says it goes on from.
    pub(super) fn continues(&self) -> Option<&str> {
        let pages = self.entries.iter().map(|(_, e)| e).chain(&self.drafts);
        let here = pages.filter_map(|e| e.continues.as_deref()).next();
        here.or_else(|| self.away().filter_map(|t| t.continues.as_deref()).next())
    }

    /// The hour, then how many sessions the device had seen.
    fn began(&self) -> (&str, u32) {
        let page = self.entries.iter().map(|(_, e)| e).chain(&self.drafts).next();
        let page = page.map(|e| (e.clock.wall.as_str(), e.opened));
        page.or_else(|| self.manifests.first().map(|(_, m)| (m.clock.wall.as_str(), 0))).unwrap_or_default()
    }
}

/// Groups what was opened, in whichever order it came, by session.
pub(super) fn sessions(slot: &str, opened: Vec<OpenedEnvelope>, removed: &Removed) -> Vec<Session> {
    let mut by_id: BTreeMap<String, Session> = BTreeMap::new();
    let mut contacts: BTreeMap<String, Vec<(String, Contact)>> = BTreeMap::new();
    for tombstone in removed.tombstones.iter().filter(|t| t.slot == slot) {
        by_id.entry(tombstone.session.clone()).or_default().tombstones.push(tombstone.clone());
    }
    for envelope in unique(opened) {
        if removed.marks.contains(&envelope.link)
            && !is_statement(&envelope.plain)
            && let Some(marked) = Tombstone::of(&envelope, Gone::Mark)
        {
            by_id.entry(marked.session.clone()).or_default().marked.push(marked);
            continue;
        }
        match envelope.plain {
            Plain::Page(e) => {
                let session = by_id.entry(e.session.clone()).or_default();
                match e.state {
                    State::Erased => {
                        session.erased = true;
                        session.entries.push((envelope.link, *e));
                    }
                    State::Draft => session.drafts.push(*e),
                    State::Confirmed | State::Dummy => session.entries.push((envelope.link, *e)),
                }
            }
            Plain::Manifest(m) => {
                by_id.entry(m.session.clone()).or_default().manifests.push((envelope.link, *m));
            }
            Plain::Attachment(a) => {
                by_id.entry(a.session.clone()).or_default().attachments.push((envelope.link, *a));
            }
            // Whoever only said something about a talk left no session.
            Plain::Contact(c) => contacts.entry(c.session.clone()).or_default().push((envelope.link, *c)),
        }
    }
    let mut out: Vec<Session> = by_id.into_iter().map(|(id, s)| Session { id, ..s }).collect();
    for session in &mut out {
        session.contacts = contacts.remove(&session.id).unwrap_or_default();
        session.contacts.sort_by(|(a, x), (b, y)| (x.nth, a).cmp(&(y.nth, b)));
    }
    for session in &mut out {
        session.entries.sort_by(|(a, x), (b, y)| (x.seq, a).cmp(&(y.seq, b)));
        session.attachments.sort_by(|(a, x), (b, y)| (x.seq, a).cmp(&(y.seq, b)));
        session.manifests.sort_by(|(a, x), (b, y)| (x.seq, a).cmp(&(y.seq, b)));
        session.drafts.sort_by_key(|d| d.clock.mono_ms);
    }
    // After the clock anything that is the same at every desk.
    out.sort_by(|a, b| a.began().cmp(&b.began()).then_with(|| a.id.cmp(&b.id)));
    out
}

/// Whether it says that its session was thrown away. No mark takes that away.
fn is_statement(plain: &Plain) -> bool {
    matches!(plain, Plain::Page(e) if e.state == State::Erased)
}

/// Each ciphertext once, by its link, in one order at every desk.
fn unique(opened: Vec<OpenedEnvelope>) -> impl Iterator<Item = OpenedEnvelope> {
    let by_link: BTreeMap<String, OpenedEnvelope> = opened.into_iter().map(|e| (e.link.clone(), e)).collect();
    by_link.into_values()
}
