//! Why a score has no value.

#[cfg(feature = "desk")]
use super::NoNorm;
use std::fmt;

/// Why a score has no value. [`Display`](fmt::Display) says it in words that a researcher can act on, in English.
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
    /// The items that were answered do not decide it: an unanswered one could change the result (rules `any`, `all`,
    /// `max`).
    Undecided {
        /// How many were.
        answered: usize,
        /// How many there are.
        of: usize,
    },
    /// An earlier score that it needs has no value; its id.
    NeedsScore(String),
    /// A condition of the definition does not hold.
    Condition {
        /// Id of the item or score that the condition is about.
        on: String,
        /// The value that it should have had, as text.
        is: String,
    },
    /// No step of the recode takes the value.
    NoStep,
    /// It needs a norm table (its name), age and sex; the page has none of these.
    NeedsNorm(String),
    /// The given norm tables have no row for this person and raw score.
    #[cfg(feature = "desk")]
    NoNorm(NoNorm),
    /// The violence class lies between two: the lowest and the highest possible, by name.
    Between(&'static str, &'static str),
    /// The exact fraction does not fit into 64-bit integers: the definition is wrong.
    TooLarge,
    /// A reason that was read from a file, as text.
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
