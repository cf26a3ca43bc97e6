//! `choices`: any number of a list. The value is their codes, in the order of the list.

use super::super::{Choice, Unfit, Value, fields};
#[cfg(feature = "desk")]
use super::{AtDesk, Fhir, ItemColumn, Labels, Reads, answer_codes};
#[cfg(feature = "check")]
use super::{Checked, Place};
use super::{Kind, Layout, codes_fit, contradicts};
#[cfg(feature = "check")]
use crate::instrument::Findings;
use serde::{Deserialize, Serialize};

/// Any number of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MultipleChoice {
    /// Name of the option list.
    pub options: String,
    /// Most options that may be chosen; all, where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<u32>,
    /// Offers only what was chosen at these items of this session, which may be of another instrument; everything where
    /// nothing was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options_from: Vec<String>,
    /// Options below each other, or words one after the other.
    #[serde(default)]
    pub layout: Layout,
}

fields!(MultipleChoice { options; at_most, options_from, layout });

impl Kind for MultipleChoice {
    fn options(&self) -> Option<&str> {
        Some(&self.options)
    }

    fn options_from(&self) -> &[String] {
        &self.options_from
    }

    fn fits(&self, choices: &[Choice], value: &Value) -> Result<(), Unfit> {
        match value {
            Value::Codes(codes) if contradicts(choices, codes) => {
                codes_fit(choices, codes, None).and(Err(Unfit::Codes))
            }
            Value::Codes(codes) => codes_fit(choices, codes, self.at_most),
            _ => Err(Unfit::Kind),
        }
    }

    fn largest(&self, choices: &[Choice]) -> Option<Value> {
        Some(Value::Codes(choices.iter().map(|c| c.code).collect()))
    }

    /// In the order of the list.
    fn tidy(&self, choices: &[Choice], value: Value) -> Value {
        let Value::Codes(codes) = value else { return value };
        let listed: Vec<i32> = choices.iter().map(|c| c.code).filter(|c| codes.contains(c)).collect();
        // One that stands twice or in no list is refused by `fits`.
        Value::Codes(if listed.len() == codes.len() { listed } else { codes })
    }
}

#[cfg(feature = "check")]
impl Checked for MultipleChoice {
    fn lint(&self, at: &Place<'_>, out: &mut Findings) {
        at.list(&self.options, out);
        at.at_most(self.at_most, out);
    }

    fn advice(&self, wrong: Unfit, choices: &[Choice]) -> String {
        super::lint::codes_advice(wrong, choices, self.at_most)
    }
}

#[cfg(feature = "desk")]
impl AtDesk for MultipleChoice {
    fn columns(&self, choices: &[Choice]) -> Vec<ItemColumn> {
        let one = |code: i32| ItemColumn {
            suffix: format!("_{code}").replace('-', "m"),
            reads: Reads::Has(code),
            meaning: "option chosen: 1 yes, 0 no",
            labels: Labels::Given(&[(1, "chosen"), (0, "not chosen")]),
            ..ItemColumn::item()
        };
        answer_codes(choices).map(one).collect()
    }

    fn fhir(&self, _: &[Choice]) -> Fhir {
        Fhir { repeats: true, ..Fhir::of("choice") }
    }

    fn made_up(&self, choices: &[Choice], below: &mut dyn FnMut(usize) -> usize) -> Option<Value> {
        let codes: Vec<i32> = answer_codes(choices).collect();
        Some(Value::Codes(codes.get(below(codes.len())).copied().into_iter().collect()))
    }
}
