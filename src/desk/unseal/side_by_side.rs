//! The sessions of a slot beside each other, page by page: what a person looks at who decides which of them count. No
//! score is in it.

use super::store::Store;
use crate::answers::Answer;
use crate::export::Cell;
use crate::record::Links;
use crate::seal::{Entry, Plain, State};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Columns of [`SideBySide::rows`].
pub const COLUMNS: [&str; 9] = ["slot", "wave", "role", "part", "page", "item", "session", "hour", "answer"];

/// What the sessions of a slot answered.
pub struct SideBySide {
    slot: String,
    pages: Vec<Entry>,
}

impl SideBySide {
    /// Reads what was opened of a slot. What was thrown away, and what was not written with the link, is not in it.
    pub fn of(out: &Path, slot: &str, links: &Links) -> Self {
        let (mut pages, mut thrown) = (Vec::new(), BTreeSet::new());
        for plain in Store::open(out, slot).into_plains() {
            if let Plain::Page(e) = plain
                && links.check(slot, &e.proof) != crate::record::Written::WithoutLink
            {
                match e.state {
                    State::Erased => drop(thrown.insert(e.session)),
                    State::Draft => {}
                    State::Confirmed | State::Dummy => pages.push(*e),
                }
            }
        }
        pages.retain(|e| !thrown.contains(&e.session));
        // Within a session the later entry of a page counts.
        let place = |e: &Entry| (e.part, e.page.clone(), e.session.clone(), e.seq);
        pages.sort_by_key(place);
        SideBySide { slot: slot.to_string(), pages }
    }

    /// Returns each session with the hour of its first page by the device's clock, and how many pages it has.
    pub fn sessions(&self) -> BTreeMap<&str, (&str, usize)> {
        let mut out: BTreeMap<&str, (u32, &str, usize)> = BTreeMap::new();
        for e in &self.pages {
            let known = out.entry(&e.session).or_insert((e.seq, &e.clock.wall, 0));
            known.2 += 1;
            if e.seq < known.0 {
                (known.0, known.1) = (e.seq, &e.clock.wall);
            }
        }
        out.into_iter().map(|(id, (_, hour, pages))| (id, (hour, pages))).collect()
    }

    /// Returns one row per item and session, the sessions of an item next to each other.
    pub fn rows(&self) -> Vec<[Cell; 9]> {
        let mut last: BTreeMap<(u32, &str, &str), &Entry> = BTreeMap::new();
        for e in &self.pages {
            last.insert((e.part, &e.page, &e.session), e);
        }
        let mut rows = Vec::new();
        for ((part, page, _), e) in last {
            for said in &e.answers {
                let text = |t: &str| Cell::Text(t.to_string());
                let answer = match &said.answer {
                    Answer::Missing(why) => Cell::Missing(*why),
                    Answer::Value(_) => text(&serde_json::to_string(&said.answer).unwrap_or_default()),
                };
                rows.push((
                    (part, page, said.item.as_str(), e.session.as_str()),
                    [
                        text(&self.slot),
                        text(&e.wave),
                        text(e.role.name()),
                        text(&part.to_string()),
                        text(page),
                        text(&said.item),
                        text(&e.session),
                        text(&e.clock.wall),
                        answer,
                    ],
                ));
            }
        }
        rows.sort_by(|a, b| a.0.cmp(&b.0));
        rows.into_iter().map(|(_, cells)| cells).collect()
    }
}
