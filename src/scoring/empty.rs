//! Why a score has no value.

#[cfg(feature = "desk")]
use super::NoNorm;
use std::fmt;

/// A reason, in words that a researcher can act on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Empty {
    /// Too few items were answered.
    TooFew {
        /// How many were.
        answered: usize,
        /// How many there are.
        of: usize,
        /// How many are needed.
        needed: usize,
    },
    /// Those that were answered leave it open.
    Undecided {
        /// How many were.
        answered: usize,
        /// How many there are.
        of: usize,
    },
    /// An earlier score that it needs is empty.
    NeedsScore(String),
    /// A condition of the definition does not hold.
    Condition {
        /// The item or score that was looked at.
        on: String,
        /// The value that it should have.
        is: String,
    },
    /// No step of the recode takes the value.
    NoStep,
    /// A norm table, age and sex are needed; the page has none of these.
    NeedsNorm(String),
    /// The norm tables at hand have nothing for this person and raw score.
    #[cfg(feature = "desk")]
    NoNorm(NoNorm),
    /// The class lies between two bounds.
    Between(&'static str, &'static str),
    /// The numbers outgrew 64 bits: the definition is wrong.
    TooLarge,
    /// A reason that was read from a file.
    Said(String),
}

impl fmt::Display for Empty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Empty::TooFew { answered, of, needed } => write!(f, "{answered} of {of} answered, {needed} needed"),
            Empty::Undecided { answered, of } => write!(f, "{answered} of {of} answered, which leaves it open"),
            Empty::NeedsScore(id) => write!(f, "needs {id}, which is empty"),
            Empty::Condition { on, is } => write!(f, "only where {on} is {is}"),
            Empty::NoStep => f.write_str("no step of the recode takes this value"),
            Empty::NeedsNorm(table) => write!(f, "needs the norm table {table} with age and sex, at the desk"),
            #[cfg(feature = "desk")]
            Empty::NoNorm(why) => why.fmt(f),
            Empty::Between(low, high) => write!(f, "between {low} and {high}"),
            Empty::TooLarge => f.write_str("too large to compute; check the definition"),
            Empty::Said(reason) => f.write_str(reason),
        }
    }
}
