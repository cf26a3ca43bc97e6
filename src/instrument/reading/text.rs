//! A text as sentences of words, with its placeholders filled in.

/// One word: a run of letters, digits, apostrophes and hyphens, and of points between digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// As it is written.
    pub written: String,
    /// In small letters and with straight apostrophes, for comparing.
    pub plain: String,
    /// A placeholder brought it: it counts as a word, and its own words are not this text's.
    pub brought: bool,
}

/// The sentences of a text, none of them empty. A sentence ends at `.`, `?` or `!` before a space or the end, and at a
/// line feed; a colon, comma or bracket ends none.
pub(super) fn sentences(text: &str, fill: impl Fn(&str) -> &'static str) -> Vec<Vec<Word>> {
    let letters = filled(text, fill);
    let at = |n: usize| letters.get(n).map(|l| l.0);
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let (mut out, mut sentence, mut word) = (Vec::new(), Vec::new(), Vec::new());
    for (n, &(c, _)) in letters.iter().enumerate() {
        let between_digits = c == '.' && digit(n.checked_sub(1).and_then(at)) && digit(at(n + 1));
        if in_word(c) || between_digits {
            word.push(letters[n]);
            continue;
        }
        sentence.extend(Word::of(&std::mem::take(&mut word)));
        if c == '\n' || matches!(c, '.' | '?' | '!') && at(n + 1).is_none_or(char::is_whitespace) {
            out.push(std::mem::take(&mut sentence));
        }
    }
    sentence.extend(Word::of(&word));
    out.push(sentence);
    out.retain(|s| !s.is_empty());
    out
}

/// Every character, and whether a placeholder brought it. A brace that never closes is a character.
fn filled(text: &str, fill: impl Fn(&str) -> &'static str) -> Vec<(char, bool)> {
    let (mut out, mut rest) = (Vec::new(), text);
    while let Some((before, after)) = rest.split_once('{') {
        out.extend(before.chars().map(|c| (c, false)));
        rest = match after.split_once('}') {
            Some((name, after)) => {
                out.extend(fill(name).chars().map(|c| (c, true)));
                after
            }
            None => after,
        };
    }
    out.extend(rest.chars().map(|c| (c, false)));
    out
}

/// An accent that stands by itself behind its letter belongs to the word too.
fn in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '\u{300}'..='\u{36F}')
}

impl Word {
    /// `None` where there is neither letter nor digit: a dash, a quotation mark.
    fn of(letters: &[(char, bool)]) -> Option<Word> {
        let written: String = letters.iter().map(|l| l.0).collect();
        let written = written.trim_matches(['\'', '’', '-']).to_string();
        let plain = written.to_lowercase().replace('’', "'");
        let says = written.contains(char::is_alphanumeric);
        says.then(|| Word { written, plain, brought: letters.iter().any(|l| l.1) })
    }

    /// Letters of its longest part between hyphens.
    pub(super) fn letters(&self) -> usize {
        let parts = self.written.split('-');
        parts.map(|p| p.chars().filter(|c| c.is_alphabetic()).count()).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<Vec<String>> {
        let all = sentences(text, |name| if name == "home" { "het huis" } else { "" });
        all.into_iter().map(|s| s.into_iter().map(|w| w.plain).collect()).collect()
    }

    #[test]
    fn cuts_at_ends_and_line_feeds_only() {
        assert_eq!(
            cut("Een: twee (drie), vier.\n\nVijf? Zes!"),
            [vec!["een", "twee", "drie", "vier"], vec!["vijf"], vec!["zes"]]
        );
        assert_eq!(cut("€ 1.500 tot 2"), [["1.500", "tot", "2"]]);
        assert_eq!(cut("zo.dan"), [["zo", "dan"]]);
        assert_eq!(cut(" – ' - \n . "), Vec::<Vec<String>>::new());
    }

    #[test]
    fn words_keep_their_hyphens_and_apostrophes_inside() {
        assert_eq!(
            cut("'Nee' zei oma’s ex-partner – ’s avonds"),
            [["nee", "zei", "oma's", "ex-partner", "s", "avonds"]]
        );
    }

    #[test]
    fn placeholders_are_filled_and_known_as_such() {
        let words = &sentences("In {home} nu", |_| "het huis")[0];
        assert_eq!(words.iter().map(|w| w.brought).collect::<Vec<_>>(), [false, true, true, false]);
        assert_eq!(cut("{threshold}. {home"), [["home"]]);
    }

    #[test]
    fn letters_are_counted_and_not_bytes() {
        let letters = |text| sentences(text, |_| "")[0][0].letters();
        assert_eq!(letters("financiële"), 10);
        assert_eq!(letters("financie\u{308}le"), 10);
        assert_eq!(letters("ex-schoonouders"), 12);
        assert_eq!(letters("1.500"), 0);
    }
}
