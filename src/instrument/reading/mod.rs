//! How hard the Dutch words of an own instrument are to read: long sentences, difficult words, two things at once.
//!
//! A lint and no more: it knows nothing of what a sentence means. A question that presupposes something, the passive
//! voice and the tone are for a reader, and whether a child understands it is for children to say.
//!
//! Only own instruments are read. A text pack that somebody supplies for a published instrument is its holder's: changing
//! it would change what the instrument measures.

mod length;
mod level;
mod negation;
mod part;
mod phrase;
mod rules;
#[cfg(test)]
mod screen;
mod text;
mod waiver;
mod words;

use super::finding::Findings;
use super::{Finding, Instrument, Set, Status, Wording};
use level::{Address, Level};
use rules::Reader;

/// Returns what is hard to read in a Dutch text pack of an own instrument; empty for other languages and for published instruments.
pub fn lint_reading(instrument: &Instrument, wording: &Wording) -> Vec<Finding> {
    let mut out = Findings::default();
    let own = instrument.status == Status::OwnNotValidated;
    if let Some(level) = Level::of(&instrument.audience.roles, &wording.lang).filter(|_| own) {
        let reader = Reader { level, address: Address::of(level) };
        for (path, part, text) in part::parts(instrument, wording) {
            reader.read(&path, part, text, &mut out);
        }
    }
    out.0
}

/// What is hard to read in a Dutch text of a study, for each of the sets that see it. Where adults and children see one
/// text, it speaks to neither as *u* or *je*.
pub(crate) fn lint_study_text(path: &str, text: &str, sets: &[Set]) -> Vec<Finding> {
    let adults = sets.contains(&Set::Adult);
    let address = match sets.iter().any(|s| *s != Set::Adult) {
        true if adults => Address::Neither,
        true => Address::Familiar,
        false => Address::Formal,
    };
    let mut out: Vec<Finding> = Vec::new();
    for set in sets {
        let level = match set {
            Set::Child => Level::Child,
            Set::Easy => Level::Easy,
            Set::Young => Level::Young,
            Set::Adult => Level::Parent,
        };
        let mut found = Findings::default();
        Reader { level, address }.read(path, part::Part::Beside, text, &mut found);
        for f in found.0 {
            let advice = format!("{} (read by {})", f.advice, set.name());
            let known = out.iter().any(|o| o.code == f.code && o.severity == f.severity);
            if !known {
                out.push(Finding { advice, ..f });
            }
        }
    }
    out
}

/// Does the same as [`lint_reading`] for a pack of the library, without what `waivers.txt` lets stand. A pack that
/// somebody brings has no waivers: it must not silence its own lint.
pub fn lint_reading_of_library(instrument: &Instrument, wording: &Wording) -> Vec<Finding> {
    waiver::unwaived(&instrument.id, lint_reading(instrument, wording))
}
