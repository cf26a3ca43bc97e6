//! What is too long: a question, a sentence, a word; and words in capitals.

use super::level::Limits;
use super::part::Part;
use super::text::Word;
use super::words;

/// A finding's code and advice.
pub(super) type Found = (&'static str, String);

/// A long question of one sentence is one fault: only where the question is short enough are its sentences counted.
pub(super) fn sentences(part: Part, text: &[Vec<Word>], limits: &Limits, found: &mut Vec<Found>) {
    let all: usize = text.iter().map(Vec::len).sum();
    if part == Part::Question && all > limits.question {
        let (sentence, question) = (limits.sentence, limits.question);
        found.push((
            "nl_question",
            format!("{all} words; ask it in at most {question}, in sentences of at most {sentence}"),
        ));
        return;
    }
    for sentence in text.iter().filter(|s| s.len() > limits.sentence) {
        let begin = sentence.iter().take(4).map(|w| w.written.as_str()).collect::<Vec<_>>().join(" ");
        let advice =
            format!("\"{begin} …\" has {} words; make sentences of at most {}", sentence.len(), limits.sentence);
        found.push(("nl_sentence", advice));
    }
}

pub(super) fn words(text: &[Vec<Word>], limits: &Limits, found: &mut Vec<Found>) {
    for word in text.iter().flatten().filter(|w| !w.brought) {
        let letters = word.letters();
        if letters > limits.word && !words::has("long", &word.plain) {
            let advice = format!(
                "\"{}\" has {letters} letters, more than {}; use a shorter word or two words",
                word.written, limits.word
            );
            found.push(("nl_long_word", advice));
        }
    }
}

/// Three capitals or more are an abbreviation that has to be known, or a shout.
pub(super) fn capitals(text: &[Vec<Word>], found: &mut Vec<Found>) {
    for word in text.iter().flatten().filter(|w| !w.brought) {
        let letters = || word.written.chars().filter(|c| c.is_alphabetic());
        if letters().count() >= 3 && letters().all(char::is_uppercase) && !words::has("capitals", &word.plain) {
            found.push(("nl_caps", format!("\"{}\": write it in full, in lower case", word.written)));
        }
    }
}
