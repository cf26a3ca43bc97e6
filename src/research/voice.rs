//! Children's own words, one by one, each with the choice about sharing. Nobody is named beside them.

use crate::answers::Value;
use crate::export::{Line, lines};
use crate::instrument::{identity, library, parse_wording};
use crate::record::{Heard, OwnWords, Record, RecordPart, Structures};
use crate::seal::Media;
use crate::study::Role;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What one child or young person wrote, said or drew at one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Voice {
    /// The question in the words that were read, where they are at hand; else the item's id.
    pub question: String,
    /// Empty where nothing was typed.
    pub text: String,
    pub beside: Vec<Beside>,
    /// The code that was chosen about sharing; without one nothing is shared.
    pub sharing: Option<i32>,
    pub wave: String,
    pub set: &'static str,
}

/// What was drawn or spoken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    Drawn(Rc<[Line]>),
    Spoken(Rc<[u8]>),
}

/// The words of everybody who is a child or a young person; `files` holds what was drawn or spoken.
pub(super) fn voices(records: &[Record], structures: &Structures, mut files: BTreeMap<String, Vec<u8>>) -> Vec<Voice> {
    let mut slots: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
    for record in records.iter().filter(|r| matches!(r.role, Role::Child | Role::Young)) {
        slots.entry(&record.slot).or_default().push(record);
    }
    let mut questions = Questions::default();
    let mut out = Vec::new();
    for records in slots.into_values() {
        let mut heard = Heard::default();
        records.iter().for_each(|r| heard.hear(r, structures));
        for (record, part) in records.iter().flat_map(|r| r.parts.iter().map(move |p| (*r, p))) {
            let Some(x) = structures.get(&part.instrument.sha256) else { continue };
            for item in x.items().map(|(_, _, item)| item.id.as_str()) {
                let text = typed(part, item).unwrap_or_default();
                let own = part.own_words.iter().filter(|w| w.item == item);
                let beside: Vec<Beside> = own.filter_map(|w| made(w, &mut files)).collect();
                if text.trim().is_empty() && beside.is_empty() {
                    continue;
                }
                out.push(Voice {
                    question: questions.of(&part.instrument.id, &part.text.sha256, item),
                    text: text.into(),
                    beside,
                    sharing: heard.sharing,
                    wave: record.wave.clone(),
                    set: record.set.name(),
                });
            }
        }
    }
    out
}

fn typed<'a>(part: &'a RecordPart, item: &str) -> Option<&'a str> {
    match part.answers.get(item)?.value()? {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn made(own: &OwnWords, files: &mut BTreeMap<String, Vec<u8>>) -> Option<Beside> {
    let bytes = files.remove(&own.file)?;
    match own.media {
        Media::Strokes => lines(&bytes).map(|l| Beside::Drawn(l.into())),
        Media::Webm | Media::Ogg | Media::Mp4 => Some(Beside::Spoken(bytes.into())),
    }
}

/// Texts of questions, read from the library when they are first needed.
#[derive(Default)]
struct Questions(BTreeMap<(String, String), BTreeMap<String, String>>);

impl Questions {
    /// The text of an item in the pack with this identity.
    fn of(&mut self, instrument: &str, sha256: &str, item: &str) -> String {
        let key = (instrument.to_string(), sha256.to_string());
        let known = self.0.entry(key).or_insert_with(|| {
            let packs = library::entry(instrument).map_or(&[][..], |e| e.wording);
            let pack = packs.iter().find(|(_, bytes)| identity(bytes) == sha256);
            let words = pack.and_then(|(_, bytes)| parse_wording(bytes).ok());
            words.into_iter().flat_map(|w| w.items).map(|(id, text)| (id, text.text)).collect()
        });
        known.get(item).cloned().unwrap_or_else(|| format!("{instrument}, {item}"))
    }
}
