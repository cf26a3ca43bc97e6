//! A file of answers, `{"phq9_1":3,"phq9_2":{"missing":"refused"}}`, held against its instrument.
//!
//! Everything that is wrong is found at once. No finding repeats an answer: the place says which one is meant.

use super::{Answer, Answers, Missing, Unfit, Value, check, option_missing, visible};
use crate::instrument::{Block, Finding, Instrument, Item, ParseError, Severity, from_json};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use std::fmt;

/// Largest file of answers that is read, in bytes (64 MiB): every item of the largest instrument with its longest text.
pub const LIMIT: usize = 64 << 20;

/// Reads a file of answers and completes it as a session would: `not_shown` for what branching hides, `not_in_version`
/// for what the wave (its id, such as `T1`) does not ask, and `not_reached` for absent items.
///
/// Returns the answers that fit and a finding for each that does not, with its JSON path. No finding repeats an answer.
/// A value for an item that is not asked is a warning and is not used.
///
/// # Errors
/// [`ParseError`], with the line and column, if the file is not a JSON object or is larger than [`LIMIT`].
///
/// ```
/// use kindstem::answers::{Answer, Missing, read};
/// use kindstem::instrument::{library, parse};
///
/// let phq2 = parse(library::structure("phq-2").unwrap()).unwrap();
/// let (answers, findings) = read(br#"{"phq2_1": 9}"#, &phq2, None).unwrap();
/// assert_eq!((findings[0].path.as_str(), findings[0].code), ("$.phq2_1", "unfit"));
/// assert_eq!(answers.get("phq2_2"), Some(&Answer::Missing(Missing::NotReached)));
/// ```
pub fn read(bytes: &[u8], x: &Instrument, wave: Option<&str>) -> Result<(Answers, Vec<Finding>), ParseError> {
    let Pairs(pairs) = from_json(bytes, LIMIT)?;
    let mut answers = Answers::new();
    let mut findings = Vec::new();
    for (id, json) in pairs {
        let item = x.item(&id).filter(|i| i.kept());
        let fitted = match item {
            None => Err(unknown(x, &id)),
            Some(_) if answers.contains_key(&id) => {
                Err(("duplicate", "the item appears twice; keep one of them".into()))
            }
            Some(item) => fit(x, item, json),
        };
        match fitted {
            Ok(answer) => drop(answers.insert(id, answer)),
            Err((code, advice)) => findings.push(error(&id, code, advice)),
        }
    }
    for (block, _, item) in x.items().filter(|(_, _, i)| i.kept()) {
        complete(block, item, wave, &mut answers, &mut findings);
    }
    Ok((answers, findings))
}

type Problem = (&'static str, String);

fn unknown(x: &Instrument, id: &str) -> Problem {
    let what = if x.item(id).is_some() { "takes no answer" } else { "is not in this instrument" };
    let known: Vec<&str> = x.items().filter(|(_, _, i)| i.kept()).map(|(_, _, i)| i.id.as_str()).collect();
    let some = match known.as_slice() {
        [] => "it asks nothing".to_string(),
        [one] => format!("it has only {one}"),
        [first, .., last] => format!("its {} items run from {first} to {last}", known.len()),
    };
    ("unknown_item", format!("the item {what} ({} {}); {some}", x.id, x.version))
}

/// An answer of the kind that the item takes.
fn fit(x: &Instrument, item: &Item, json: serde_json::Value) -> Result<Answer, Problem> {
    let shape = || {
        let names: Vec<_> = Missing::ALL.iter().map(|m| m.name()).collect();
        let advice = format!(
            "an answer is a number with at most four places, a text, a list of codes, or \
             {{\"missing\":\"…\"}} with one of {}",
            names.join(", ")
        );
        ("no_answer", advice)
    };
    let value = match serde_json::from_value::<Answer>(json).map_err(|_| shape())? {
        Answer::Missing(missing) => return Ok(Answer::Missing(missing)),
        Answer::Value(value) => value,
    };
    // In JSON a typed 3 and the code 3 look the same.
    let value = item.kind.checked().typed(value);
    let stands_for = match &value {
        Value::Code(code) => option_missing(x, item, *code),
        Value::Codes(codes) => codes.first().filter(|_| codes.len() == 1).and_then(|c| option_missing(x, item, *c)),
        _ => None,
    };
    match stands_for {
        Some(missing) => Ok(Answer::Missing(missing)),
        None => check(x, item, &value).map(|()| Answer::Value(value)).map_err(|wrong| unfit(x, item, wrong)),
    }
}

fn unfit(x: &Instrument, item: &Item, wrong: Unfit) -> Problem {
    let todo = item.kind.checked().advice(wrong, x.choices(item));
    ("unfit", format!("{wrong}; {todo}"))
}

/// What branching and wave say about an item, whether or not the file has it: paper forms are often filled in further
/// than they ask, so a value there is worth a word and no reason to refuse the file.
fn complete(block: &Block, item: &Item, wave: Option<&str>, answers: &mut Answers, findings: &mut Vec<Finding>) {
    let (missing, why) = if wave.is_some_and(|w| !item.in_wave(w)) {
        (Missing::NotInVersion, "this wave does not ask it, so it counts as not_in_version")
    } else if !visible(block, item, answers) {
        (
            Missing::NotShown,
            "the branching hides it, so it counts as not_shown, as in a session; check the item that controls it",
        )
    } else {
        if !answers.contains_key(&item.id) {
            answers.insert(item.id.clone(), Answer::Missing(Missing::NotReached));
        }
        return;
    };
    if answers.get(&item.id).is_some_and(|a| a.value().is_some()) {
        findings.push(Finding { severity: Severity::Warning, ..error(&item.id, "not_asked", why.into()) });
    }
    answers.insert(item.id.clone(), Answer::Missing(missing));
}

fn error(id: &str, code: &'static str, advice: String) -> Finding {
    let plain = !id.is_empty() && id.len() <= 64 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    // A key from outside may hold anything, also what a terminal would obey.
    let path = if plain { format!("$.{id}") } else { format!("$[{:?}]", id.chars().take(64).collect::<String>()) };
    Finding { path, code, severity: Severity::Error, advice }
}

/// The members of a JSON object in their order, twins included, which a map would drop.
struct Pairs(Vec<(String, serde_json::Value)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_map(PairsVisitor)
    }
}

struct PairsVisitor;

impl<'de> Visitor<'de> for PairsVisitor {
    type Value = Pairs;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object such as {\"phq9_1\": 3, \"phq9_2\": {\"missing\": \"refused\"}}")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
        let mut out = Vec::new();
        while let Some(pair) = map.next_entry()? {
            out.push(pair);
        }
        Ok(Pairs(out))
    }
}
