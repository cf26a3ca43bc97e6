//! What a study asked of somebody who began: a part that was never begun is a row of missing codes, not a blank.

use crate::answers::{Answer, Missing};
use crate::instrument::{Instrument, Item};
use crate::record::{Record, RecordPart, Structures};
use crate::scoring::{Context, score};
use crate::seal::InstrumentId;
use crate::study::{BadInvite, Invite, NoPlan, Plan, PlanPart, RegisterRow, Study, Words};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// What each invite of a study asks, to add what was never begun to the records.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    study: &'a Study,
    instruments: BTreeMap<String, Rc<Instrument>>,
}

/// Why it is unknown what an invite asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAsked {
    /// The row's invite cannot be read.
    #[error(transparent)]
    Invite(BadInvite),
    /// There is no plan.
    #[error(transparent)]
    Plan(NoPlan),
}

/// A part that arrived and is not what the invite asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unasked {
    /// Its number, as the page wrote it.
    pub part: u32,
    /// Its instrument.
    pub instrument: String,
}

impl<'a> Asked<'a> {
    /// Prepares a study with the structures that it pins, by SHA-256; structures that are missing are reported later.
    pub fn new(study: &'a Study, structures: &Structures) -> Self {
        let pinned = study.pins.iter().filter_map(|pin| {
            let structure = structures.get(&pin.structure)?;
            Some((pin.instrument.clone(), Rc::new(structure.clone())))
        });
        Asked { study, instruments: pinned.collect() }
    }

    /// Makes the records of one slot, from which something arrived, those of its whole plan. A part that was never
    /// begun has `not_reached` for every item, `not_in_version` for those that the wave does not ask, and scores with
    /// their reasons; where no record is about whom it asks, one is added. Parts that the plan does not have are taken
    /// out and given back. Nothing is said of instruments in `unread` (ids): something of them arrived that could not
    /// be read.
    ///
    /// # Errors
    /// [`NotAsked::Invite`] if the row's invite cannot be read, [`NotAsked::Plan`] if the study has no plan for it: then
    /// the study is not the one that the link was made with. `records` is unchanged.
    pub fn complete(
        &self,
        row: &RegisterRow,
        unread: &BTreeSet<String>,
        records: &mut Vec<Record>,
    ) -> Result<Vec<Unasked>, NotAsked> {
        let invite = Invite::decode(&row.invite).map_err(NotAsked::Invite)?;
        let plan = Plan::new(self.study, &invite, &self.instruments).map_err(NotAsked::Plan)?;
        let unasked = take_out_unasked(&plan, records);
        for (n, asked) in (0..).zip(&plan.parts).filter(|(_, asked)| !unread.contains(&asked.instrument.id)) {
            if records.iter().any(|r| r.parts.iter().any(|p| is_asked(n, asked, r, p))) {
                continue;
            }
            let part = never_begun(n, asked, &plan.wave);
            match records.iter_mut().find(|r| r.about == asked.about) {
                Some(record) => record.parts.push(part),
                None => records.push(Record {
                    about: asked.about.clone(),
                    parts: vec![part],
                    role: row.role,
                    set: row.set,
                    slot: row.slot.clone(),
                    study: plan.study.clone(),
                    wave: plan.wave.clone(),
                }),
            }
        }
        records.iter_mut().for_each(|r| r.parts.sort_by_key(|p| p.part));
        records.sort_by_key(|r| r.parts.first().map(|p| p.part));
        Ok(unasked)
    }
}

/// Whether a part that arrived is this part of the plan. Another version of the structure is: it may have been pinned
/// anew between two waves.
fn is_asked(n: u32, asked: &PlanPart, record: &Record, part: &RecordPart) -> bool {
    part.part == n && part.instrument.id == asked.instrument.id && record.about == asked.about
}

fn take_out_unasked(plan: &Plan, records: &mut Vec<Record>) -> Vec<Unasked> {
    let mut out = Vec::new();
    for record in records.iter_mut() {
        let parts = std::mem::take(&mut record.parts);
        let planned = |p: &RecordPart| plan.parts.get(p.part as usize).is_some_and(|a| is_asked(p.part, a, record, p));
        let (asked, unasked): (Vec<_>, Vec<_>) = parts.into_iter().partition(planned);
        record.parts = asked;
        out.extend(unasked.into_iter().map(|p| Unasked { part: p.part, instrument: p.instrument.id }));
    }
    records.retain(|r| !r.parts.is_empty());
    out
}

fn never_begun(n: u32, asked: &PlanPart, wave: &str) -> RecordPart {
    let x = &asked.instrument;
    let missing = |item: &Item| if item.in_wave(wave) { Missing::NotReached } else { Missing::NotInVersion };
    let items = x.items().map(|(_, _, item)| item).filter(|item| item.kept());
    let answers = items.map(|item| (item.id.clone(), Answer::Missing(missing(item)))).collect();
    RecordPart {
        own_words: Vec::new(),
        answered_again: Vec::new(),
        complete: false,
        day: None,
        defaults: Vec::new(),
        instrument: InstrumentId { id: x.id.clone(), sha256: asked.structure.clone(), version: x.version.clone() },
        modes: Vec::new(),
        part: n,
        period: asked.period,
        scores: score(x, &answers, Context { period: asked.period, norms: None }),
        scores_page: None,
        // Nobody read any words.
        text: Words { lang: String::new(), pack: String::new(), sha256: String::new() },
        answers,
    }
}
