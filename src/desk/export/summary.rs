//! What stands in the tables and who does not, for people and scripts.

use super::arrived::Arrived;
use super::slots::{LeftOut, Slot};
use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::print;
use crate::desk::inputs::records::Used;
use crate::export::People;
use crate::instrument::Status;
use crate::study::RegisterRow;
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::Path;

/// What went into the tables.
#[derive(Default)]
pub struct Written {
    records: usize,
    /// Family and person.
    people: BTreeSet<(String, String)>,
    /// Slots, 32 hex digits each.
    slots: BTreeSet<String>,
    left_out: Vec<LeftOut>,
}

impl Written {
    /// Counts a slot.
    pub fn add(&mut self, slot: Slot, people: &People) {
        self.records += slot.records.len();
        self.left_out.extend(slot.left_out);
        if let Some(row) = slot.records.first().and_then(|r| people.invited(r)) {
            self.people.insert((row.family_id.clone(), row.person_id.clone()));
            self.slots.insert(slot.id);
        }
    }
}

/// What was written.
#[derive(Serialize)]
pub struct Summary {
    /// One per person, wave and about whom.
    records: usize,
    /// Who answered anything.
    people: usize,
    /// Instruments of our own in the tables: nobody has validated them.
    not_validated: Vec<String>,
    /// Invited, and nothing arrived.
    nothing_arrived: Vec<Invited>,
    /// Something arrived of which nothing counts: it was thrown away by the respondent, or could not be read.
    nothing_counts: Vec<Invited>,
    /// Arrived, and in no table.
    left_out: Vec<LeftOut>,
}

#[derive(Serialize)]
struct Invited {
    slot: String,
    family_id: String,
    person_id: String,
    wave: String,
}

impl Summary {
    /// Holds what was written against who was invited and what arrived.
    pub fn new(people: &People, arrived: &Arrived, used: &Used<'_>, written: Written) -> Self {
        let mut own: Vec<String> =
            used.all().filter(|x| x.status == Status::OwnNotValidated).map(|x| x.id.clone()).collect();
        own.dedup();
        let invited = |row: &RegisterRow| Invited {
            slot: row.slot.clone(),
            family_id: row.family_id.clone(),
            person_id: row.person_id.clone(),
            wave: row.wave.clone(),
        };
        let (counts_not, arrived_not): (Vec<_>, Vec<_>) =
            people.rows().filter(|r| !written.slots.contains(&r.slot)).partition(|r| arrived.has(&r.slot));
        Summary {
            records: written.records,
            people: written.people.len(),
            not_validated: own,
            nothing_arrived: arrived_not.into_iter().map(invited).collect(),
            nothing_counts: counts_not.into_iter().map(invited).collect(),
            left_out: written.left_out,
        }
    }

    /// Prints it; what was left out needs a person.
    pub fn print(&self, out: &Path, json: bool) -> Outcome {
        if json {
            print::json(self)?;
        } else {
            let people = if self.people == 1 { "1 person".into() } else { format!("{} people", self.people) };
            print::line(format_args!("{} of {people} in {}", print::count(self.records, "record"), out.display()))?;
            if !self.not_validated.is_empty() {
                print::line(format_args!("not validated: {}", self.not_validated.join(", ")))?;
            }
            list("nothing arrived from", &self.nothing_arrived)?;
            list("something arrived but nothing could be used (see report.txt) from", &self.nothing_counts)?;
        }
        if self.left_out.is_empty() {
            return Ok(Exit::Success);
        }
        self.left_out.iter().for_each(|l| eprintln!("slot {}: {}", l.slot, l.what));
        let slots: BTreeSet<&str> = self.left_out.iter().map(|l| l.slot.as_str()).collect();
        let what = format!("data of {} are not in the tables", print::count(slots.len(), "slot"));
        Err(Failure::findings(what, "check each slot listed above; rows that were written are complete"))
    }
}

fn list(what: &str, who: &[Invited]) -> Result<(), Failure> {
    if who.is_empty() {
        return Ok(());
    }
    print::line(format_args!("{what} {}:", print::count(who.len(), "invited slot")))?;
    who.iter().try_for_each(|i| {
        print::line(format_args!("  family {} person {} {} (slot {})", i.family_id, i.person_id, i.wave, i.slot))
    })
}
