//! Answers as JSON: `{"item":"…","value":3}` or `{"item":"…","missing":"refused"}` in an entry, and
//! `{"phq9_1":3,"phq9_2":{"missing":"refused"}}` in a file of answers.

use super::{Answer, Missing, Value};
use crate::instrument::Decimal;
use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeStruct, Serializer};
use serde::{Deserialize, Deserializer};
use std::fmt;

/// One item with its answer, as an entry stores it.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// The item.
    pub item: String,
    /// Its answer.
    pub answer: Answer,
    /// Whether the respondent chose it or left the default; only for items that have a default.
    pub given: Option<Given>,
}

/// Where the answer to an item with a default comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Given {
    /// The respondent chose it.
    Chosen,
    /// The item was left untouched.
    Default,
}

impl Serialize for Said {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        // Keys in RFC 8785 order: given, item, missing, value.
        let mut out = s.serialize_struct("Said", 2 + usize::from(self.given.is_some()))?;
        if let Some(given) = self.given {
            let given = match given {
                Given::Chosen => "chosen",
                Given::Default => "default",
            };
            out.serialize_field("given", given)?;
        }
        out.serialize_field("item", &self.item)?;
        match &self.answer {
            Answer::Missing(m) => out.serialize_field("missing", m.name())?,
            Answer::Value(v) => out.serialize_field("value", v)?,
        }
        out.end()
    }
}

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self {
            Answer::Value(v) => v.serialize(s),
            Answer::Missing(m) => {
                let mut out = s.serialize_struct("Answer", 1)?;
                out.serialize_field("missing", m.name())?;
                out.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Said {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Raw {
            item: String,
            #[serde(default)]
            given: Option<Given>,
            #[serde(default)]
            missing: Option<Missing>,
            #[serde(default)]
            value: Option<Value>,
        }
        let raw = Raw::deserialize(d)?;
        let answer = match (raw.missing, raw.value) {
            (Some(m), None) => Answer::Missing(m),
            (None, Some(v)) => Answer::Value(v),
            _ => return Err(de::Error::custom("an answer has either a value or a missing code")),
        };
        Ok(Said { item: raw.item, answer, given: raw.given })
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_any(AnswerVisitor).and_then(|a| match a {
            Answer::Value(v) => Ok(v),
            Answer::Missing(_) => Err(de::Error::custom("a value is missing here")),
        })
    }
}

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_any(AnswerVisitor)
    }
}

/// Whole numbers read as a code; [`crate::scoring`] and the readers of files turn them into a number where the item
/// asks for one.
struct AnswerVisitor;

impl<'de> Visitor<'de> for AnswerVisitor {
    type Value = Answer;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, a text, a list of codes, or {\"missing\": \"refused\"}")
    }

    fn visit_i64<E: de::Error>(self, n: i64) -> Result<Answer, E> {
        let code = i32::try_from(n).map_err(|_| E::custom("this number is too large for a code"))?;
        Ok(Answer::Value(Value::Code(code)))
    }

    fn visit_u64<E: de::Error>(self, n: u64) -> Result<Answer, E> {
        self.visit_i64(i64::try_from(n).unwrap_or(i64::MAX))
    }

    fn visit_f64<E: de::Error>(self, x: f64) -> Result<Answer, E> {
        let n = Decimal::from_f64(x).ok_or_else(|| E::custom("at most four decimal places, between -1e9 and 1e9"))?;
        Ok(Answer::Value(match n.as_whole().and_then(|w| i32::try_from(w).ok()) {
            Some(code) => Value::Code(code),
            None => Value::Number(n),
        }))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Answer, E> {
        Ok(Answer::Value(Value::Text(text.to_string())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Answer, A::Error> {
        let mut codes = Vec::new();
        while let Some(code) = seq.next_element()? {
            codes.push(code);
        }
        Ok(Answer::Value(Value::Codes(codes)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Answer, A::Error> {
        match map.next_entry::<String, Missing>()? {
            Some((key, missing)) if key == "missing" && map.next_key::<String>()?.is_none() => {
                Ok(Answer::Missing(missing))
            }
            _ => Err(de::Error::custom("an answer without a value is {\"missing\": \"…\"} and nothing more")),
        }
    }
}
