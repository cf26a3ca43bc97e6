//! Whether a value fits its item.

use super::{Missing, Value};
use crate::instrument::{Instrument, Item, Kind};
use std::fmt;

/// Why a value does not fit. Holds nothing of what was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
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

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Unfit::Kind => "the item takes another kind of value",
            Unfit::Code => "the item has no option with this code",
            Unfit::Codes => "an option stands twice, or beside one that rules it out",
            Unfit::TooMany => "more options than the item allows",
            Unfit::Range => "the number lies outside the item's range",
            Unfit::TooLong => "the text is longer than the item allows",
        })
    }
}

impl std::error::Error for Unfit {}

/// Whether a value fits its item.
///
/// # Errors
/// What does not fit.
pub fn check(instrument: &Instrument, item: &Item, value: &Value) -> Result<(), Unfit> {
    let choices = instrument.choices(item);
    match (item.kind, value) {
        (Kind::Choice, Value::Code(c)) => {
            if choices.iter().any(|o| o.code == *c && o.missing.is_none()) {
                Ok(())
            } else {
                Err(Unfit::Code)
            }
        }
        (Kind::Choices | Kind::Rank, Value::Codes(codes)) => {
            let twice = (1..codes.len()).any(|n| codes[..n].contains(&codes[n]));
            // A drawn order holds the whole list, also what stands alone as an answer.
            let alone = !item.shuffled && codes.iter().any(|c| choices.iter().any(|o| o.code == *c && o.exclusive));
            if codes.iter().any(|c| !choices.iter().any(|o| o.code == *c && o.missing.is_none())) {
                Err(Unfit::Code)
            } else if twice || (alone && codes.len() > 1) {
                Err(Unfit::Codes)
            } else if item.at_most.is_some_and(|n| codes.len() > n as usize) {
                Err(Unfit::TooMany)
            } else {
                Ok(())
            }
        }
        (Kind::Number, Value::Number(n)) => {
            if item.min.is_some_and(|m| *n < m) || item.max.is_some_and(|m| *n > m) {
                Err(Unfit::Range)
            } else {
                Ok(())
            }
        }
        (Kind::Text | Kind::OwnWords, Value::Text(t)) => {
            if item.max_bytes.is_some_and(|m| t.len() > m as usize) {
                Err(Unfit::TooLong)
            } else {
                Ok(())
            }
        }
        _ => Err(Unfit::Kind),
    }
}

/// The missing code that choosing an option stands for, where it stands for one.
pub fn option_missing(instrument: &Instrument, item: &Item, code: i32) -> Option<Missing> {
    instrument.choices(item).iter().find(|o| o.code == code)?.missing
}

/// Typed words as they are kept: control characters out (a line feed stays), cut at `max_bytes` between characters.
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
