//! The rules, over one text.

use super::length::{self, Found};
use super::level::{Address, Level};
use super::negation::negations;
use super::part::Part;
use super::phrase::Phrase;
use super::text::{self, Word};
use super::words;
use crate::instrument::Finding;
use crate::instrument::finding::Findings;

/// Who reads.
pub(super) struct Reader {
    pub level: Level,
    pub address: Address,
}

impl Reader {
    /// Everything that is hard in one text.
    pub(super) fn read(&self, path: &str, part: Part, text: &str, out: &mut Findings) {
        let cut = text::sentences(text, |name| self.level.fill(name));
        let limits = self.level.limits();
        let mut found = Vec::new();
        length::sentences(part, &cut, &limits, &mut found);
        length::words(&cut, &limits, &mut found);
        length::capitals(&cut, &mut found);
        negations(part, &cut, &mut found);
        double(part, text, &mut found);
        self.lists(part, &cut, &mut found);
        for (code, advice) in found {
            if let Some(severity) = self.level.weight(code) {
                out.0.push(Finding { path: path.to_string(), code, severity, advice });
            }
        }
    }

    fn lists(&self, part: Part, text: &[Vec<Word>], found: &mut Vec<Found>) {
        // Official things are asked by name of who knows them by that name.
        let by_name = |p: &Phrase| self.level == Level::Parent && words::has("official", p.text);
        for (said, p) in hits("difficult", text).filter(|(_, p)| !by_name(p)) {
            found.push(("nl_difficult", format!("\"{said}\" is difficult; easier: {}", p.easier)));
        }
        for (said, p) in hits("figure", text) {
            found.push(("nl_figure", format!("\"{said}\" is a figure of speech; say: {}", p.easier)));
        }
        for (said, _) in hits("why", text) {
            found.push(("nl_why", format!("\"{said}\" asks for reasons and sounds like blame; ask what happened")));
        }
        for (code, list, advice) in self.not_said() {
            found.extend(hits(list, text).map(|(said, _)| (code, format!("\"{said}\": {advice}"))));
        }
        if part == Part::Question {
            for (said, _) in hits("leading", text) {
                found.push(("nl_leading", format!("\"{said}\" suggests an answer; remove it")));
            }
            if let Some(word) = text.iter().find_map(|s| joins(s)) {
                found.push(("nl_joined", format!("\"{word}\" may ask two things at once; ask one")));
            }
        }
    }

    /// Lists of words that are not for this reader, each with its code and advice.
    fn not_said(&self) -> Vec<(&'static str, &'static str, &'static str)> {
        let mut out = Vec::new();
        match self.level {
            Level::Child => out.push(("nl_adults", "not_child", "children say grote mensen")),
            Level::Easy | Level::Young => {
                out.push(("nl_adults", "not_young", "too childish; say volwassenen, moeder, vader or leraar"));
            }
            Level::Parent => {}
        }
        if self.address != Address::Familiar {
            out.push(("nl_address", "familiar", "this reader is not spoken to with je; say u or neither"));
        }
        if self.address != Address::Formal {
            out.push(("nl_address", "formal", "this reader is not spoken to with u; say je or neither"));
        }
        out
    }
}

/// The phrases of a list that stand in a text, each once and as it is written there.
fn hits<'a>(list: &'a str, text: &'a [Vec<Word>]) -> impl Iterator<Item = (String, &'static Phrase)> + 'a {
    words::list(list).iter().filter_map(|p| {
        let (sentence, at) = text.iter().find_map(|s| Some((s, p.places(s).next()?)))?;
        let said: Vec<&str> = sentence.iter().skip(at).take(p.words()).map(|w| w.written.as_str()).collect();
        Some((said.join(" "), p))
    })
}

/// Two at once in the way that it is written. A slash is one between words, not one in a number.
fn double(part: Part, text: &str, found: &mut Vec<Found>) {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let slash = text.match_indices('/').any(|(at, _)| {
        letter(text[..at].trim_end().chars().next_back()) && letter(text[at + 1..].trim_start().chars().next())
    });
    if slash {
        found
            .push(("nl_double", "write one of the two, or a sentence for each; a slash is not read aloud".to_string()));
    }
    if part == Part::Question && text.matches('?').count() > 1 {
        found.push(("nl_double", "two questions, one answer; ask one of them".to_string()));
    }
}

/// The first *of* or *en* that is in no phrase which is one idea.
fn joins(sentence: &[Word]) -> Option<&str> {
    let pairs = words::list("one_idea");
    let whole = |n: usize| pairs.iter().any(|p| p.places(sentence).any(|at| (at..at + p.words()).contains(&n)));
    let joining = |(n, w): &(usize, &Word)| !w.brought && matches!(&*w.plain, "of" | "en") && !whole(*n);
    sentence.iter().enumerate().find(joining).map(|(_, w)| &*w.plain)
}
