//! Answers: values, the reasons why there is none, checks, and what branching shows.

mod check;
#[cfg(feature = "check")]
mod file;
mod json;
mod visible;

#[cfg(feature = "check")]
pub use check::typed;
pub use check::{check, option_missing};
#[cfg(feature = "check")]
pub use file::{LIMIT, read};
pub use json::{Given, Said};
pub use visible::{holds, visible};

/// Defined beside the options and kinds that they belong to.
pub use crate::instrument::{Missing, Unfit, Value, clean_text};

use crate::instrument::{Decimal, VecMap};

/// An answer to one item: a value, or the reason for there being none.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// What was said.
    Value(Value),
    /// Why nothing was.
    Missing(Missing),
}

/// Item id → answer. An absent key means: not reached.
pub type Answers = VecMap<String, Answer>;

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
        self.value()?.number()
    }
}
