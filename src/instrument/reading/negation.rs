//! Words that turn a sentence round.

use super::length::Found;
use super::part::Part;
use super::text::Word;
use super::words;

/// One negation in a question; two of them in one sentence of anything but an answer. Help may hold one a sentence:
/// it explains. Two are always too many, a promise (*niemand leest dit, ook u niet*) goes into two sentences.
pub(super) fn negations(part: Part, text: &[Vec<Word>], found: &mut Vec<Found>) {
    if part == Part::Label {
        return;
    }
    for sentence in text {
        let held: Vec<&str> =
            sentence.iter().filter(|w| !w.brought && words::has("negation", &w.plain)).map(|w| &*w.plain).collect();
        match held.as_slice() {
            [] => {}
            [one] if part == Part::Question => {
                found.push(("nl_negation", format!("\"{one}\": ask it without a negation")));
            }
            [_] => {}
            more => {
                let advice = format!("{}: use one negation per sentence; rephrase it or split it", more.join(", "));
                found.push(("nl_two_negations", advice));
            }
        }
    }
}
