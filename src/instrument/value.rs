//! What can be said, whatever was asked.

use super::Decimal;
use serde::ser::{Serialize, Serializer};
use std::fmt;

/// What was said.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// The code of one option.
    Code(i32),
    /// The codes of several options; in the order of the list for `choices`, in the respondent's for `rank`.
    Codes(Vec<i32>),
    /// A number.
    Number(Decimal),
    /// A day, a month or a year.
    Date(Date),
    /// Words.
    Text(String),
}

impl Value {
    /// The value as a number: a code or a typed number.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Value::Code(c) => Some(Decimal::whole(*c)),
            Value::Number(n) => Some(*n),
            Value::Codes(_) | Value::Date(_) | Value::Text(_) => None,
        }
    }

    /// The codes of several options.
    pub fn codes(&self) -> Option<&[i32]> {
        match self {
            Value::Codes(codes) => Some(codes),
            Value::Code(_) | Value::Number(_) | Value::Date(_) | Value::Text(_) => None,
        }
    }

    /// The n-th number of several, from 1.
    #[cfg(feature = "desk")]
    pub fn nth(&self, n: usize) -> Option<i32> {
        match self {
            Value::Date(date) => date.parts().nth(n.checked_sub(1)?).and_then(|part| i32::try_from(part).ok()),
            _ => self.codes()?.get(n.checked_sub(1)?).copied(),
        }
    }

    /// Whether nothing is said: no words, no options.
    pub fn is_empty(&self) -> bool {
        match self {
            Value::Text(text) => text.is_empty(),
            Value::Codes(codes) => codes.is_empty(),
            Value::Code(_) | Value::Number(_) | Value::Date(_) => false,
        }
    }
}

/// A date that exists, as fine as it was asked: a year, a month, or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date([u32; 3]);

impl Date {
    /// From year (1000 to 9999), month (1 to 12) and day, the last one or two left out. `None` where it does not exist.
    pub fn new(parts: &[u32]) -> Option<Self> {
        let (year, month) = (*parts.first()?, parts.get(1).copied().unwrap_or(1));
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            2 => 28 + u32::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        let day = parts.get(2).copied().unwrap_or(1);
        let exists = (1000..=9999).contains(&year) && (1..=days).contains(&day) && parts.len() <= 3;
        let part = |n: usize| parts.get(n).copied().unwrap_or_default();
        exists.then(|| Date([part(0), part(1), part(2)]))
    }

    /// From ISO 8601: `2026-02-03`, `2026-02` or `2026`.
    #[cfg(feature = "check")]
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Option<Vec<u32>> = text.split('-').map(|part| part.parse().ok()).collect();
        Date::new(&parts?).filter(|date| date.to_string() == text)
    }

    /// The year.
    pub fn year(&self) -> u32 {
        self.0[0]
    }

    /// Year, month and day, as far as they are known.
    pub fn parts(&self) -> impl Iterator<Item = u32> {
        self.0.into_iter().filter(|part| *part > 0)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, part) in self.parts().enumerate() {
            write!(f, "{}{part:02}", if n > 0 { "-" } else { "" })?;
        }
        Ok(())
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Code(c) => s.serialize_i32(*c),
            Value::Codes(cs) => cs.serialize(s),
            Value::Number(n) => n.serialize(s),
            Value::Date(d) => s.collect_str(d),
            Value::Text(t) => s.serialize_str(t),
        }
    }
}

/// A value as it leaves the desk.
#[cfg(feature = "desk")]
#[derive(Clone, Debug, PartialEq)]
pub enum Leaving<'a> {
    /// Codes of the item's options.
    Coded(Vec<i32>),
    /// A value of this FHIR type, `valueDecimal`.
    Plain(&'static str, &'a Value),
    /// Words: that there are some, and not which.
    Words,
}

#[cfg(feature = "desk")]
impl Value {
    /// How it leaves in a default export. Words do not.
    pub fn leaving(&self) -> Leaving<'_> {
        match self {
            Value::Code(code) => Leaving::Coded(vec![*code]),
            Value::Codes(codes) => Leaving::Coded(codes.clone()),
            Value::Number(_) => Leaving::Plain("valueDecimal", self),
            Value::Date(_) => Leaving::Plain("valueDate", self),
            Value::Text(_) => Leaving::Words,
        }
    }
}

/// Why a value does not fit its item. Holds nothing of what was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// The item takes another kind of value.
    Kind,
    /// No such option.
    Code,
    /// An option stands twice, or one that rules out the others has company.
    Codes,
    /// More options than allowed.
    TooMany,
    /// Below the smallest or above the largest answer.
    Range,
    /// More bytes than `max_bytes`.
    TooLong,
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Unfit::Kind => "the item takes another kind of value",
            Unfit::Code => "the item has no option with this code",
            Unfit::Codes => "an option appears twice, or together with one that excludes it",
            Unfit::TooMany => "more options than the item allows",
            Unfit::Range => "the number lies outside the item's range",
            Unfit::TooLong => "the text is longer than the item allows",
        })
    }
}

impl std::error::Error for Unfit {}

/// Returns typed words as they are stored: without control characters except line feeds, cut to at most `max_bytes` bytes
/// of UTF-8 between two characters.
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
