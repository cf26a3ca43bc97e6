//! What is open, until the page is locked.

use super::voice::Voice;
use crate::change::{Cohort, Measure, measures};
use crate::record::{Call, Record, ReviewLine, SlotReport, Structures};
use crate::study::{Register, RegisterRow, Study};
use std::collections::BTreeMap;

/// Everything that was opened.
pub(super) struct Held {
    pub study: Study,
    pub register: Option<Register>,
    pub structures: Structures,
    pub records: Vec<Record>,
    /// Who waits for a talk.
    pub waiting: Vec<Call>,
    /// Entries that have the mark of a deletion, and nobody decided about it: they are in no table.
    pub erased_by_mark: usize,
    /// Records that are in no table: nobody checked their link, or sessions contradict each other.
    pub set_aside: usize,
    /// Contact envelopes that these keys do not open: nobody here knows who waits.
    pub contacts_closed: usize,
    pub review: Vec<ReviewLine>,
    /// Messages of the letterbox.
    pub letters: usize,
    pub slots: Vec<SlotReport>,
    pub envelopes: usize,
    /// Kind of fault → how many envelopes.
    pub faults: BTreeMap<String, usize>,
    pub voices: Vec<Voice>,
    /// Scores that have a number somewhere.
    pub measures: Vec<Measure>,
    /// Records of which the register knows nobody.
    pub strangers: usize,
}

impl Held {
    /// Everybody's answers over the waves; none without a register, which joins them.
    pub fn cohort(&self) -> Option<(Cohort<'_>, usize)> {
        let mut cohort = Cohort::new(self.register.as_ref()?, &self.structures);
        let strangers = self.records.iter().filter(|r| !cohort.add(r)).count();
        Some((cohort, strangers))
    }

    /// Waves that are moments, in their order.
    pub fn moments(&self) -> Vec<&str> {
        self.study.waves.iter().filter(|w| !w.any_time).map(|w| w.id.as_str()).collect()
    }

    /// Whose slot it is.
    pub fn row(&self, slot: &str) -> Option<&RegisterRow> {
        self.register.as_ref()?.row(slot)
    }

    /// Looks once which scores there are, and whom the register does not know.
    pub fn look(&mut self) {
        let found = self.cohort().map(|(cohort, strangers)| (measures(&cohort).into_iter().collect(), strangers));
        if let Some((measures, strangers)) = found {
            (self.measures, self.strangers) = (measures, strangers);
        }
    }
}
