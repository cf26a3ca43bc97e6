//! Leaving a house: only *Verder* makes it done. Back drops what was said in it, and it can be opened again.

use super::doors::{child, codes, said};
use super::scenario::{Scenario, missing};
use kindstem::answers::{Answer, Missing, Value};
use kindstem::session::Event;

const SECRET: &str = "CanaryXq7Lm2Zt9Bv4Kd8W";

fn stops(child: &mut Scenario) {
    let clock = child.clock();
    child.session.apply(Event::Stop(clock));
    while child.seals_one() {}
}

/// Whether the secret is in memory, or in anything that was sealed.
fn holds(child: &Scenario) -> bool {
    let sealed = child.sealed.iter().any(|s| String::from_utf8_lossy(&s.plain).contains(SECRET));
    sealed || format!("{:?}", child.session).contains(SECRET)
}

#[test]
fn back_drops_what_was_typed_and_the_house_is_open_and_empty_again() {
    let mut child = child("first");
    child.says("houses", codes(&[2])).types("worries_words", SECRET).says("worries_chips", codes(&[7])).goes_back();
    assert_eq!((child.asked(), child.shown("houses")), (vec!["houses"], None), "not done");
    assert!(!holds(&child) && child.sealed.is_empty());
    child.says("houses", codes(&[2]));
    assert_eq!(child.asked(), ["worries_words", "worries_chips"]);
    assert_eq!((child.shown("worries_words"), child.shown("worries_chips")), (None, None));
    child.goes_back().goes_on();
    assert_eq!(child.answer(0, "houses"), missing(Missing::NoChoice));
    assert_eq!(child.answer(0, "worries_words"), missing(Missing::NoChoice));
    assert!(!holds(&child));
}

#[test]
fn left_on_purpose_and_then_back_is_dropped_too() {
    let mut child = child("first");
    child.says("houses", codes(&[1])).leaves("good_words", Missing::Refused).goes_back().goes_on();
    assert_eq!(child.answer(0, "good_words"), missing(Missing::NoChoice));
}

#[test]
fn back_out_of_one_house_leaves_the_others_and_their_order() {
    let mut child = child("first");
    child.says("houses", codes(&[3])).types("dream_words", "Rust.").goes_on();
    child.says("houses", codes(&[3, 1])).types("good_words", SECRET).goes_back();
    assert_eq!(child.shown("houses"), Some(&said(&[3])));
    child.says("houses", codes(&[3, 2])).goes_on();
    child.says("houses", codes(&[3, 2, 1])).types("good_words", "Voetbal.").goes_on().goes_on();
    assert_eq!(child.answer(0, "houses"), said(&[3, 2, 1]), "the order in which they were done");
    assert_eq!(child.answer(0, "dream_words"), Answer::Value(Value::Text("Rust.".into())));
    assert_eq!(child.answer(0, "good_words"), Answer::Value(Value::Text("Voetbal.".into())));
    assert!(!holds(&child));
}

#[test]
fn a_house_that_was_done_stays_done_after_back_from_another() {
    let mut child = child("first");
    child.says("houses", codes(&[1])).goes_on().says("houses", codes(&[1, 2])).goes_back();
    child.says("houses", codes(&[1])).says("houses", codes(&[2]));
    assert_eq!(child.asked(), ["houses"], "the one that is done opens no second time");
    child.goes_on();
    assert_eq!(child.answer(0, "houses"), said(&[1]));
}

#[test]
fn back_on_the_list_itself_changes_nothing() {
    let mut child = child("first");
    child.says("houses", codes(&[1])).types("good_words", "Voetbal.").goes_on();
    assert!(!child.session.can_go_back());
    child.goes_back().goes_back();
    assert_eq!((child.page(), child.shown("houses")), ("houses", Some(&said(&[1]))));
    child.goes_on();
    assert_eq!(child.answer(0, "good_words"), Answer::Value(Value::Text("Voetbal.".into())));
}

#[test]
fn who_stops_keeps_what_was_done_behind_a_door() {
    let mut child = child("first");
    child.says("houses", codes(&[2])).says("worries_chips", codes(&[9])).goes_on();
    stops(&mut child);
    assert_eq!(child.answer(0, "worries_chips"), said(&[9]));
    assert_eq!(child.session.open_block(), 0, "another time the houses are asked again");
}

#[test]
fn who_stops_after_back_or_in_an_open_house_seals_nothing_of_it() {
    let mut traffic = Vec::new();
    for back in [true, false] {
        let mut child = child("first");
        child.says("houses", codes(&[3])).types("dream_words", "Rust.").goes_on();
        child.says("houses", codes(&[3, 2])).types("worries_words", SECRET).says("worries_chips", codes(&[7]));
        if back {
            child.goes_back();
        }
        stops(&mut child);
        assert_eq!(child.answer(0, "houses"), said(&[3]), "only Verder makes it done");
        assert_eq!(child.answer(0, "dream_words"), Answer::Value(Value::Text("Rust.".into())));
        assert_eq!(child.answer(0, "worries_words"), missing(Missing::NoChoice));
        assert_eq!(child.answer(0, "worries_chips"), missing(Missing::NoChoice));
        assert!(!holds(&child), "back: {back}");
        traffic.push(child.traffic());
    }
    let mut nobody = child("first");
    stops(&mut nobody);
    traffic.push(nobody.traffic());
    assert!(traffic.windows(2).all(|t| t[0] == t[1]), "{traffic:?}");
}

#[test]
fn who_throws_away_in_an_open_house_seals_nothing_of_it() {
    let mut child = child("first");
    child.says("houses", codes(&[2])).types("worries_words", SECRET);
    let clock = child.clock();
    child.session.apply(Event::Erase(clock));
    while child.seals_one() {}
    assert!(!holds(&child));
}

#[test]
fn a_draft_after_back_holds_the_other_houses_alone() {
    let mut child = child("first");
    child.says("houses", codes(&[1])).says("good_chips", codes(&[7])).goes_on();
    child.says("houses", codes(&[1, 2])).types("worries_words", SECRET).goes_back();
    assert!(child.drafts(), "there is one to take the place of the one with the words");
    let draft = child.entries().pop().unwrap();
    let items: Vec<&str> = draft.answers.iter().map(|s| s.item.as_str()).collect();
    assert_eq!(items, ["houses", "good_chips"]);
    assert!(!holds(&child));
    child.goes_on().says("houses", codes(&[1])).goes_back();
    assert!(!holds(&child));
}

#[test]
fn a_draft_after_back_from_the_only_house_holds_nothing() {
    let mut child = child("first");
    child.says("houses", codes(&[2])).types("worries_words", SECRET).goes_back();
    assert!(child.drafts());
    assert_eq!(child.entries().pop().unwrap().answers, []);
}

#[test]
fn nothing_is_spoken_or_drawn_in_a_house() {
    let mut child = child("first");
    child.says("houses", codes(&[2]));
    child.session.apply(Event::Attached(b"\x1aEspoken".to_vec()));
    child.session.apply(Event::Attached(b"{drawn".to_vec()));
    assert_eq!(child.session.page().unwrap().attached(), None);
    child.goes_back();
    child.session.apply(Event::Attached(b"{drawn".to_vec()));
    child.goes_on();
    assert_eq!(child.entry(0, "houses").mode.input, kindstem::seal::Input::Typed);
    assert_eq!(child.answer(0, "worries_words"), missing(Missing::NoChoice));
}
