//! What is wrong with a study, instruments at hand.

mod ages;
mod batteries;
mod chosen;
mod easy;
mod head;
mod length;
mod own_words;
mod promises;
mod review;

pub use length::{Length, Minutes, lengths};
#[cfg(feature = "desk")]
pub use promises::telltale;

use super::{EASY, Study};
use crate::instrument::{Finding, Findings, Instrument};
use crate::time::Day;
use std::collections::BTreeMap;

/// Instruments that a study may use: id → structure.
type Instruments = BTreeMap<String, Instrument>;

/// Returns everything that is wrong with a study, each finding with JSON path, code and advice.
///
/// `instruments` are those that it may use, by id; `today` is the day to check for, because help lists expire. A missing promise is a warning in trial mode and an error in live mode.
pub fn lint_study(study: &Study, instruments: &BTreeMap<String, Instrument>, today: Day) -> Vec<Finding> {
    let mut out = Findings::default();
    head::head(study, &mut out);
    head::recipients(study, &mut out);
    head::stamp(study, &mut out);
    batteries::batteries(study, instruments, &mut out);
    batteries::waves_of_items(study, instruments, &mut out);
    easy::easy(study, &mut out);
    ages::ages(study, instruments, &mut out);
    chosen::chosen(study, instruments, &mut out);
    length::limits(study, instruments, &mut out);
    own_words::own_words(study, instruments, &mut out);
    review::rules(study, instruments, &mut out);
    promises::promises(study, instruments, today, &mut out);
    out.0
}

/// Languages in which everything must be said. Easy words are for one set and fall back to their language.
fn whole_languages(study: &Study) -> impl Iterator<Item = &String> {
    study.languages.iter().filter(|l| !l.ends_with(EASY))
}
