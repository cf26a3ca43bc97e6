//! `number`: a number that is typed.

use super::super::{Choice, Decimal, Unfit, Value, fields};
use super::Kind;
#[cfg(feature = "desk")]
use super::{AtDesk, Fhir, ItemColumn};
#[cfg(feature = "check")]
use super::{Checked, Place};
#[cfg(feature = "check")]
use crate::instrument::Findings;
use serde::{Deserialize, Serialize};

/// A number that is typed, with at most four decimal places.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NumberEntry {
    /// Smallest number.
    pub min: Decimal,
    /// Largest number.
    pub max: Decimal,
}

fields!(NumberEntry { min, max });

impl Kind for NumberEntry {
    fn fits(&self, _: &[Choice], value: &Value) -> Result<(), Unfit> {
        match value {
            Value::Number(n) if *n < self.min || *n > self.max => Err(Unfit::Range),
            Value::Number(_) => Ok(()),
            _ => Err(Unfit::Kind),
        }
    }

    fn largest(&self, _: &[Choice]) -> Option<Value> {
        Some(Value::Number(Decimal::from_units(-9_999_999_999_999)))
    }

    fn range(&self, _: &[Choice]) -> Option<(Decimal, Decimal)> {
        Some((self.min, self.max))
    }
}

#[cfg(feature = "check")]
impl Checked for NumberEntry {
    fn lint(&self, at: &Place<'_>, out: &mut Findings) {
        if self.min > self.max {
            let advice = format!("min {} is above max {}", self.min, self.max);
            out.error(at.field("min"), "impossible_range", advice);
        }
    }

    fn typed(&self, value: Value) -> Value {
        value.number().map_or(value, Value::Number)
    }

    fn advice(&self, wrong: Unfit, _: &[Choice]) -> String {
        match wrong {
            Unfit::Kind => "give a number".into(),
            _ => format!("it runs from {} to {}", self.min, self.max),
        }
    }

    fn can_be_scored(&self) -> bool {
        true
    }
}

#[cfg(feature = "desk")]
impl AtDesk for NumberEntry {
    fn columns(&self, _: &[Choice]) -> Vec<ItemColumn> {
        vec![ItemColumn { whole: false, scale: true, ..ItemColumn::item() }]
    }

    fn fhir(&self, _: &[Choice]) -> Fhir {
        Fhir::of("decimal")
    }

    fn made_up(&self, _: &[Choice], below: &mut dyn FnMut(usize) -> usize) -> Option<Value> {
        let (low, high) = (self.min.as_whole().unwrap_or(0), self.max.as_whole().unwrap_or(10));
        let n = low + below((high - low).clamp(0, 8) as usize + 1) as i64;
        Some(Value::Number(Decimal::whole(i32::try_from(n).unwrap_or_default())))
    }
}
