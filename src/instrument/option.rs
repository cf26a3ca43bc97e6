//! One option of a list.

use super::{Missing, fields};
use serde::{Deserialize, Serialize};

/// One option of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The code that is stored.
    pub code: i32,
    /// Choosing it is not an answer but this reason for there being none ("no such person").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<Missing>,
    /// Rules out every other option of a `choices` item ("none of these").
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub exclusive: bool,
    /// Offered only where something was written at one of the item's `options_from`: "what I wrote myself".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub needs_text: bool,
}

fields!(Choice { code; missing, exclusive, needs_text });
