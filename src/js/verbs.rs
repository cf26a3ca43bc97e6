//! What JavaScript can ask. Each verb reads its arguments, does what the desk does, and gives JSON.

use super::{Argument, Refusal};
use crate::answers::{self, Answers};
use crate::instrument::{self, Finding, Instrument, Limit, Period, Severity, Wording};
use crate::scoring::{self, Context};
use crate::study::{self, Study};
use crate::time::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What scoring may need beside the answers.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Options {
    /// The period that was asked about, where a study changed it.
    period: Option<Period>,
    /// Wave of the answers: items that it does not ask count as `not_in_version`.
    wave: Option<String>,
}

/// Returns the score document, in the form of RFC 8785.
///
/// # Errors
/// An argument that cannot be read, or answers that do not fit the instrument; then nothing is scored.
pub fn score(structure: &Argument, answers: &Argument, options: &Argument) -> Result<String, Refusal> {
    let (x, options) = (read_structure(structure)?, read_options(options)?);
    let (said, findings) = read_answers(answers, &x, &options)?;
    if findings.iter().any(|f| f.severity == Severity::Error) {
        return Err(Refusal { argument: answers.name(), findings });
    }
    json(&scoring::score(&x, &said, Context { period: options.period, norms: None }))
}

/// Returns everything that is worth a word about a set of answers.
///
/// # Errors
/// An argument that cannot be read.
pub fn check_answers(structure: &Argument, answers: &Argument, options: &Argument) -> Result<String, Refusal> {
    let (x, options) = (read_structure(structure)?, read_options(options)?);
    json(&read_answers(answers, &x, &options)?.1)
}

/// Returns everything that is wrong with a structure.
///
/// # Errors
/// It cannot be read.
pub fn lint(structure: &Argument) -> Result<String, Refusal> {
    json(&instrument::lint(&read_structure(structure)?))
}

/// Returns everything that is wrong with a text pack, held against its structure.
///
/// # Errors
/// An argument that cannot be read.
pub fn lint_wording(structure: &Argument, wording: &Argument) -> Result<String, Refusal> {
    let x = read_structure(structure)?;
    json(&instrument::lint_wording(&x, &wording.read::<Wording>(Limit::WORDING)?))
}

/// Returns everything that is wrong with a study on a day, `YYYY-MM-DD`. The files behind its pins are not looked at:
/// an object has no bytes to hash.
///
/// # Errors
/// An argument that cannot be read, or two instruments with one id.
pub fn check_study(study: &Argument, instruments: &Argument, today: &str) -> Result<String, Refusal> {
    let study: Study = study.read(Limit::STUDY)?;
    let mut shelf = BTreeMap::new();
    for (i, x) in instruments.read::<Vec<Instrument>>(answers::LIMIT)?.into_iter().enumerate() {
        let id = x.id.clone();
        if shelf.insert(id, x).is_some() {
            let advice = "another structure before it has this id; give the one that the study means";
            return Err(Refusal::one(instruments.name(), format!("$[{i}].id"), "duplicate_id", advice.into()));
        }
    }
    let today = Day::parse(today).ok_or_else(|| Refusal::unfit("today", "this is not a date"))?;
    json(&study::lint_study(&study, &shelf, today))
}

fn read_structure(given: &Argument) -> Result<Instrument, Refusal> {
    given.read(Limit::STRUCTURE)
}

fn read_answers(given: &Argument, x: &Instrument, options: &Options) -> Result<(Answers, Vec<Finding>), Refusal> {
    answers::read(given.json(), x, options.wave.as_deref()).map_err(|e| given.unreadable(&e))
}

fn read_options(given: &Argument) -> Result<Options, Refusal> {
    given.read(Limit::STRUCTURE)
}

fn json(value: &impl Serialize) -> Result<String, Refusal> {
    let ours = |e| Refusal::one("result", "$".into(), "internal", format!("this should not happen: {e}; report it"));
    serde_json::to_string(value).map_err(ours)
}
