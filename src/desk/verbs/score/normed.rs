//! Scores that need norms, with the tables and the register that were given.

use super::Args;
use crate::desk::host::error::Failure;
use crate::desk::host::print;
use crate::desk::inputs::{norms, register, study};
use crate::export::{People, needs_norms, normed};
use crate::instrument::Instrument;
use crate::record::{Record, RecordPart};
use crate::scoring::{NormTables, ScoreDocument, Scored};
use serde::Serialize;

/// Norm tables, and who is how old.
pub struct NormInputs {
    tables: NormTables,
    people: People,
}

/// A score that norms changed: one that needs a table, or a score that has one.
#[derive(Serialize)]
pub struct NormScore {
    slot: String,
    wave: String,
    part: u32,
    instrument: String,
    #[serde(flatten)]
    score: Scored,
}

impl NormInputs {
    /// Reads what the options name; `None` without `--norms`.
    pub fn given(args: &Args) -> Result<Option<Self>, Failure> {
        let Some(dir) = &args.norms else { return Ok(None) };
        let (Some(study), Some(register)) = (&args.study, &args.register) else {
            let what = "norms need age and sex, which only the register has";
            return Err(Failure::unusable(what, "add --study STUDY.JSON --register FILE --identity KEY.TXT"));
        };
        let study = study::read(study)?;
        let people = People::new(register::open(register, &args.identity, &study)?);
        Ok(Some(NormInputs { tables: norms::read(dir)?, people }))
    }

    /// What is another score than without norms.
    pub fn scores(
        &self,
        x: &Instrument,
        record: &Record,
        part: &RecordPart,
        without: &ScoreDocument,
    ) -> Vec<NormScore> {
        if !needs_norms(x) {
            return Vec::new();
        }
        let with = normed(x, record, part, &self.people, &self.tables);
        let changed = with.scores.into_iter().zip(&without.scores).filter(|(with, without)| with != *without);
        let one = |score| NormScore {
            slot: record.slot.clone(),
            wave: record.wave.clone(),
            part: part.part,
            instrument: part.instrument.id.clone(),
            score,
        };
        changed.map(|(score, _)| one(score)).collect()
    }
}

impl NormScore {
    /// How many were found, and why the others were not.
    pub fn print(all: &[Self]) -> Result<(), Failure> {
        let mut found = 0;
        for NormScore { slot, wave, part, instrument, score } in all {
            match &score.result {
                Ok(_) => found += 1,
                Err(why) => {
                    print::line(format_args!("slot {slot} {wave} part {part} {instrument} {}: {why}", score.id))?;
                }
            }
        }
        let scores = print::count(found, "score");
        print::line(format_args!("{scores} with norms, {} without; --json shows them", all.len() - found))
    }
}
