//! The sessions of one slot: their chains, in order, and what is wrong with them.

use super::Finding;
use crate::seal::{Clock, Entry, Manifest, OpenedEnvelope, Plain, State};
use std::collections::BTreeMap;

/// Minutes by which wall clock and elapsed time may differ: the wall clock is rounded to the hour.
const JUMP_MINUTES: i64 = 61;

/// One session of a slot.
#[derive(Clone, Debug, Default)]
pub(super) struct Session {
    pub id: String,
    /// Confirmed pages and dummies, by their number in the chain.
    pub entries: Vec<(String, Entry)>,
    pub manifest: Option<(String, Manifest)>,
    pub drafts: Vec<Entry>,
    pub erased: bool,
}

/// Groups what was opened by session, in the order in which the sessions began.
pub(super) fn sessions(opened: Vec<OpenedEnvelope>, findings: &mut Vec<Finding>) -> Vec<Session> {
    let mut by_id: BTreeMap<String, Session> = BTreeMap::new();
    for envelope in unique(opened, findings) {
        match envelope.plain {
            Plain::Page(e) => {
                let session = by_id.entry(e.session.clone()).or_default();
                match e.state {
                    State::Erased => session.erased = true,
                    State::Draft => session.drafts.push(*e),
                    State::Confirmed | State::Dummy => session.entries.push((envelope.link, *e)),
                }
            }
            Plain::Manifest(m) => {
                let session = by_id.entry(m.session.clone()).or_default();
                session.manifest = Some((envelope.link, *m));
            }
            Plain::Contact(_) => {}
        }
    }
    let mut out: Vec<Session> = by_id.into_iter().map(|(id, s)| Session { id, ..s }).collect();
    for session in &mut out {
        session.entries.sort_by(|a, b| a.1.seq.cmp(&b.1.seq).then_with(|| a.0.cmp(&b.0)));
    }
    // The hour first, then how many sessions the device had seen, then anything that is the same at every desk.
    out.sort_by(|a, b| began(a).cmp(&began(b)).then_with(|| a.id.cmp(&b.id)));
    out
}

fn began(s: &Session) -> (String, u32) {
    let first = s.entries.first().map(|(_, e)| (e.clock.wall.clone(), e.opened));
    first.or_else(|| s.manifest.as_ref().map(|(_, m)| (m.clock.wall.clone(), 0))).unwrap_or_default()
}

/// Each ciphertext once.
fn unique(opened: Vec<OpenedEnvelope>, findings: &mut Vec<Finding>) -> Vec<OpenedEnvelope> {
    let mut keys: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut out = Vec::with_capacity(opened.len());
    for envelope in opened {
        let seen = keys.entry(envelope.link.clone()).or_default();
        seen.push(envelope.key.clone());
        if seen.len() == 1 {
            out.push(envelope);
        }
    }
    findings.extend(keys.into_values().filter(|k| k.len() > 1).map(|keys| Finding::Duplicate { keys }));
    out
}

/// Checks a session's chain: numbers without holes, each naming the ciphertext before it, clocks that agree.
pub(super) fn check_chain(session: &Session, findings: &mut Vec<Finding>) {
    let id = &session.id;
    let mut links: BTreeMap<u32, &str> = BTreeMap::new();
    for (link, e) in &session.entries {
        if links.insert(e.seq, link).is_some() {
            findings.push(Finding::Fork { session: id.clone(), seq: e.seq });
        }
    }
    let named = session.entries.iter().map(|(_, e)| (e.seq, &e.prev));
    let manifest = session.manifest.as_ref().map(|(_, m)| (m.seq, &m.prev));
    for (seq, prev) in named.chain(manifest) {
        let before = seq.checked_sub(1).and_then(|n| links.get(&n));
        if prev.as_deref() != before.copied() {
            findings.push(Finding::Gap { session: id.clone(), seq });
        }
    }
    if let Some((_, m)) = &session.manifest
        && (m.count != m.seq || m.count as usize != links.len())
    {
        findings.push(Finding::Count { session: id.clone() });
    }
    let clocks: Vec<(u32, &Clock)> = session.entries.iter().map(|(_, e)| (e.seq, &e.clock)).collect();
    for pair in clocks.windows(2) {
        let passed = (pair[1].1.mono_ms as i64 - pair[0].1.mono_ms as i64) / 60_000;
        let walls = minutes(&pair[0].1.wall).zip(minutes(&pair[1].1.wall)).map(|(a, b)| b - a);
        if walls.is_none_or(|w| (w - passed).abs() > JUMP_MINUTES) {
            findings.push(Finding::ClockJump { session: id.clone(), seq: pair[1].0 });
        }
    }
}

/// Minutes of `2026-11-23T16:00Z` since a fixed day.
fn minutes(wall: &str) -> Option<i64> {
    let (date, time) = wall.split_once('T')?;
    let (hour, minute) = time.strip_suffix('Z')?.split_once(':')?;
    let day = crate::study::day_number(date)?;
    Some((day * 24 + hour.parse::<i64>().ok()?) * 60 + minute.parse::<i64>().ok()?)
}
