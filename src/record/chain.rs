//! A session's chain: numbers without holes, each entry naming the ciphertext before it, clocks that agree.

use super::Finding;
use super::sessions::Session;
use crate::seal::Clock;
use crate::time::Minute;
use std::collections::{BTreeMap, BTreeSet};

/// Minutes by which wall clock and elapsed time may differ: the wall clock is rounded to the hour.
const JUMP_MINUTES: i64 = 61;

/// Checks one chain, and whether the contact envelopes that it names are there. What it cannot see: a tail that was cut
/// off together with its manifest looks like a session that was left, unless a later session goes on from it.
pub(super) fn check_chain(session: &Session, contacts: Contacts<'_>, findings: &mut Vec<Finding>) {
    let id = || session.id.clone();
    let missing = contacts.missing(session);
    if missing > 0 {
        findings.push(match contacts.are_opened {
            true => Finding::ContactMissing { session: id(), n: missing },
            false => Finding::ContactElsewhere { session: id(), n: missing },
        });
    }
    let mut links: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for (link, e) in &session.entries {
        links.entry(e.seq).or_default().push(link);
    }
    for (link, a) in &session.attachments {
        links.entry(a.seq).or_default().push(link);
    }
    // What was deleted leaves its place: a deletion is no gap.
    let ends = session.manifests.iter().map(|(link, _)| link).collect::<Vec<_>>();
    for (seq, t) in session.away().filter_map(|t| Some((t.seq?, t))).filter(|(_, t)| !ends.contains(&&t.link)) {
        links.entry(seq).or_default().push(&t.link);
    }
    let forks = links.iter().filter(|(_, l)| l.len() > 1).map(|(seq, _)| *seq);
    findings.extend(forks.map(|seq| Finding::Fork { session: id(), seq }));
    findings.extend(session.manifests.iter().skip(1).map(|(_, m)| Finding::Fork { session: id(), seq: m.seq }));

    let named = session.entries.iter().map(|(_, e)| (e.seq, &e.prev));
    let pieces = session.attachments.iter().map(|(_, a)| (a.seq, &a.prev));
    let last = session.manifests.iter().map(|(_, m)| (m.seq, &m.prev));
    for (seq, prev) in named.chain(pieces).chain(last) {
        let fits = match (seq.checked_sub(1), prev) {
            (None, None) => true,
            (Some(n), Some(prev)) => links.get(&n).is_some_and(|l| l.contains(&prev.as_str())),
            _ => false,
        };
        if !fits {
            findings.push(Finding::Gap { session: id(), seq });
        }
    }
    for (_, m) in &session.manifests {
        if m.count != m.seq || m.count as usize != links.len() {
            findings.push(Finding::Count { session: id() });
        }
    }
    let pages = session.entries.iter().map(|(_, e)| (e.seq, &e.clock));
    let clocks: Vec<_> = pages.chain(session.manifests.iter().map(|(_, m)| (m.seq, &m.clock))).collect();
    for pair in clocks.windows(2) {
        if jumps(pair[0].1, pair[1].1) {
            findings.push(Finding::ClockJump { session: id(), seq: pair[1].0 });
        }
    }
}

/// What a desk knows of contact envelopes, which are sealed to keys of their own.
#[derive(Clone, Copy)]
pub(super) struct Contacts<'a> {
    /// Whether its keys open them.
    pub are_opened: bool,
    /// Links of envelopes that are there and that its keys do not open.
    pub closed: &'a BTreeSet<String>,
}

impl Contacts<'_> {
    /// How many contact envelopes the session names that are not there.
    fn missing(self, session: &Session) -> usize {
        let pages = session.entries.iter().filter_map(|(_, e)| e.contact.as_ref());
        let ends = session.manifests.iter().filter_map(|(_, m)| m.contact.as_ref());
        let before = session.contacts.iter().filter_map(|(_, c)| c.prev.as_ref());
        let named: BTreeSet<&String> = pages.chain(ends).chain(before).collect();
        let here = |link: &String| self.closed.contains(link) || session.contacts.iter().any(|(l, _)| l == link);
        named.into_iter().filter(|link| !here(link)).count()
    }
}

fn jumps(before: &Clock, after: &Clock) -> bool {
    let passed = (i128::from(after.mono_ms) - i128::from(before.mono_ms)) / 60_000;
    let walls = Minute::parse(&before.wall).zip(Minute::parse(&after.wall)).map(|(a, b)| i128::from(b.since(a)));
    walls.is_none_or(|w| (w - passed).abs() > i128::from(JUMP_MINUTES))
}
