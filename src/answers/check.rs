//! Whether a value fits its item.

use super::{Missing, Value};
use crate::instrument::{Instrument, Item, Kind};
use std::fmt;

/// Why a value does not fit its item. It contains nothing of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The item takes another kind of value.
    Kind,
    /// No such option.
    Code,
    /// An option stands twice, or one that stands alone has company.
    Codes,
    /// More options than allowed.
    TooMany,
    /// Below `min` or above `max`.
    Range,
    /// More bytes than `max_bytes`.
    TooLong,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Wrong::Kind => "the item takes another kind of value",
            Wrong::Code => "the item has no option with this code",
            Wrong::Codes => "an option stands twice, or beside one that rules it out",
            Wrong::TooMany => "more options than the item allows",
            Wrong::Range => "the number lies outside the item's range",
            Wrong::TooLong => "the text is longer than the item allows",
        })
    }
}

impl std::error::Error for Wrong {}

/// Checks that a value fits its item: its kind, its options, its range or its length.
///
/// # Errors
/// The first thing that does not fit.
pub fn check(instrument: &Instrument, item: &Item, value: &Value) -> Result<(), Wrong> {
    let choices = instrument.choices(item);
    match (item.kind, value) {
        (Kind::Choice, Value::Code(c)) => {
            if choices.iter().any(|o| o.code == *c && o.missing.is_none()) {
                Ok(())
            } else {
                Err(Wrong::Code)
            }
        }
        (Kind::Choices | Kind::Rank, Value::Codes(codes)) => {
            let twice = (1..codes.len()).any(|n| codes[..n].contains(&codes[n]));
            // A drawn order holds the whole list, also what stands alone as an answer.
            let alone = !item.drawn && codes.iter().any(|c| choices.iter().any(|o| o.code == *c && o.alone));
            if codes.iter().any(|c| !choices.iter().any(|o| o.code == *c && o.missing.is_none())) {
                Err(Wrong::Code)
            } else if twice || (alone && codes.len() > 1) {
                Err(Wrong::Codes)
            } else if item.at_most.is_some_and(|n| codes.len() > n as usize) {
                Err(Wrong::TooMany)
            } else {
                Ok(())
            }
        }
        (Kind::Number, Value::Number(n)) => {
            if item.min.is_some_and(|m| *n < m) || item.max.is_some_and(|m| *n > m) {
                Err(Wrong::Range)
            } else {
                Ok(())
            }
        }
        (Kind::Text | Kind::OwnWords, Value::Text(t)) => {
            if item.max_bytes.is_some_and(|m| t.len() > m as usize) {
                Err(Wrong::TooLong)
            } else {
                Ok(())
            }
        }
        _ => Err(Wrong::Kind),
    }
}

/// Returns the missing code that an option means, such as "I do not know" as an option; `None` for an ordinary option.
pub fn option_missing(instrument: &Instrument, item: &Item, code: i32) -> Option<Missing> {
    instrument.choices(item).iter().find(|o| o.code == code)?.missing
}

/// Returns typed words as they are stored: without control characters except line feeds, cut to at most `max_bytes`
/// bytes of UTF-8 between two characters.
///
/// ```
/// use kindstem::answers::clean_text;
///
/// assert_eq!(clean_text("één\u{7}\n", 100), "één\n");
/// assert_eq!(clean_text("één", 4), "éé");
/// ```
pub fn clean_text(typed: &str, max_bytes: u32) -> String {
    let mut out = String::with_capacity(typed.len().min(max_bytes as usize));
    for c in typed.chars().filter(|c| *c == '\n' || !c.is_control()) {
        if out.len() + c.len_utf8() > max_bytes as usize {
            break;
        }
        out.push(c);
    }
    out
}
