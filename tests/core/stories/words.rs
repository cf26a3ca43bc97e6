//! Own words, drafts, languages, ways of filling in.

use super::scenario::{Scenario, any_answer, missing};
use kindstem::answers::{Answer, Missing, Value};
use kindstem::seal::{Mode, State};
use kindstem::session::Event;

fn text(words: &str) -> Answer {
    Answer::Value(Value::Text(words.into()))
}

#[test]
fn control_characters_are_taken_out_and_a_line_feed_stays() {
    let mut parent = Scenario::parent();
    parent.takes_part().walks("say", any_answer);
    parent.types("say", "een\u{0}\u{1b}[31m\u{7f}\u{85}\ntwee\t\u{200e}\"\\ 😀").goes_on();
    assert_eq!(parent.answer(1, "say"), text("een[31m\ntwee\u{200e}\"\\ 😀"));
}

#[test]
fn words_are_cut_between_characters() {
    let mut parent = Scenario::parent();
    parent.takes_part().walks("how", any_answer);
    parent.types("words", &"é😀".repeat(100)).goes_on();
    let Answer::Value(Value::Text(kept)) = parent.answer(1, "words") else { panic!("no words") };
    assert_eq!(kept, "é😀".repeat(33) + "é", "200 bytes hold 33 pairs of six bytes and one more letter");
}

#[test]
fn an_emptied_field_is_no_answer() {
    let mut parent = Scenario::parent();
    parent.takes_part().walks("how", any_answer);
    parent.types("words", "toch niet").types("words", "");
    parent.says("kinds", Value::Codes(vec![1])).says("kinds", Value::Codes(vec![])).goes_on();
    assert_eq!(parent.answer(1, "words"), missing(Missing::NoChoice));
    assert_eq!(parent.answer(1, "kinds"), missing(Missing::NoChoice));
}

#[test]
fn another_language_keeps_the_answers_and_is_named_from_there_on() {
    let mut parent = Scenario::parent();
    parent.takes_part().chooses("safe", 1).goes_on();
    parent.chooses("hurt", 1);
    parent.session.apply(Event::Language("en".into()));
    assert!(parent.shown("hurt").is_some());
    parent.goes_on();
    assert_eq!((parent.entry(1, "safe").text.lang, parent.entry(1, "hurt").text.lang), ("nl".into(), "en".into()));
}

#[test]
fn a_page_that_waits_was_read_in_the_language_of_then() {
    let mut parent = Scenario::parent();
    parent.takes_part().chooses("safe", 1).presses_next();
    let before = parent.session.job();
    parent.session.apply(Event::Language("en".into()));
    parent.session.apply(Event::Mode(Mode { read_aloud: true, ..parent.session.visit().mode.clone() }));
    assert_eq!(parent.session.job(), before);
    parent.seals_one();
    assert_eq!(parent.entry(1, "safe").text.lang, "nl");
}

#[test]
fn a_language_without_words_names_those_that_were_read_instead() {
    let mut parent = Scenario::parent();
    parent.session.apply(Event::Language("ar".into()));
    parent.takes_part().goes_on();
    assert_eq!(parent.entry(1, "safe").text.lang, "en");
}

#[test]
fn a_place_of_any_length_finds_room() {
    let mut parent = Scenario::parent();
    let place = Some("\u{1}\"".repeat(500));
    parent.session.apply(Event::Mode(Mode { place, ..parent.session.visit().mode.clone() }));
    parent.takes_part().goes_on();
    assert_eq!(parent.entry(1, "safe").mode.place, Some("\"".repeat(64)));
}

#[test]
fn a_draft_holds_what_is_asked_and_stands_outside_the_chain() {
    let mut parent = Scenario::parent();
    parent.takes_part();
    assert!(!parent.drafts(), "no words on this page");
    parent.walks("how", any_answer).types("words", "half een z");
    assert!(parent.drafts());
    let draft = parent.entries().pop().unwrap();
    assert_eq!((draft.state, draft.seq, draft.prev), (State::Draft, 0, None));
    assert_eq!(draft.answers.iter().map(|s| s.item.as_str()).collect::<Vec<_>>(), ["words"]);
    let size = parent.sealed.pop().unwrap().size;
    assert!(parent.sealed.iter().any(|s| s.size == size), "as large as any page of the part");
    parent.presses_next();
    assert!(!parent.drafts(), "what is confirmed is no draft");
}
