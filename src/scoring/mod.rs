//! What answers mean: a score is a value or a reason, never a silent partial sum.
//!
//! Arithmetic is in exact fractions of whole numbers, also from one score to the next, so that three means of 28 ÷ 3
//! add up to 28. What is written down is rounded to four places, halves away from zero; page, desk and research page
//! give the same bytes. A score that says how it rounds goes on as rounded, because manuals do that. Numbers of a
//! definition (cut-offs, steps, conditions) have four places and are held against a value as it is written down.
//!
//! | rule | all there | some missing | nothing there |
//! |---|---|---|---|
//! | sum, mean, count | computed | as its missing rule allows, else a reason | a reason |
//! | any | 1 if one is high enough, else 0 | 1 if one of those there is, else a reason | a reason |
//! | all | 1 if each is high enough, else 0 | 0 if one of those there is not, else a reason | a reason |
//! | max | the largest | only if one of those there reaches the ceiling | a reason |
//! | linear, recode | of its one input | a reason | a reason |
//! | norm | of its one input, at the desk; in the page a reason | a reason | a reason |
//! | class | 0, 1, 2 | where the bounds agree | a reason |

mod class;
mod empty;
mod inputs;
#[cfg(feature = "desk")]
mod norms;
mod rules;

pub use empty::Empty;
#[cfg(feature = "desk")]
pub use norms::{Lacks, NoNorm, NormRow, NormTable, NormTables, NormsOf, Overlap};

use crate::answers::Answers;
use crate::instrument::{Decimal, Instrument, Period};
use num_rational::Ratio;
use serde::ser::{SerializeStruct, Serializer};
use serde::{Deserialize, Serialize};

/// The scores of one instrument. As JSON: `{"instrument":…,"scores":[…],"version":…}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScoreDocument {
    /// Instrument id, such as `phq-9`.
    pub instrument: String,
    /// One per score of the definition, in its order.
    pub scores: Vec<Scored>,
    /// Semantic version of the structure, such as `1.0.0`.
    pub version: String,
}

/// One score: a value or a reason. As JSON: `{"id":…,"value":18}` or `{"empty":"2 of 9 answered, …","id":…}`.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    /// Score id, unique in the instrument, such as `total`.
    pub id: String,
    /// The value, rounded to four decimal places, or why there is none.
    pub result: Result<Decimal, Empty>,
}

/// What a score may need besides the answers. The default is what the page has: the instrument's own period, no norms.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The recall period, if a study changed it; `None` takes the instrument's own. Only violence classes use it.
    pub period: Option<Period>,
    /// Looks a raw score up in a norm table. `None`: a score that needs one gets [`Empty::NeedsNorm`].
    pub norms: Option<&'a dyn Norms>,
}

/// Norms for one person. It is a trait so that the page, which has none, does not download any code for them.
pub trait Norms: std::fmt::Debug {
    /// Returns the norm score for a raw score in a named table, such as a T score (mean 50, SD 10).
    ///
    /// # Errors
    /// `Empty::NoNorm` with the reason (no such table, sex or age unknown, or no row for the raw score), or
    /// [`Empty::TooLarge`] if the raw score does not fit into 32 bits. It never guesses.
    fn lookup(&self, table: &str, raw: Decimal) -> Result<Decimal, Empty>;
}

/// Computes every score of an instrument, in the order of its definition.
///
/// A score is a value or a reason ([`Empty`]), never a silent partial sum. An absent key of `answers` means that the
/// item was not reached. Keys that are no items of the instrument are ignored; [`crate::answers::read`] refuses them.
/// The rule of each score, and its source, are in the instrument's definition.
///
/// ```
/// use kindstem::instrument::{Decimal, library, parse};
/// use kindstem::scoring::{Context, score};
///
/// let phq2 = parse(library::structure("phq-2").unwrap()).unwrap();
/// let (answers, _) = kindstem::answers::read(br#"{"phq2_1": 2, "phq2_2": 1}"#, &phq2, None).unwrap();
/// assert_eq!(score(&phq2, &answers, Context::default()).value("total"), Some(Decimal::whole(3)));
/// ```
pub fn score(instrument: &Instrument, answers: &Answers, context: Context<'_>) -> ScoreDocument {
    let mut scores: Vec<Scored> = Vec::with_capacity(instrument.scores.len());
    let mut earlier: Vec<Exact<'_>> = Vec::with_capacity(instrument.scores.len());
    for definition in &instrument.scores {
        let exact = rules::one(instrument, definition, answers, &earlier, context);
        let both = exact.and_then(|x| Ok((x, written(x)?)));
        earlier.push((&definition.id, both.as_ref().ok().map(|(x, _)| *x)));
        scores.push(Scored { id: definition.id.clone(), result: both.map(|(_, x)| x) });
    }
    ScoreDocument { instrument: instrument.id.clone(), scores, version: instrument.version.clone() }
}

/// An earlier score, not rounded: its id, and its value where it has one.
type Exact<'a> = (&'a str, Option<Ratio<i64>>);

/// A value as it is written down: four places.
fn written(x: Ratio<i64>) -> Result<Decimal, Empty> {
    Decimal::rounded(x, 4).ok_or(Empty::TooLarge)
}

impl ScoreDocument {
    /// Returns the value of a score; `None` if it has none or the instrument has no such score.
    pub fn value(&self, id: &str) -> Option<Decimal> {
        self.scores.iter().find(|s| s.id == id)?.result.as_ref().ok().copied()
    }
}

impl Serialize for Scored {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut out = s.serialize_struct("Scored", 2)?;
        match &self.result {
            // Keys in RFC 8785 order either way: empty, id / id, value.
            Err(reason) => {
                out.serialize_field("empty", &reason.to_string())?;
                out.serialize_field("id", &self.id)?;
            }
            Ok(value) => {
                out.serialize_field("id", &self.id)?;
                out.serialize_field("value", value)?;
            }
        }
        out.end()
    }
}

impl<'de> Deserialize<'de> for Scored {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Raw {
            id: String,
            #[serde(default)]
            value: Option<Decimal>,
            #[serde(default)]
            empty: Option<String>,
        }
        let raw = Raw::deserialize(d)?;
        let result = match (raw.value, raw.empty) {
            (Some(v), None) => Ok(v),
            (None, Some(reason)) => Err(Empty::Said(reason)),
            _ => return Err(serde::de::Error::custom("a score has either a value or a reason")),
        };
        Ok(Scored { id: raw.id, result })
    }
}
