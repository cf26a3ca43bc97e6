//! `rank`: some of a list, in an order. The value is their codes, the first first.

use super::super::{Choice, Unfit, Value, fields};
#[cfg(feature = "desk")]
use super::{AtDesk, Fhir, ItemColumn, Labels, Reads, answer_codes};
#[cfg(feature = "check")]
use super::{Checked, Place};
use super::{Kind, codes_fit, contradicts};
#[cfg(feature = "check")]
use crate::instrument::{Destination, Findings};
use serde::{Deserialize, Serialize};

/// Some of a list, in an order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Ranking {
    /// Name of the option list.
    pub options: String,
    /// Most options that may be ranked; all, where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<u32>,
    /// Offers only what was chosen at these items of this session, which may be of another instrument; everything where
    /// nothing was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options_from: Vec<String>,
    /// Asks nothing: stores the order, drawn anew in each session, in which this page shows the items with the same
    /// option list.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub shuffled: bool,
}

fields!(Ranking { options; at_most, options_from, shuffled });

impl Kind for Ranking {
    fn options(&self) -> Option<&str> {
        Some(&self.options)
    }

    fn options_from(&self) -> &[String] {
        &self.options_from
    }

    fn asks(&self) -> bool {
        !self.shuffled
    }

    fn shuffles(&self) -> bool {
        self.shuffled
    }

    fn fits(&self, choices: &[Choice], value: &Value) -> Result<(), Unfit> {
        match value {
            // A drawn order holds the whole list, also what rules out the others as an answer.
            Value::Codes(codes) if !self.shuffled && contradicts(choices, codes) => {
                codes_fit(choices, codes, None).and(Err(Unfit::Codes))
            }
            Value::Codes(codes) => codes_fit(choices, codes, self.at_most),
            _ => Err(Unfit::Kind),
        }
    }

    fn largest(&self, choices: &[Choice]) -> Option<Value> {
        Some(Value::Codes(choices.iter().map(|c| c.code).collect()))
    }
}

#[cfg(feature = "check")]
impl Checked for Ranking {
    fn lint(&self, at: &Place<'_>, out: &mut Findings) {
        at.list(&self.options, out);
        at.at_most(self.at_most, out);
        if self.shuffled && (self.at_most.is_some() || at.is_behind_option) {
            let advice = "a shuffled order is a rank of the whole list, behind no door";
            out.error(at.field("shuffled"), "not_for_kind", advice);
        }
    }

    fn may_go(&self, _: &[Choice], to: Destination) -> bool {
        to == Destination::Nowhere && !self.shuffled
    }

    fn advice(&self, wrong: Unfit, choices: &[Choice]) -> String {
        super::lint::codes_advice(wrong, choices, self.at_most)
    }

    fn in_questionnaire(&self) -> bool {
        false
    }
}

#[cfg(feature = "desk")]
impl AtDesk for Ranking {
    fn columns(&self, choices: &[Choice]) -> Vec<ItemColumn> {
        let places = self.at_most.map_or(answer_codes(choices).count(), |n| n as usize);
        let one = |place: usize| ItemColumn {
            suffix: format!("_place{place}"),
            reads: Reads::Nth(place),
            says: format!(" Place {place}"),
            meaning: "place in a ranking",
            labels: Labels::Options,
            ..ItemColumn::item()
        };
        (1..=places).map(one).collect()
    }

    fn fhir(&self, _: &[Choice]) -> Fhir {
        // Nobody is asked for an order that was drawn.
        Fhir { repeats: true, read_only: self.shuffled, ..Fhir::of("choice") }
    }

    fn made_up(&self, choices: &[Choice], _: &mut dyn FnMut(usize) -> usize) -> Option<Value> {
        let places = self.at_most.map_or(2, |n| n as usize).min(2);
        Some(Value::Codes(answer_codes(choices).take(places).collect()))
    }
}
