//! One part of a record: its answers, its scores, and what a page computed.

use super::merge::{Merged, last_of_each_page, merge, pages_of};
use super::sessions::Session;
use super::visits::Visits;
use super::{Finding, PageMode, Record, RecordPart};
use crate::answers::{Answer, Answers, Given, Missing, Said, check, visible};
use crate::instrument::{Instrument, Item};
use crate::record::attachments::own_words;
use crate::scoring::{self, Context, ScoreDocument};
use crate::seal::{Entry, canonical};
use std::collections::{BTreeMap, BTreeSet};

/// Whether an entry belongs into a record.
pub(super) fn same_record(r: &Record, e: &Entry) -> bool {
    r.about == e.about && r.role == e.role && r.set == e.set && r.study == e.study && r.wave == e.wave
}

/// The part that `first` is a page of.
pub(super) fn record_part(
    first: &Entry,
    visits: &Visits<'_>,
    not_counting: &BTreeSet<String>,
    instrument: &Instrument,
    drafts: bool,
    findings: &mut Vec<Finding>,
    words: &mut BTreeMap<String, Vec<u8>>,
) -> RecordPart {
    let sessions = &visits.sessions;
    let Merged { pages, again, complete, corrected, contested } =
        merge(instrument, first, visits, not_counting, drafts);
    findings.extend(corrected.into_iter().map(|e| Finding::Corrected {
        part: first.part,
        page: e.page.clone(),
        session: e.session.clone(),
    }));
    findings.extend(contested.into_iter().map(|(page, sessions)| Finding::Contested {
        part: first.part,
        page,
        sessions: sessions.into_iter().map(String::from).collect(),
    }));
    let answers = answers(instrument, &first.wave, &pages, findings);
    let reached = !answers.values().any(|a| *a == Answer::Missing(Missing::NotReached));
    let counted = pages.first().copied().unwrap_or(first);
    let mode = |e: &&Entry| PageMode {
        mode: e.mode.clone(),
        page: e.page.clone(),
        text: e.text.clone(),
        wall: e.clock.wall.clone(),
    };
    check_scores(first, sessions, instrument, findings);
    RecordPart {
        answered_again: again,
        complete: complete && reached,
        day: counted.clock.day().map(|day| day.to_string()),
        defaults: pages.iter().flat_map(|e| &e.answers).filter(untouched).map(|s| s.item.clone()).collect(),
        instrument: first.instrument.clone(),
        modes: pages.iter().map(mode).collect(),
        own_words: own_words(instrument, &pages, sessions, findings, words),
        part: first.part,
        period: first.period,
        scores: score(instrument, first, &answers),
        scores_page: sessions.iter().find(|s| s.id == counted.session).and_then(|s| computed(s, first)).cloned(),
        text: counted.text.clone(),
        answers,
    }
}

fn untouched(said: &&Said) -> bool {
    said.given == Some(Given::Default)
}

fn score(instrument: &Instrument, first: &Entry, answers: &Answers) -> ScoreDocument {
    scoring::score(instrument, answers, Context { period: first.period, norms: None })
}

/// What the page of this session computed for the part.
fn computed<'a>(session: &'a Session, first: &Entry) -> Option<&'a ScoreDocument> {
    let scores = session.manifests.first().map(|(_, m)| &m.scores)?;
    scores.iter().find(|s| s.part == first.part).map(|s| &s.document)
}

/// Scores each session's own answers again and holds them against what its page computed.
fn check_scores(first: &Entry, sessions: &[&Session], instrument: &Instrument, findings: &mut Vec<Finding>) {
    for session in sessions {
        let Some(page) = computed(session, first) else { continue };
        let own: Vec<&Entry> = last_of_each_page(&pages_of(session, first)).into_values().collect();
        let here = score(instrument, first, &answers(instrument, &first.wave, &own, &mut Vec::new()));
        if canonical(page) != canonical(&here) {
            findings.push(Finding::Scores { session: session.id.clone(), part: first.part });
        }
    }
}

/// Every item that asks has an answer.
///
/// | the page that counts | the answer |
/// |---|---|
/// | has one that fits the item | that |
/// | has one that does not fit, or an item that the instrument does not have | `not_reached`, and a finding |
/// | is not there | `not_reached`, or `not_in_version` in a wave that does not ask |
///
/// Then branching is applied once more: who went back, answered otherwise and broke off leaves later pages of the
/// block as they were. An answer to what is now hidden is `not_shown`; what is now asked and never was is
/// `not_reached`.
fn answers(instrument: &Instrument, wave: &str, pages: &[&Entry], findings: &mut Vec<Finding>) -> Answers {
    let mut sealed = Answers::new();
    for page in pages {
        let here = instrument.blocks.iter().flat_map(|b| &b.pages).find(|p| p.id == page.page);
        for said in &page.answers {
            let item = here.and_then(|p| p.items.iter().find(|i| i.id == said.item && i.kept()));
            match item.and_then(|i| fitting(instrument, i, &said.answer)) {
                Some(answer) if !sealed.contains_key(&said.item) => {
                    sealed.insert(said.item.clone(), answer);
                }
                _ => findings.push(Finding::Unfit {
                    session: page.session.clone(),
                    page: page.page.clone(),
                    item: said.item.clone(),
                }),
            }
        }
    }
    let asking = || instrument.items().filter(|(_, _, i)| i.kept());
    for (_, _, item) in asking() {
        let absent = if item.in_wave(wave) { Missing::NotReached } else { Missing::NotInVersion };
        if !sealed.contains_key(&item.id) {
            sealed.insert(item.id.clone(), Answer::Missing(absent));
        }
    }
    let settled = |(block, _, item): (_, _, &Item)| {
        let answer = sealed.get(&item.id)?;
        let settled = match (visible(block, item, &sealed), answer) {
            (_, Answer::Missing(Missing::NotReached | Missing::NotInVersion)) => answer.clone(),
            (false, _) => Answer::Missing(Missing::NotShown),
            (true, Answer::Missing(Missing::NotShown)) => Answer::Missing(Missing::NotReached),
            (true, _) => answer.clone(),
        };
        Some((item.id.clone(), settled))
    };
    asking().filter_map(settled).collect()
}

/// An answer as its item has it; JSON does not tell a code from a whole number. None where it does not fit.
fn fitting(instrument: &Instrument, item: &Item, answer: &Answer) -> Option<Answer> {
    let Answer::Value(value) = answer else { return Some(answer.clone()) };
    let value = item.kind.checked().typed(value.clone());
    check(instrument, item, &value).ok().map(|()| Answer::Value(value))
}
