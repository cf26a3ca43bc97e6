//! The screen's own Dutch texts, held against the same rules. The level is in the key: `@8-11` for children, `@je` in
//! easy words for all who are young, a key that has an `@je` beside it for parents. Everybody sees the others.

use super::level::{Address, Level};
use super::part::Part;
use super::rules::Reader;
use super::waiver::unwaived;
use crate::instrument::finding::Findings;
use crate::instrument::{Finding, Severity};
use std::collections::BTreeMap;

/// Everything that is hard in them, waived or not. None is a question of an item: all may hold one negation.
pub(super) fn findings() -> Vec<Finding> {
    let mut file: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(include_str!("../../../www/text/nl.json")).unwrap();
    // What is said around the form is read by `study/language.rs`.
    file.remove("language");
    read(&file.into_iter().map(|(key, text)| (key, text.as_str().unwrap().to_string())).collect())
}

fn read(texts: &BTreeMap<String, String>) -> Vec<Finding> {
    let mut out = Findings::default();
    for (key, text) in texts {
        let (level, address) = match key.rsplit_once('@') {
            Some((_, "8-11")) => (Level::Child, Address::Familiar),
            Some(_) => (Level::Easy, Address::Familiar),
            None if texts.contains_key(&format!("{key}@je")) => (Level::Parent, Address::Formal),
            None => (Level::Easy, Address::Neither),
        };
        Reader { level, address }.read(key, Part::Beside, text, &mut out);
    }
    out.0
}

#[test]
fn the_screen_is_easy_to_read() {
    let mut left = unwaived("screen", findings());
    left.retain(|f| f.severity == Severity::Error);
    let left: Vec<_> = left.iter().map(ToString::to_string).collect();
    assert!(left.is_empty(), "\n{}", left.join("\n"));
}

#[test]
fn the_key_says_who_reads() {
    let finds = |key: &str, text: &str| {
        let texts = [("a", "Wilt u?"), ("a@je", "Wil je?"), (key, text)].map(|(k, t)| (k.to_string(), t.to_string()));
        read(&texts.into_iter().collect()).into_iter().map(|f| f.code).collect::<Vec<_>>()
    };
    assert_eq!(finds("b", "Dit is voor iedereen."), [""; 0]);
    assert_eq!(finds("b", "Uw antwoord"), ["nl_address"], "a text that everybody sees says neither u");
    assert_eq!(finds("b", "Jouw antwoord"), ["nl_address"], "nor je");
    assert_eq!(finds("a", "Wil je?"), ["nl_address"]);
    assert_eq!(finds("a@je", "Wilt u?"), ["nl_address"]);
    assert_eq!(finds("b@8-11", "een volwassene"), ["nl_adults"]);
    assert_eq!(finds("a@je", "mama"), ["nl_adults"]);
    assert_eq!(finds("a@je", &"zo ".repeat(11)), ["nl_sentence"]);
}
