//! The records of each slot, held against the register and made whole by what the study asked.

use super::arrived::Arrived;
use crate::desk::host::error::Failure;
use crate::desk::inputs::records::Records;
use crate::export::{Asked, NotAsked, People};
use crate::record::Record;
use crate::study::NoPlan;
use serde::Serialize;
use std::collections::BTreeSet;
use std::iter::Peekable;

/// One person in one wave.
pub struct Slot {
    /// Slot, 32 hex digits.
    pub id: String,
    /// Every part that was asked, whether it was begun or not; none where nobody was invited to answer this.
    pub records: Vec<Record>,
    /// What arrived and stands in no table.
    pub left_out: Vec<LeftOut>,
}

/// Something that arrived and stands in no table.
#[derive(Serialize)]
pub struct LeftOut {
    /// Slot, 32 hex digits.
    pub slot: String,
    /// What, and what to do.
    pub what: String,
}

/// The slots of a folder that `unseal` wrote, one after the other.
pub struct Slots<'a> {
    records: Peekable<Records>,
    seen: BTreeSet<String>,
    people: &'a People,
    asked: &'a Asked<'a>,
    arrived: &'a Arrived,
}

impl<'a> Slots<'a> {
    pub fn new(records: Records, people: &'a People, asked: &'a Asked<'a>, arrived: &'a Arrived) -> Self {
        Slots { records: records.peekable(), seen: BTreeSet::new(), people, asked, arrived }
    }

    fn slot(&mut self, first: Record) -> Result<Slot, Failure> {
        let id = first.slot.clone();
        if !self.seen.insert(id.clone()) {
            let what = format!("records.jsonl: the records of slot {id} are not consecutive");
            return Err(Failure::unusable(
                what,
                "unseal all envelopes into one folder; do not join records.jsonl files by hand",
            ));
        }
        let mut records = vec![first];
        while let Some(more) = self.records.next_if(|r| r.as_ref().is_ok_and(|r| r.slot == id)) {
            records.push(more?);
        }
        let mut what = Vec::new();
        let all = records.len();
        records.retain(|r| self.people.invited(r).is_some());
        if records.len() < all {
            what.push("the register has no such link; somebody who was not invited wrote to the intake".to_string());
        }
        if let Some(row) = records.first().and_then(|r| self.people.invited(r)) {
            let none = BTreeSet::new();
            let unread = self.arrived.unread(&id).unwrap_or(&none);
            let unasked = self.asked.complete(row, unread, &mut records).map_err(|why| no_plan(&id, &why))?;
            what.extend(unasked.into_iter().map(|u| {
                format!(
                    "part {} ({}) differs from what the study asks there; check that it is the right study file",
                    u.part, u.instrument
                )
            }));
            what.extend(unread.iter().map(|x| {
                format!("{x} arrived but is not in the records; run kindstem unseal again with --instruments DIR")
            }));
        }
        let left_out = what.into_iter().map(|what| LeftOut { slot: id.clone(), what }).collect();
        Ok(Slot { id, records, left_out })
    }
}

impl Iterator for Slots<'_> {
    type Item = Result<Slot, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.records.next()?.and_then(|first| self.slot(first)))
    }
}

fn no_plan(slot: &str, why: &NotAsked) -> Failure {
    let advice = match why {
        NotAsked::Plan(NoPlan::NotLoaded(_)) => {
            "pass its folder with --instruments DIR; the site's instruments/ has the file"
        }
        _ => "use the study file that the links were made with",
    };
    Failure::unusable(format_args!("slot {slot}: {why}"), advice)
}
