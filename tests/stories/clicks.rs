//! The fixed recipe of a recorded story: what is clicked follows from a seed, the ids and kinds of items, and how often
//! the page was on the screen. Kinds and options come from the instrument's file as JSON, not from the code under test.

use kindstem::answers::{Answer, Missing, Value};
use kindstem::instrument::Decimal;
use kindstem::session::{Event, PageView};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// What the recipe knows of an item.
#[derive(Clone)]
struct Item {
    kind: String,
    /// Codes of its options, in the order of the file.
    codes: Vec<i32>,
    min: i32,
    max: i32,
}

/// Every item of the library, by instrument and item.
pub struct Clicks {
    items: BTreeMap<(String, String), Item>,
    seed: u64,
    /// Items that are answered with one code whatever the recipe says, so that a story gets where it leads.
    always: &'static [(&'static str, i32)],
}

impl Clicks {
    pub fn new(seed: u64, always: &'static [(&'static str, i32)]) -> Self {
        let mut items = BTreeMap::new();
        for entry in kindstem::instrument::library::entries() {
            let file: Json = serde_json::from_slice(entry.structure).unwrap();
            let pages = list(&file["blocks"]).iter().flat_map(|b| list(&b["pages"]));
            for item in pages.flat_map(|p| list(&p["items"])) {
                let options = item["options"].as_str().map_or(&[][..], |name| list(&file["options"][name]));
                let codes = options.iter().map(|o| o["code"].as_i64().unwrap() as i32).collect();
                let bound = |name: &str, or: i64| item[name].as_f64().map_or(or, |n| n as i64) as i32;
                let (min, max) = (bound("min", 0), bound("max", 10));
                let found = Item { kind: item["kind"].as_str().unwrap().into(), codes, min, max };
                items.insert((entry.id.to_string(), item["id"].as_str().unwrap().to_string()), found);
            }
        }
        Clicks { items, seed, always }
    }

    /// A number from the seed and these words; the same for ever (FNV-1a, then a mixing step).
    pub fn dice(&self, words: &str) -> usize {
        let hash = |h: u64, b: u8| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
        let hash = words.bytes().fold(0xcbf2_9ce4_8422_2325 ^ self.seed, hash);
        ((hash ^ (hash >> 31)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33) as usize
    }

    /// What is done with an item of the page that is on the screen for the `nth` time.
    pub fn on(&self, view: &PageView<'_>, item: &str, nth: usize) -> Vec<Event> {
        let instrument = &view.part.instrument.id;
        let Some(found) = self.items.get(&(instrument.clone(), item.to_string())) else {
            panic!("{instrument} has no item {item}");
        };
        let id = item.to_string();
        if let Some((_, code)) = self.always.iter().find(|(always, _)| *always == item) {
            return vec![said(&id, Value::Code(*code))];
        }
        let dice = self.dice(&format!("{} {instrument} {item} {nth}", view.part_index));
        let value = |n: usize| Some(said(&id, self.value(view, item, found, n, nth)?));
        let (dice, roll) = (dice / 2 * 2, dice % 12);
        let Some(first) = value(dice) else { return Vec::new() };
        let second = value(dice + 1).unwrap_or(first.clone());
        let left = |why| Event::Nonresponse { item: id.clone(), reason: why };
        match (found.kind.as_str(), roll) {
            // Asked again: a question for understanding is answered rightly at last.
            ("choice", _) if nth > 1 => vec![first],
            ("own_words", 1 | 5) => vec![first, Event::Attached(vec![0x1a; 12 + dice % 3 * 60_000])],
            ("own_words", 2 | 6 | 10) => vec![Event::Attached(br#"{"strokes":[]}"#.to_vec())],
            ("own_words", 7) => vec![Event::Attached(vec![0x1a; 99]), Event::Detached],
            (_, 0) => vec![left(Missing::Skipped)],
            (_, 1) => vec![first, left(Missing::DontKnow)],
            (_, 2) => vec![left(Missing::Refused), second, left(Missing::Refused)],
            (_, 3) => Vec::new(),
            (_, 4) => vec![first, Event::Cleared { item: id }, second],
            (_, 5) => vec![first, second],
            _ => vec![first],
        }
    }

    /// The `n`th value of an item; none where nothing can be said to it, or no more of its options.
    fn value(&self, view: &PageView<'_>, id: &str, item: &Item, n: usize, nth: usize) -> Option<Value> {
        let code = |n: usize| item.codes[n % item.codes.len()];
        Some(match item.kind.as_str() {
            // Another answer at each time, so that a question for understanding is answered rightly soon.
            "choice" => Value::Code(code(self.dice(id) + nth + n % 2)),
            "choices" => {
                let mut codes = vec![code(n), code(n / 5 + 1), code(n / 7 + 2)];
                codes.truncate(1 + n % 3);
                codes.dedup();
                Value::Codes(codes)
            }
            "rank" => {
                let mut codes = match view.answer(id) {
                    Some(Answer::Value(Value::Codes(codes))) => codes.clone(),
                    _ => Vec::new(),
                };
                let next = (0..item.codes.len()).map(|k| code(n + k)).find(|c| !codes.contains(c))?;
                if nth > 3 {
                    return None;
                }
                codes.push(next);
                Value::Codes(codes)
            }
            // Sometimes more than fits.
            "number" if n.is_multiple_of(9) => Value::Number(Decimal::whole(item.max + 1)),
            "number" => {
                let span = (item.max - item.min).clamp(0, 20) as usize + 1;
                Value::Number(Decimal::whole(item.min + (n % span) as i32))
            }
            "text" | "own_words" => Value::Text(format!("words {}", n % 100)),
            _ => return None,
        })
    }
}

fn said(item: &str, value: Value) -> Event {
    Event::Answered { item: item.into(), value }
}

fn list(json: &Json) -> &[Json] {
    json.as_array().map_or(&[], Vec::as_slice)
}
