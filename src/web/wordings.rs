//! The words of the instruments of a plan.

use crate::instrument::Wording;
use std::rc::Rc;

/// Words of instruments of the plan in one language.
#[derive(Clone, Default)]
pub(super) struct Wordings(Vec<Rc<Wording>>);

impl Wordings {
    /// Adds those of more instruments.
    pub fn add(&mut self, others: Vec<Wording>) {
        self.0.extend(others.into_iter().map(Rc::new));
    }

    /// Those of an instrument.
    pub fn get(&self, instrument: &str) -> Option<&Wording> {
        self.0.iter().find(|w| w.instrument == instrument).map(Rc::as_ref)
    }
}
