//! Answers: values, the reasons why there is none, checks, and what branching shows.

mod check;
#[cfg(feature = "check")]
mod file;
mod json;
mod visible;

pub use check::{Wrong, check, clean_text, option_missing};
#[cfg(feature = "check")]
pub use file::{LIMIT, read};
pub use json::{Given, Said};
pub use visible::{holds, visible};

/// Defined beside the options that stand for one.
pub use crate::instrument::Missing;

use crate::instrument::{Decimal, Map};

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
pub type Answers = Map<String, Answer>;

impl Answer {
    /// Returns the value; `None` for a missing code.
    pub fn value(&self) -> Option<&Value> {
        match self {
            Answer::Value(v) => Some(v),
            Answer::Missing(_) => None,
        }
    }

    /// Returns the value as a number, if it is a code or a typed number.
    pub fn number(&self) -> Option<Decimal> {
        match self.value()? {
            Value::Code(c) => Some(Decimal::whole(*c)),
            Value::Number(n) => Some(*n),
            Value::Codes(_) | Value::Text(_) => None,
        }
    }
}
