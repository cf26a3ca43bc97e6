//! Which entry of a page counts.

use super::AnsweredAgain;
use super::sessions::Session;
use crate::instrument::Instrument;
use crate::seal::{Entry, State};
use std::collections::BTreeMap;

/// The pages of one part: what counts, what was said again, and whether every block was closed.
#[derive(Debug, Default)]
pub(super) struct Merged<'a> {
    pub pages: BTreeMap<&'a str, &'a Entry>,
    pub again: Vec<AnsweredAgain>,
    pub complete: bool,
}

/// Merges the sessions of a slot, in the order in which they began, for one part.
pub(super) fn merge<'a>(instrument: &'a Instrument, part: u32, sessions: &[&'a Session], drafts: bool) -> Merged<'a> {
    let mut out = Merged { complete: true, ..Merged::default() };
    // Per session the last entry of each page.
    let said: Vec<BTreeMap<&str, &Entry>> = sessions.iter().map(|s| last_of_each_page(s, part)).collect();
    for block in &instrument.blocks {
        let pages: Vec<&str> = block.pages.iter().map(|p| p.id.as_str()).collect();
        let closed = |s: &BTreeMap<&str, &Entry>| pages.iter().all(|p| s.contains_key(p));
        // Sessions stand in the order in which they began; a later one that closed the block closed it later.
        let winner = said.iter().position(closed);
        out.complete &= winner.is_some();
        for page in &pages {
            let counts = winner.or_else(|| said.iter().position(|s| s.contains_key(page)));
            for (n, entry) in said.iter().enumerate().filter_map(|(n, s)| s.get(page).map(|e| (n, *e))) {
                if Some(n) == counts {
                    out.pages.insert(entry.page.as_str(), entry);
                } else {
                    let session = entry.session.clone();
                    out.again.push(AnsweredAgain { answers: entry.answers.clone(), page: entry.page.clone(), session });
                }
            }
            if counts.is_none() && drafts {
                let draft = sessions.iter().flat_map(|s| &s.drafts).rfind(|d| d.part == part && d.page == *page);
                out.pages.extend(draft.map(|d| (d.page.as_str(), d)));
            }
        }
    }
    out
}

fn last_of_each_page(session: &Session, part: u32) -> BTreeMap<&str, &Entry> {
    let confirmed = session.entries.iter().map(|(_, e)| e).filter(|e| e.state == State::Confirmed && e.part == part);
    confirmed.map(|e| (e.page.as_str(), e)).collect()
}
