//! Which entry of a page counts.

use super::AnsweredAgain;
use super::head::Head;
use super::sessions::Session;
use super::visits::Visits;
use crate::answers::Said;
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
    /// Pages that a session corrected which goes on from the one before.
    pub corrected: Vec<&'a Entry>,
    /// Pages that sessions answered differently, with the sessions.
    pub contested: Vec<(String, BTreeSet<&'a str>)>,
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

/// Merges the sessions of a slot for the part that `part` is a page of. `not_counting` are sessions (hex) that a person
/// decided not to count.
pub(super) fn merge<'a>(
    instrument: &Instrument,
    part: &Entry,
    visits: &Visits<'a>,
    not_counting: &BTreeSet<String>,
    drafts: bool,
) -> Merged<'a> {
    let mut out = Merged { complete: true, ..Merged::default() };
    let said: Vec<BTreeMap<&str, &Entry>> =
        visits.sessions.iter().map(|s| last_of_each_page(&pages_of(s, part))).collect();
    let counts = |n: usize| !not_counting.contains(&visits.sessions[n].id);
    for block in &instrument.blocks {
        let pages: Vec<&str> = block.pages.iter().map(|p| p.id.as_str()).collect();
        let closed: Vec<bool> = said.iter().map(|s| pages.iter().all(|page| s.contains_key(page))).collect();
        // The session that closed the block first, in the order of the visits.
        let winner = (0..said.len()).find(|n| closed[*n] && counts(*n));
        out.complete &= winner.is_some();
        for page in &pages {
            let answered: Vec<(usize, &Entry)> =
                (0..said.len()).filter(|n| counts(*n)).filter_map(|n| Some((n, *said[n].get(page)?))).collect();
            // A resumed form repeats the unfinished block: whoever answers it again corrects it.
            let corrects = |n: usize, before: usize| visits.goes_on(n, before) && !closed[before];
            let mut now: Option<(usize, &Entry)> = None;
            let mut contested = BTreeSet::new();
            for (place, (n, entry)) in answered.iter().copied().enumerate() {
                let others = answered[..place].iter().filter(|(_, e)| !same_answers(instrument, e, entry));
                // Not only the page that counts so far: an earlier session may agree with that one and contradict this.
                if let Some((m, _)) = others.clone().find(|(m, _)| !corrects(n, *m)) {
                    contested.extend([*m, n].map(|n| visits.sessions[n].id.as_str()));
                }
                match now {
                    Some((before, counting)) if same_answers(instrument, counting, entry) || !corrects(n, before) => {}
                    Some(_) => {
                        out.corrected.push(entry);
                        now = Some((n, entry));
                    }
                    None => now = Some((n, entry)),
                }
            }
            if !contested.is_empty() {
                out.contested.push((page.to_string(), contested));
            }
            let counting = winner.or(now.map(|(n, _)| n));
            for (n, entry) in said.iter().enumerate().filter_map(|(n, s)| s.get(page).map(|e| (n, *e))) {
                if Some(n) == counting {
                    out.pages.push(entry);
                } else {
                    let session = entry.session.clone();
                    out.again.push(AnsweredAgain { answers: entry.answers.clone(), page: entry.page.clone(), session });
                }
            }
            if counting.is_none() && drafts {
                let all = visits.sessions.iter().enumerate().filter(|(n, _)| counts(*n));
                let mut all = all.flat_map(|(_, s)| &s.drafts);
                out.pages.extend(all.rfind(|d| d.page == *page && same_part(part, d)));
            }
        }
    }
    out
}

/// Whether two entries of a page say the same; when and how is another matter. The order in which options were drawn is
/// no answer: each session draws its own.
fn same_answers(instrument: &Instrument, a: &Entry, b: &Entry) -> bool {
    let is_answer = |said: &&Said| instrument.item(&said.item).is_none_or(|i| !i.shuffles());
    let of = |e: &'_ Entry| {
        e.answers.iter().filter(is_answer).map(|s| (s.item.clone(), s.answer.clone())).collect::<Vec<_>>()
    };
    of(a) == of(b)
}

/// Within a session the later entry of a page counts.
pub(super) fn last_of_each_page<'a>(chain: &[&'a Entry]) -> BTreeMap<&'a str, &'a Entry> {
    chain.iter().map(|e| (e.page.as_str(), *e)).collect()
}
