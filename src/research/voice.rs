//! Children's own words, one by one, each with the choice about sharing. Nobody is named beside them.

use crate::instrument::{identity, library, parse_wording};
use crate::record::{Heard, Record, Structures};
use crate::seal::Media;
use crate::study::Role;
use std::collections::BTreeMap;

/// What one child or young person wrote at one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Voice {
    /// The question in the words that were read, where they are at hand; else the item's id.
    pub question: String,
    pub text: String,
    /// The code that was chosen about sharing; without one nothing is shared.
    pub sharing: Option<i32>,
    pub wave: String,
    pub set: &'static str,
    /// Beside what was typed something was spoken or drawn.
    pub beside: Vec<&'static str>,
}

/// The words of everybody who is a child or a young person.
pub(super) fn voices(records: &[Record], structures: &Structures) -> Vec<Voice> {
    let mut slots: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
    for record in records.iter().filter(|r| matches!(r.role, Role::Child | Role::Young)) {
        slots.entry(&record.slot).or_default().push(record);
    }
    let mut questions = Questions::default();
    let mut out = Vec::new();
    for records in slots.into_values() {
        let mut heard = Heard::default();
        records.iter().for_each(|r| heard.hear(r, structures));
        let sharing = heard.sharing;
        for own in heard.texts.into_iter().filter(|t| !t.text.trim().is_empty()) {
            let parts = || records.iter().flat_map(|r| r.parts.iter().map(move |p| (*r, p)));
            let Some((record, part)) = parts().find(|(_, p)| p.instrument.id == own.instrument) else { continue };
            let media = part.own_words.iter().filter(|w| w.item == own.item);
            out.push(Voice {
                question: questions.of(&own.instrument, &part.text.sha256, &own.item),
                text: own.text,
                sharing,
                wave: record.wave.clone(),
                set: record.set.name(),
                beside: media.map(|m| if m.media == Media::Strokes { "drawn" } else { "spoken" }).collect(),
            });
        }
    }
    out
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
