//! How answers become numbers, as data. What each rule does is in [`crate::scoring`].

use super::{Decimal, fields, names};
use serde::{Deserialize, Serialize};

/// One score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Score {
    /// `total`, or the construct in snake_case.
    pub id: String,
    /// What is done.
    pub rule: Rule,
    /// Items that go in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    /// Earlier scores that go in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scores: Vec<String>,
    /// Which of `items` count the other way round: lowest + highest possible − points.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reverse: Vec<String>,
    /// Table that turns each item's code into points first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recode: Option<String>,
    /// `count`, `any`, `all`: an input counts from here. Default 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Decimal>,
    /// `max`: the highest possible value; reaching it decides the score whatever is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling: Option<Decimal>,
    /// `linear`: multiplied by this (default 1) …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factor: Option<Decimal>,
    /// … and added to this (default 0).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<Decimal>,
    /// `recode`: from which value to which result, first match.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<RecodeStep>,
    /// `norm`: which table is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub norm: Option<Norm>,
    /// `class`: the violence class and its parameters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<ViolenceClass>,
    /// What missing items do. Complete answers are needed where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<MissingRule>,
    /// Only where this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_if: Option<Condition>,
    /// Rounding of the result; four places where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<Rounding>,
    /// Lowest possible value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<Decimal>,
    /// Highest possible value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Decimal>,
    /// Cut-offs, for exports and figures; never shown to a respondent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<Band>,
    /// Standard deviation of the norm or the pre-treatment sample, for reliable change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sd: Option<Decimal>,
    /// Reliability, for reliable change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reliability: Option<Reliability>,
    /// Where rule, cut-offs and figures come from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// `false` where any of it is from memory; printed in codebook and catalogue.
    #[serde(default)]
    pub checked: bool,
}

fields!(Score {
    id, rule;
    items, scores, reverse, recode, at_least, ceiling, factor, offset, steps, norm, class, missing, only_if, round,
    min, max, bands, sd, reliability, sources, checked
});

/// What is done with the inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Added up.
    Sum,
    /// Added up and divided by their number.
    Mean,
    /// How many are `at_least` or more.
    Count,
    /// 1 if one is `at_least` or more, also with others missing; 0 only when all are there.
    Any,
    /// 0 if one is below `at_least`, also with others missing; 1 only when all are there.
    All,
    /// The largest.
    Max,
    /// `factor` × the one input + `offset`.
    Linear,
    /// The one input, looked up in `steps`.
    Recode,
    /// The one input, looked up in a norm table that the researcher brings; only at the desk.
    Norm,
    /// None, moderate or frequent-or-severe violence: 0, 1, 2.
    Class,
}

names!(Rule {
    Sum = "sum", Mean = "mean", Count = "count", Any = "any", All = "all", Max = "max", Linear = "linear",
    Recode = "recode", Norm = "norm", Class = "class"
});

/// What missing items do to a `sum`, `mean` or `count`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MissingRule {
    /// Up to so many may be missing.
    pub at_most: u32,
    /// What then happens.
    pub then: Then,
}

fields!(MissingRule { at_most, then });

/// What happens with the allowed number of missing items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Then {
    /// The result grows in proportion: sum × items ÷ answered.
    Prorate,
    /// Each missing item takes the mean of the answered ones. The same number as `prorate` for a sum or a mean;
    /// both names stand because manuals use both.
    PersonMean,
    /// Each missing item counts as nothing, because the published rule says so.
    Zero,
}

names!(Then { Prorate = "prorate", PersonMean = "person_mean", Zero = "zero" });

/// A condition for a score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The item that is looked at, or …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// … the earlier score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<String>,
    /// The value that it must have.
    pub is: Decimal,
    /// The score's value where it has another one; a reason instead where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<Decimal>,
}

fields!(Condition { is; item, score, otherwise });

/// One row of a table from answer code to points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Points {
    /// The stored code.
    pub code: i32,
    /// What it counts for.
    pub points: Decimal,
}

fields!(Points { code, points });

/// One step of a `recode`: values from `from` to `to`, both included, become `value`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecodeStep {
    /// Smallest value that takes this step.
    pub from: Decimal,
    /// Largest value that takes this step.
    pub to: Decimal,
    /// The result.
    pub value: Decimal,
}

fields!(RecodeStep { from, to, value });

/// Rounding of a result, halves away from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rounding {
    /// Number of decimal places, 0 to 4.
    pub places: u8,
}

fields!(Rounding { places });

/// One band of a score, both ends included.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Name in snake_case: `clinical`, `moderate`.
    pub id: String,
    /// Lowest value.
    pub from: Decimal,
    /// Highest value.
    pub to: Decimal,
}

fields!(Band { id, from, to });

/// A norm table that the researcher brings, because no published table may be shipped.
///
/// The file has the columns `sex,age_from,age_to,raw,t`, in any order, and a row per raw score:
///
/// | column | holds |
/// |---|---|
/// | `sex` | `f`, `m`, or nothing for either |
/// | `age_from`, `age_to` | ages in whole years, both ends included |
/// | `raw` | the raw score, a whole number; a fractional one (a scale with a missing item, prorated) is looked up after rounding to the nearest whole number, halves away from zero |
/// | `t` | the norm score |
///
/// Sex and age are those of the person whom the answers are about, on the day of the answers. For one sex, age and
/// raw score there is one row or none; where there is none, the score is empty and says why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Norm {
    /// Name of the table; the file is `NAME.csv`.
    pub table: String,
}

fields!(Norm { table });

/// Reliability with its kind: with α instead of a retest, reliable change over a year comes out too easily.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reliability {
    /// Between 0 and 1.
    pub value: Decimal,
    /// How it was found.
    pub kind: ReliabilityKind,
}

fields!(Reliability { value, kind });

/// How a reliability was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReliabilityKind {
    /// Measured twice.
    Retest,
    /// Cronbach's α.
    Alpha,
    /// McDonald's ω.
    Omega,
}

impl ReliabilityKind {
    /// Its name, as in JSON and in tables.
    pub const fn name(self) -> &'static str {
        match self {
            ReliabilityKind::Retest => "retest",
            ReliabilityKind::Alpha => "alpha",
            ReliabilityKind::Omega => "omega",
        }
    }
}

names!(ReliabilityKind { Retest = "retest", Alpha = "alpha", Omega = "omega" });

/// Parameters of the violence class (this project's own rule, not that of a published study; `src/scoring/class.rs`
/// defines it).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ViolenceClass {
    /// Which of the score's items are severe: one of them at all makes the class 2.
    pub severe: Vec<String>,
    /// From this many times per twelve months the class is 2. The default of this project is 12.
    pub frequent_at: Decimal,
    /// What missing items count for.
    pub bound: Bound,
}

fields!(ViolenceClass { severe, frequent_at, bound });

/// What missing items count for in a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// The class where `low` and `high` agree, else a reason.
    Exact,
    /// As if nothing of what is missing had happened.
    Low,
    /// As if all of it had happened as often as possible.
    High,
}

names!(Bound { Exact = "exact", Low = "low", High = "high" });
