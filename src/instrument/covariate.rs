//! Covariates: items that families of two groups are matched by.

use super::{Decimal, fields, names};
use serde::{Deserialize, Serialize};

/// An item that families are matched by, where the main caregiver of both groups answers it at the first wave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CovariateItem {
    /// Item id.
    pub item: String,
    /// How it enters the model.
    pub kind: CovariateKind,
    /// Its value where branching left the item out and everything that its `show_if` names was answered: 0 hours of
    /// work for a person without work. Where absent, such a family is not matched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_shown: Option<Decimal>,
}

fields!(CovariateItem { item, kind; not_shown });

/// How a covariate enters the model of the propensity score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CovariateKind {
    /// As a number: also codes that stand for bands in their order.
    Number,
    /// One indicator per code, but for the first.
    Category,
}

names!(CovariateKind { Number = "number", Category = "category" });

impl CovariateKind {
    /// Both.
    pub const ALL: [CovariateKind; 2] = [CovariateKind::Number, CovariateKind::Category];

    /// Its name, as in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            CovariateKind::Number => "number",
            CovariateKind::Category => "category",
        }
    }
}
