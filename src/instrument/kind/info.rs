//! `info`: a text to read. It asks nothing and gives no answer.

use super::super::{Choice, Unfit, Value, fields, names};
use super::Kind;
#[cfg(feature = "desk")]
use super::{AtDesk, Fhir, ItemColumn};
#[cfg(feature = "check")]
use super::{Checked, Place};
#[cfg(feature = "check")]
use crate::instrument::{Destination, Findings};
use serde::{Deserialize, Serialize};

/// A text to read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Info {
    /// A drawing beside the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
    /// *Snel weg* is practised on this page: the first press covers it for a moment and comes back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub practice: bool,
}

fields!(Info { ; picture, practice });

/// Drawings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Picture {
    /// Who reads this.
    Lock,
    /// A pause between parts.
    Cup,
    /// Two people who talk.
    Talk,
}

names!(Picture { Lock = "lock", Cup = "cup", Talk = "talk" });

impl Kind for Info {
    fn answers(&self) -> bool {
        false
    }

    fn fits(&self, _: &[Choice], _: &Value) -> Result<(), Unfit> {
        Err(Unfit::Kind)
    }

    fn largest(&self, _: &[Choice]) -> Option<Value> {
        None
    }
}

#[cfg(feature = "check")]
impl Checked for Info {
    fn lint(&self, _: &Place<'_>, _: &mut Findings) {}

    fn may_go(&self, _: &[Choice], _: Destination) -> bool {
        false
    }

    fn advice(&self, _: Unfit, _: &[Choice]) -> String {
        "take it out".into()
    }

    fn in_questionnaire(&self) -> bool {
        false
    }
}

#[cfg(feature = "desk")]
impl AtDesk for Info {
    fn columns(&self, _: &[Choice]) -> Vec<ItemColumn> {
        Vec::new()
    }

    fn fhir(&self, _: &[Choice]) -> Fhir {
        Fhir::of("display")
    }

    fn made_up(&self, _: &[Choice], _: &mut dyn FnMut(usize) -> usize) -> Option<Value> {
        None
    }
}
