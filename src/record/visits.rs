//! How the sessions of a slot follow each other. What they say of their clocks decides nothing.
//!
//! The device keeps the hash of the last ciphertext that it sealed for a slot, and a session that resumes names it. So a
//! session goes on from another one if it names that session's last envelope, and nobody can name it who did not have
//! the device, or the envelope.

use super::Finding;
use super::sessions::Session;
use std::collections::{BTreeMap, BTreeSet};

/// The sessions of one slot, an earlier one before those that go on from it.
#[derive(Debug, Default)]
pub(super) struct Visits<'a> {
    pub sessions: Vec<&'a Session>,
    /// By its place in `sessions`: the session that it goes on from.
    from: Vec<Option<usize>>,
}

impl<'a> Visits<'a> {
    /// Puts sessions into their order. Adds a finding for each that names an envelope which is not there.
    pub fn of(all: &'a [Session], findings: &mut Vec<Finding>) -> Self {
        let mut ends: BTreeMap<&str, usize> = BTreeMap::new();
        let mut places: BTreeSet<&str> = BTreeSet::new();
        for (n, session) in all.iter().enumerate() {
            let links = session.links();
            ends.extend(links.iter().max().map(|(_, link)| (*link, n)));
            places.extend(links.into_iter().map(|(_, link)| link));
        }
        let mut from: Vec<Option<usize>> = Vec::new();
        for (n, session) in all.iter().enumerate() {
            let named = session.continues();
            let found = named.and_then(|link| ends.get(link)).copied().filter(|m| *m != n);
            if let Some(link) = named.filter(|link| !places.contains(link)) {
                findings.push(Finding::ContinuesUnknown { session: session.id.clone(), link: link.to_string() });
            }
            from.push(found);
        }
        let mut order: Vec<usize> = Vec::new();
        while order.len() < all.len() {
            let ready = |n: &usize| !order.contains(n) && from[*n].is_none_or(|m| order.contains(&m));
            // A ring cannot be sealed by our page; whoever makes one gets the order in which they stand.
            let next = (0..all.len()).find(ready).or_else(|| (0..all.len()).find(|n| !order.contains(n)));
            order.extend(next);
        }
        let place = |n: usize| order.iter().position(|m| *m == n);
        Visits {
            sessions: order.iter().map(|n| &all[*n]).collect(),
            from: order.iter().map(|n| from[*n].and_then(place)).collect(),
        }
    }

    /// The same without what was thrown away; what went on from that goes on from what was before it.
    pub fn without_erased(&self) -> Visits<'a> {
        let kept: Vec<usize> = (0..self.sessions.len()).filter(|n| !self.sessions[*n].erased).collect();
        let place = |n: usize| kept.iter().position(|m| *m == n);
        Visits {
            sessions: kept.iter().map(|n| self.sessions[*n]).collect(),
            from: kept.iter().map(|n| self.before(*n).find_map(place)).collect(),
        }
    }

    /// Whether the session at `later` goes on from the one at `earlier`, directly or over others.
    pub fn goes_on(&self, later: usize, earlier: usize) -> bool {
        self.before(later).any(|n| n == earlier)
    }

    /// The session with which the one at `n` began, over all that it goes on from.
    pub fn start(&self, n: usize) -> usize {
        self.before(n).last().unwrap_or(n)
    }

    /// The sessions before one, the nearest first. As many steps as there are sessions: a ring ends.
    fn before(&self, n: usize) -> impl Iterator<Item = usize> {
        let up = move |m: &usize| self.from.get(*m).copied().flatten();
        std::iter::successors(up(&n), up).take(self.sessions.len())
    }
}
