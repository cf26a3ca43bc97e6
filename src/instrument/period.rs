//! About what time an item asks.

use super::{Decimal, fields, names};
use serde::{Deserialize, Serialize};

/// The recall period, stored with every answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// From where it is counted.
    pub anchor: Anchor,
    /// Length in months of 30.4375 days: 12 for a year, 0.92 for four weeks, 0.23 for a week. For `previous_wave`
    /// the length that the study plans.
    pub months: Decimal,
}

fields!(Period { anchor, months });

/// From where a recall period is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// Back from today.
    Fixed,
    /// Since the previous measurement.
    PreviousWave,
}

names!(Anchor { Fixed = "fixed", PreviousWave = "previous_wave" });
