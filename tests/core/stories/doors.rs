//! Three houses: opened in free order, each once; one page, one entry, whatever was opened.

use super::forms;
use super::scenario::{Scenario, code, missing, sitting};
use kindstem::answers::{Answer, Missing, Value, check};
use kindstem::instrument::library;
use kindstem::session::{Event, Session};
use kindstem::study::{About, Plan, Target};
use std::collections::BTreeSet;

fn own(id: &str) -> serde_json::Value {
    serde_json::from_slice(library::structure(id).expect("it is in the library")).expect("it can be read")
}

fn voice() -> Plan {
    let form = own("kindstem-voice-child");
    Plan { parts: vec![forms::part(&form, Target::Myself, About::default())], ..forms::plan("T0") }
}

pub fn child(name: &str) -> Scenario {
    Scenario::with(voice(), sitting(name, 0), 0)
}

pub fn codes(codes: &[i32]) -> Value {
    Value::Codes(codes.to_vec())
}

pub fn said(list: &[i32]) -> Answer {
    Answer::Value(codes(list))
}

#[test]
fn a_house_is_opened_and_closed_and_only_that_shows() {
    let mut child = child("first");
    assert_eq!(child.asked(), ["houses"], "the order of the words is no question");
    child.says("houses", codes(&[3]));
    assert_eq!(child.asked(), ["dream_words", "dream_chips"]);
    child.types("dream_words", "Rust.").says("dream_chips", codes(&[8, 7])).goes_on();
    assert_eq!((child.page(), child.asked()), ("houses", vec!["houses"]));
    assert!(child.sealed.is_empty(), "closing a house sends nothing");
    child.says("houses", codes(&[3, 1])).goes_on().goes_on();
    assert_eq!(child.answer(0, "houses"), said(&[3, 1]), "the order is kept");
    assert_eq!(child.answer(0, "dream_chips"), said(&[7, 8]));
    assert_eq!(child.answer(0, "good_words"), missing(Missing::NoChoice), "opened and passed");
    assert_eq!(child.answer(0, "worries_chips"), missing(Missing::NoChoice), "never opened");
}

#[test]
fn a_house_opens_once_and_one_at_a_time() {
    let mut child = child("first");
    child.says("houses", codes(&[1, 2]));
    assert_eq!(child.asked(), ["houses"], "two at once");
    child.says("houses", codes(&[2])).goes_on();
    for other in [vec![2], vec![1], vec![1, 2], vec![2, 2], vec![2, 1, 3], vec![2, 9]] {
        child.says("houses", Value::Codes(other.clone()));
        assert_eq!(child.asked(), ["houses"], "{other:?}");
    }
    child.leaves("houses", Missing::Skipped);
    child.session.apply(Event::Cleared { item: "houses".into() });
    assert_eq!(child.shown("houses"), Some(&said(&[2])), "what was opened stays so");
}

#[test]
fn the_traffic_is_the_same_whatever_was_opened() {
    let mut traffic = BTreeSet::new();
    for order in [&[][..], &[1], &[3, 2, 1], &[2, 3]] {
        let mut child = child("first");
        for n in 1..=order.len() {
            child.says("houses", codes(&order[..n])).goes_on();
        }
        child.walks("the end", |_, _| None);
        traffic.insert(format!("{:?}", child.traffic()));
    }
    assert_eq!(traffic.len(), 1, "{traffic:?}");
}

#[test]
fn every_session_shows_the_words_in_an_order_of_its_own_and_seals_it() {
    let shown = |session: &Session, item: &str| -> Vec<i32> {
        let view = session.page().unwrap();
        view.options(view.page.items.iter().find(|i| i.id == item).unwrap()).iter().map(|c| c.code).collect()
    };
    let mut orders = BTreeSet::new();
    for name in ["first", "second", "third", "fourth"] {
        let mut child = child(name);
        let order = shown(&child.session, "good_chips");
        assert_eq!(order, shown(&child.session, "worries_chips"), "one order in all three houses");
        assert_eq!(order.last(), Some(&0), "nothing now stays last");
        let all: BTreeSet<i32> = order.iter().copied().collect();
        assert_eq!((all.len(), order.len()), (15, 15));
        child.goes_on();
        assert_eq!(child.answer(0, "chips_order"), said(&order));
        let form = &child.session.plan().parts[0].instrument;
        let item = form.item("chips_order").unwrap();
        assert_eq!(check(form, item, &codes(&order)), Ok(()), "and the desk takes it");
        orders.insert(order);
    }
    assert_eq!(orders.len(), 4);
}

#[test]
fn behind_the_houses_the_next_page_is_asked() {
    let mut child = child("second");
    child.goes_on();
    assert_eq!(child.page(), "quarrel_cause");
    child.chooses("quarrel_cause", 1).goes_on();
    assert_eq!(child.answer(0, "quarrel_cause"), code(1));
}

#[test]
fn a_draft_holds_every_house() {
    let mut child = child("first");
    child.says("houses", codes(&[1])).says("good_chips", codes(&[7])).goes_on();
    child.says("houses", codes(&[1, 2])).types("worries_words", "Rusten.");
    assert!(child.drafts());
    let draft = child.entries().pop().unwrap();
    let items: Vec<&str> = draft.answers.iter().map(|s| s.item.as_str()).collect();
    assert_eq!(items, ["houses", "good_chips", "worries_words"]);
}

/// Answers the houses and goes on to the top 3.
fn top3(chips: &[(i32, &str, &[i32])], words: Option<&str>) -> Scenario {
    let parts = ["kindstem-voice-child", "kindstem-top3-child"].map(own);
    let parts = parts.iter().map(|form| forms::part(form, Target::Myself, About::default())).collect();
    let mut child = Scenario::with(Plan { parts, ..forms::plan("T0") }, sitting("first", 0), 0);
    let mut opened = Vec::new();
    for (house, item, chosen) in chips {
        opened.push(*house);
        child.says("houses", codes(&opened)).says(item, codes(chosen));
        if let Some(words) = words {
            child.types(&item.replace("chips", "words"), words);
        }
        child.goes_on();
    }
    child.walks("topics", |_, _| None);
    child
}

fn offered(child: &Scenario) -> Vec<i32> {
    let view = child.session.page().unwrap();
    view.options(view.items().next().unwrap()).iter().map(|c| c.code).collect()
}

#[test]
fn the_top_3_offers_what_was_chosen_in_the_houses() {
    let mut child = top3(&[(2, "worries_chips", &[23, 7]), (1, "good_chips", &[7, 8])], None);
    assert_eq!(offered(&child), [7, 8, 23]);
    child.says("topics", codes(&[23, 9]));
    assert_eq!(child.shown("topics"), None, "9 is not on offer");
    child.says("topics", codes(&[23, 7])).goes_on();
    assert_eq!(child.answer(1, "topics"), said(&[23, 7]));
}

#[test]
fn what_was_written_can_be_ranked_beside_what_was_chosen() {
    let child = top3(&[(3, "dream_chips", &[4])], Some("Een hond."));
    assert_eq!(offered(&child), [4, 30]);
    assert!(!format!("{:?}", child.session).contains("Een hond"), "that there were words is known, not which");
}

#[test]
fn who_chose_nothing_is_offered_every_word() {
    let all = offered(&top3(&[], None));
    assert_eq!((all.len(), all.contains(&30)), (14, false));
    assert_eq!(offered(&top3(&[(1, "good_chips", &[0])], None)), all, "nothing now is no topic");
}

#[test]
fn a_later_visit_offers_every_word_because_nothing_is_kept() {
    let child = top3(&[(1, "good_chips", &[7])], None);
    assert_eq!(offered(&child.reopens("second")).len(), 14);
}
