//! A word or phrase of the lists, and where it stands in a sentence.

use super::text::Word;

/// A phrase to look for.
#[derive(Debug)]
pub(super) struct Phrase {
    /// As the list has it.
    pub text: &'static str,
    /// What to say instead; empty in lists that give none.
    pub easier: &'static str,
    parts: Vec<Part>,
}

#[derive(Debug)]
enum Part {
    Is(String),
    Begins(String),
    Any,
}

impl Phrase {
    /// One line of a list: `phrase` or `phrase = easier`.
    pub(super) fn read(line: &'static str) -> Phrase {
        let (text, easier) = line.split_once('=').unwrap_or((line, ""));
        let parts = text.split_whitespace().map(|w| match w.strip_suffix('*') {
            Some("") => Part::Any,
            Some(begin) => Part::Begins(begin.to_lowercase()),
            None => Part::Is(w.to_lowercase()),
        });
        Phrase { text: text.trim(), easier: easier.trim(), parts: parts.collect() }
    }

    /// Every place where it begins. Words that a placeholder brought are nobody's fault and match nothing.
    pub(super) fn places<'a>(&'a self, words: &'a [Word]) -> impl Iterator<Item = usize> + 'a {
        let length = self.parts.len().max(1);
        words.windows(length).enumerate().filter(|(_, w)| self.is(w)).map(|(n, _)| n)
    }

    /// How many words it has.
    pub(super) fn words(&self) -> usize {
        self.parts.len()
    }

    fn is(&self, words: &[Word]) -> bool {
        self.parts.len() == words.len()
            && self.parts.iter().zip(words).all(|(part, word)| match part {
                Part::Any => true,
                Part::Is(text) => !word.brought && word.plain == *text,
                Part::Begins(text) => !word.brought && word.plain.starts_with(text),
            })
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::sentences;
    use super::*;

    fn places(line: &'static str, text: &str) -> Vec<usize> {
        let words = sentences(text, |_| "mama");
        words.iter().flat_map(|w| Phrase::read(line).places(w).collect::<Vec<_>>()).collect()
    }

    #[test]
    fn whole_words_without_regard_to_capitals() {
        assert_eq!(places("u", "U bent uw buur, u."), [0, 4]);
        assert_eq!(places("observ* = kijken", "Wij observeren het observatorium"), [1, 3]);
        assert_eq!(places("op een * rekenen", "Kun je op een vriend rekenen?"), [2]);
        assert_eq!(places("mama", "Bij {adult}"), [0; 0]);
        assert_eq!(places("uit de weg", "Ga de weg uit"), [0; 0]);
        assert_eq!(places("", "Ga"), [0; 0]);
    }
}
