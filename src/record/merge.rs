//! Which entry of a page counts.

use super::AnsweredAgain;
use super::head::Head;
use super::sessions::Session;
use crate::instrument::Instrument;
use crate::seal::{Entry, State};
use std::collections::{BTreeMap, BTreeSet};

/// The pages of one part: what counts, what was said again, and whether every block was closed.
#[derive(Debug, Default)]
pub(super) struct Merged<'a> {
    /// In the order of the instrument.
    pub pages: Vec<&'a Entry>,
    pub again: Vec<AnsweredAgain>,
    pub complete: bool,
}

/// Whether two entries are pages of one part of one record: the same person and moment, instrument, target, period.
pub(super) fn same_part(a: &Entry, b: &Entry) -> bool {
    let of = |e: &Entry| (e.part, e.instrument.sha256.clone(), e.about.clone(), e.period);
    of(a) == of(b) && Head::of(a) == Head::of(b)
}

/// The confirmed pages of a part in one session, in the order of its chain.
pub(super) fn pages_of<'a>(session: &'a Session, part: &Entry) -> Vec<&'a Entry> {
    let confirmed = session.entries.iter().map(|(_, e)| e).filter(|e| e.state == State::Confirmed);
    confirmed.filter(|e| same_part(part, e)).collect()
}

/// Merges the sessions of a slot, in the order in which they began, for the part that `part` is a page of.
pub(super) fn merge<'a>(instrument: &Instrument, part: &Entry, sessions: &[&'a Session], drafts: bool) -> Merged<'a> {
    let mut out = Merged { complete: true, ..Merged::default() };
    let chains: Vec<Vec<&Entry>> = sessions.iter().map(|s| pages_of(s, part)).collect();
    let said: Vec<BTreeMap<&str, &Entry>> = chains.iter().map(|c| last_of_each_page(c)).collect();
    for block in &instrument.blocks {
        let pages: Vec<&str> = block.pages.iter().map(|p| p.id.as_str()).collect();
        // Two hands at once: the session that began later may be the one that closed the block first.
        let closed = chains.iter().enumerate().filter_map(|(n, c)| Some((closing_hour(c, &pages)?, n)));
        let winner = closed.min().map(|(_, n)| n);
        out.complete &= winner.is_some();
        for page in &pages {
            let counts = winner.or_else(|| said.iter().position(|s| s.contains_key(page)));
            for (n, entry) in said.iter().enumerate().filter_map(|(n, s)| s.get(page).map(|e| (n, *e))) {
                if Some(n) == counts {
                    out.pages.push(entry);
                } else {
                    let session = entry.session.clone();
                    out.again.push(AnsweredAgain { answers: entry.answers.clone(), page: entry.page.clone(), session });
                }
            }
            if counts.is_none() && drafts {
                let mut all = sessions.iter().flat_map(|s| &s.drafts);
                out.pages.extend(all.rfind(|d| d.page == *page && same_part(part, d)));
            }
        }
    }
    out
}

/// Within a session the later entry of a page counts.
pub(super) fn last_of_each_page<'a>(chain: &[&'a Entry]) -> BTreeMap<&'a str, &'a Entry> {
    chain.iter().map(|e| (e.page.as_str(), *e)).collect()
}

/// The hour in which a session had confirmed every page of a block for the first time.
fn closing_hour<'a>(chain: &[&'a Entry], pages: &[&str]) -> Option<&'a str> {
    let mut open: BTreeSet<&str> = pages.iter().copied().collect();
    chain.iter().find_map(|e| {
        open.remove(e.page.as_str());
        open.is_empty().then_some(e.clock.wall.as_str())
    })
}
