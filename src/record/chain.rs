//! A session's chain: numbers without holes, each entry naming the ciphertext before it, clocks that agree.

use super::Finding;
use super::sessions::Session;
use crate::seal::Clock;
use crate::time::Minute;
use std::collections::BTreeMap;

/// Minutes by which wall clock and elapsed time may differ: the wall clock is rounded to the hour.
const JUMP_MINUTES: i64 = 61;

/// Checks one chain. What it cannot see: a tail that was cut off together with its manifest looks like a session
/// that was left.
pub(super) fn check_chain(session: &Session, findings: &mut Vec<Finding>) {
    let id = || session.id.clone();
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

fn jumps(before: &Clock, after: &Clock) -> bool {
    let passed = (i128::from(after.mono_ms) - i128::from(before.mono_ms)) / 60_000;
    let walls = Minute::parse(&before.wall).zip(Minute::parse(&after.wall)).map(|(a, b)| i128::from(b.since(a)));
    walls.is_none_or(|w| (w - passed).abs() > i128::from(JUMP_MINUTES))
}
