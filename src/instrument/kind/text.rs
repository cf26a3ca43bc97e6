//! `text`: words that are typed, in a line or two.

use super::super::{Choice, Unfit, Value, fields};
#[cfg(feature = "desk")]
use super::{AtDesk, Fhir, ItemColumn};
#[cfg(feature = "check")]
use super::{Checked, Place};
use super::{Kind, longest_text, text_fits, tidy_text};
#[cfg(feature = "check")]
use crate::instrument::{CONTACT_BYTES, Destination, Findings};
use serde::{Deserialize, Serialize};

/// Words that are typed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TextEntry {
    /// Longest text in UTF-8 bytes; it fixes the size of every entry of the part.
    pub max_bytes: u32,
}

fields!(TextEntry { max_bytes });

impl Kind for TextEntry {
    fn in_words(&self) -> bool {
        true
    }

    fn fits(&self, _: &[Choice], value: &Value) -> Result<(), Unfit> {
        text_fits(value, self.max_bytes)
    }

    fn largest(&self, _: &[Choice]) -> Option<Value> {
        Some(longest_text(self.max_bytes))
    }

    fn tidy(&self, _: &[Choice], value: Value) -> Value {
        tidy_text(value, self.max_bytes)
    }
}

#[cfg(feature = "check")]
impl Checked for TextEntry {
    fn lint(&self, at: &Place<'_>, out: &mut Findings) {
        at.max_bytes(self.max_bytes, out);
    }

    fn may_go(&self, _: &[Choice], to: Destination) -> bool {
        match to {
            Destination::Nowhere => true,
            Destination::ContactWhere | Destination::ContactNotWhen => self.max_bytes <= CONTACT_BYTES,
            Destination::ContactWants => false,
        }
    }

    fn can_be_compared(&self) -> bool {
        false
    }

    fn advice(&self, wrong: Unfit, _: &[Choice]) -> String {
        super::lint::text_advice(wrong, self.max_bytes)
    }
}

#[cfg(feature = "desk")]
impl AtDesk for TextEntry {
    fn columns(&self, _: &[Choice]) -> Vec<ItemColumn> {
        vec![ItemColumn::words_given()]
    }

    fn fhir(&self, _: &[Choice]) -> Fhir {
        Fhir { max_length: Some(self.max_bytes), ..Fhir::of("text") }
    }

    fn made_up(&self, _: &[Choice], _: &mut dyn FnMut(usize) -> usize) -> Option<Value> {
        Some(Value::Text("made up".into()))
    }
}
