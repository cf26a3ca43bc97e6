//! The lists of `nl.txt`.

use super::phrase::Phrase;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Name of a list → its lines.
static LISTS: LazyLock<BTreeMap<&str, Vec<Phrase>>> = LazyLock::new(|| read(include_str!("nl.txt")));

/// The lines of a list. A test holds that every list that the rules name is there.
pub(super) fn list(name: &str) -> &'static [Phrase] {
    LISTS.get(name).map_or(&[], Vec::as_slice)
}

/// Whether a list holds this word or phrase as a line, without regard to capitals.
pub(super) fn has(name: &str, text: &str) -> bool {
    list(name).iter().any(|p| p.text.to_lowercase() == text.to_lowercase())
}

fn read(text: &'static str) -> BTreeMap<&'static str, Vec<Phrase>> {
    let mut out: BTreeMap<&str, Vec<Phrase>> = BTreeMap::new();
    let mut name = "";
    for line in text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
        match line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            Some(head) => name = head,
            None => out.entry(name).or_default().push(Phrase::read(line)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const NAMES: [&str; 13] = [
        "capitals",
        "difficult",
        "familiar",
        "figure",
        "formal",
        "leading",
        "long",
        "negation",
        "not_child",
        "not_young",
        "official",
        "one_idea",
        "why",
    ];

    #[test]
    fn every_list_is_there_and_says_each_thing_once() {
        assert_eq!(LISTS.keys().copied().collect::<Vec<_>>(), NAMES);
        for (name, list) in LISTS.iter() {
            let texts: BTreeSet<&str> = list.iter().map(|p| p.text).collect();
            assert_eq!(texts.len(), list.len(), "{name} says something twice");
            for p in list {
                let easier = matches!(*name, "difficult" | "figure");
                assert_eq!(easier, !p.easier.is_empty(), "{name}: {}", p.text);
                assert!(p.words() > 0 && p.text != "*", "{name}: {}", p.text);
            }
        }
    }

    #[test]
    fn an_easier_word_is_not_itself_difficult() {
        for p in list("difficult").iter().chain(list("figure")) {
            let words = super::super::text::sentences(p.easier, |_| "");
            let hard = list("difficult").iter().find(|d| words.iter().any(|w| d.places(w).next().is_some()));
            assert!(hard.is_none(), "{} = {}: {:?}", p.text, p.easier, hard);
        }
    }

    #[test]
    fn what_is_official_or_excepted_would_trip_without() {
        assert!(list("official").iter().all(|p| has("difficult", p.text)));
    }
}
