//! What was said: values, the reasons for there being none, checks, and what is visible.

mod check;
#[cfg(feature = "check")]
mod file;
mod json;
mod visible;

pub use check::{Unfit, check, clean_text, option_missing};
#[cfg(feature = "check")]
pub use file::{LIMIT, read};
pub use json::{Given, Said};
pub use visible::{holds, visible};

/// Defined beside the options that stand for one.
pub use crate::instrument::Missing;

use crate::instrument::{Decimal, VecMap};

/// An answer to one item: a value, or the reason for there being none.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// What was said.
    Value(Value),
    /// Why nothing was.
    Missing(Missing),
}

/// What was said.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// The code of one option.
    Code(i32),
    /// The codes of several options; in the order of the list for `choices`, in the respondent's for `rank`.
    Codes(Vec<i32>),
    /// A number.
    Number(Decimal),
    /// Words.
    Text(String),
}

/// Item id → answer. An absent key means: not reached.
pub type Answers = VecMap<String, Answer>;

impl Answer {
    /// The value, where there is one.
    pub fn value(&self) -> Option<&Value> {
        match self {
            Answer::Value(v) => Some(v),
            Answer::Missing(_) => None,
        }
    }

    /// The value as a number: a code or a typed number.
    pub fn number(&self) -> Option<Decimal> {
        match self.value()? {
            Value::Code(c) => Some(Decimal::whole(*c)),
            Value::Number(n) => Some(*n),
            Value::Codes(_) | Value::Text(_) => None,
        }
    }
}
