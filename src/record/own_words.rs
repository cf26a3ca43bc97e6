//! What somebody said in their own words, and what they said about sharing it.

use crate::answers::Value;
use crate::record::{Record, Structures};
use serde::Serialize;

/// The typed own words of one slot, and its choice about sharing them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// The code that the respondent chose about sharing: 0 no, 1 yes, 2 talk first; absent without a choice.
    pub sharing: Option<i32>,
    /// In the order of the records.
    pub texts: Vec<OwnText>,
}

/// What was typed for one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OwnText {
    /// Instrument id.
    pub instrument: String,
    /// Item id.
    pub item: String,
    /// As it was typed.
    pub text: String,
}

impl Heard {
    /// Adds the typed words of a record of this slot, and its answer about sharing.
    pub fn hear(&mut self, record: &Record, structures: &Structures) {
        for part in &record.parts {
            let Some(x) = structures.get(&part.instrument.sha256) else { continue };
            for (id, answer) in part.answers.iter() {
                match answer.value() {
                    Some(Value::Code(code)) if x.item(id).is_some_and(|i| i.asks_to_share()) => {
                        self.sharing = Some(*code)
                    }
                    Some(Value::Text(text)) => {
                        self.texts.push(OwnText { instrument: x.id.clone(), item: id.clone(), text: text.clone() });
                    }
                    _ => {}
                }
            }
        }
    }
}

/// Returns the choice about sharing in English: codes 0 no, 1 yes, 2 talk first. `None` or another code means no.
pub fn sharing(code: Option<i32>) -> &'static str {
    match code {
        Some(1) => "yes",
        Some(2) => "talk with me first",
        Some(_) => "no",
        None => "not said: no",
    }
}
