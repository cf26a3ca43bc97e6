//! What every made-up family has in common.

use super::parameters::Parameters;
use crate::instrument::Instrument;
use crate::study::Study;
use std::collections::BTreeMap;

/// The first of January of this year is day one of every made-up study.
pub const YEAR: u32 = 2026;

/// What every family needs.
pub struct World<'a> {
    /// The pinned study.
    pub study: &'a Study,
    /// What is true of the cohort.
    pub parameters: &'a Parameters,
    /// Id → structure.
    pub instruments: BTreeMap<String, Instrument>,
    /// Seed of everything that is drawn.
    pub seed: u64,
}

/// The day of a wave, `YYYY-MM`: the study begins in January.
pub fn month(offset: u32) -> String {
    format!("{:04}-{:02}", YEAR + offset / 12, offset % 12 + 1)
}
