//! Branching as data: comparisons as in FHIR `enableWhen`, joined by `all` or `any`.

use super::{Decimal, fields, names};
use serde::{Deserialize, Serialize};

/// When an item is asked. Exactly one of the two lists has entries.
///
/// | the item named | `exists` | any other comparison |
/// |---|---|---|
/// | has a value | true | compares the value |
/// | has a missing code, or is not shown | false | false |
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ShowIf {
    /// Every one of these must hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub all: Vec<Comparison>,
    /// At least one of these must hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub any: Vec<Comparison>,
}

fields!(ShowIf { ; all, any });

/// One comparison with an earlier item of the same block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// The item that is looked at.
    pub item: String,
    /// How it is compared.
    pub op: Op,
    /// With what; absent for `exists` and `missing`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Decimal>,
}

fields!(Comparison { item, op; value });

/// How a comparison compares. A `choices` or `rank` answer is compared as "one of the chosen codes".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// There is a value.
    Exists,
    /// There is none.
    Missing,
    /// Equal.
    Eq,
    /// Not equal.
    Ne,
    /// Less than.
    Lt,
    /// At most.
    Le,
    /// More than.
    Gt,
    /// At least.
    Ge,
}

names!(Op {
    Exists = "exists", Missing = "missing", Eq = "eq", Ne = "ne", Lt = "lt", Le = "le", Gt = "gt", Ge = "ge"
});

impl ShowIf {
    /// Returns every comparison, whichever list it stands in.
    pub fn comparisons(&self) -> impl Iterator<Item = &Comparison> {
        self.all.iter().chain(&self.any)
    }
}
