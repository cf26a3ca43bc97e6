//! What the answers on a page mean for going on, reading aloud and recording, asked of the session as the screen asks
//! it.

use super::doors;
use super::forms;
use super::scenario::{Scenario, sitting};
use kindstem::answers::{Missing, Value};
use kindstem::instrument::{Instrument, Item, library};
use kindstem::session::{Event, PageView, Unanswered};
use kindstem::study::{About, Plan, Target};
use serde_json::{Value as Json, json};

/// A child at a page of the real beginning; behind it a small form with every kind of item.
fn at(page: &str) -> Scenario {
    let form = serde_json::from_slice(library::structure("kindstem-begin-child").unwrap()).unwrap();
    let parts = vec![forms::part(&form, Target::Myself, About::default()), forms::plan("T0").parts.remove(1)];
    let plan = Plan { parts, envelopes: 4, ..forms::plan("T0") };
    let mut child = Scenario::with(plan, sitting("a child", 0), 0);
    child.walks(page, goes_on);
    assert_eq!(child.page(), page);
    child
}

/// Answers only what would hold the child up.
fn goes_on(item: &Item, _: &Instrument) -> Option<Value> {
    let code = match item.id.as_str() {
        "may_stop" | "pass_on" | "take_part" | "hurt" => 1,
        "must_answer" | "read_now" => 0,
        _ => return None,
    };
    Some(Value::Code(code))
}

fn page(child: &Scenario) -> PageView<'_> {
    child.session.page().unwrap()
}

#[test]
fn a_question_that_may_stay_open_is_named_once_and_holds_nobody() {
    let mut child = at("safe");
    assert_eq!((page(&child).unanswered(), page(&child).blocks_next()), (Some(Unanswered::One), false));
    child.chooses("safe", 2);
    assert_eq!(page(&child).unanswered(), None);
    child.leaves("safe", Missing::Skipped);
    assert_eq!(page(&child).unanswered(), None, "left on purpose is an answer");
    let mut child = at("how");
    assert_eq!(page(&child).unanswered(), Some(Unanswered::Some));
    child.types("words", "Samen eten.");
    assert_eq!(page(&child).unanswered(), Some(Unanswered::Some), "the other is open");
    child.leaves("kinds", Missing::Refused);
    assert_eq!(page(&child).unanswered(), None);
}

#[test]
fn a_text_to_read_has_nothing_open() {
    let child = at("practice");
    assert_eq!((page(&child).unanswered(), page(&child).blocks_next()), (None, false));
}

#[test]
fn a_recording_answers_own_words_and_no_other_question() {
    let mut child = at("say");
    assert!(page(&child).takes_recording());
    assert_eq!(page(&child).unanswered(), Some(Unanswered::One));
    child.session.apply(Event::Attached(vec![0x1a; 9]));
    assert_eq!(page(&child).unanswered(), None);
    child.session.apply(Event::Detached);
    assert_eq!(page(&child).unanswered(), Some(Unanswered::One));
    assert!(!page(&at("safe")).takes_recording());
    let mut home = forms::home();
    let with_another = home.pointer_mut("/blocks/2/pages/1/items").and_then(Json::as_array_mut).unwrap();
    with_another.push(json!({"id": "after", "kind": "choice", "options": "often"}));
    let parts = vec![forms::part(&home, Target::Myself, About::default())];
    let mut child = Scenario::with(Plan { parts, envelopes: 4, ..forms::plan("T0") }, sitting("a child", 0), 0);
    child.walks("say", goes_on).session.apply(Event::Attached(vec![0x1a; 9]));
    assert_eq!(page(&child).unanswered(), Some(Unanswered::Some), "the other question is open");
}

#[test]
fn without_a_decision_about_taking_part_nobody_goes_on() {
    let mut child = at("taking_part");
    assert_eq!((page(&child).unanswered(), page(&child).blocks_next()), (Some(Unanswered::Consent), true));
    assert!(page(&child).declines(), "nothing is not a yes");
    child.chooses("take_part", 1);
    assert_eq!((page(&child).unanswered(), page(&child).blocks_next()), (None, false));
    assert!(!page(&child).declines());
    child.chooses("take_part", 0);
    assert!(!page(&child).blocks_next() && page(&child).declines());
}

#[test]
fn who_wants_to_ask_first_reads_whom_and_stays() {
    let mut child = at("taking_part");
    let explains = |child: &Scenario| page(child).items().any(|i| page(child).explains(i));
    assert!(!explains(&child));
    child.chooses("take_part", 2);
    assert!(explains(&child));
    assert_eq!((page(&child).unanswered(), page(&child).blocks_next()), (None, true));
    child.chooses("take_part", 1);
    assert!(!explains(&child));
}

#[test]
fn a_comprehension_question_needs_an_answer_and_a_missing_code_is_none() {
    let mut child = at("may_stop");
    assert_eq!((page(&child).unanswered(), page(&child).blocks_next()), (Some(Unanswered::Comprehension), true));
    child.leaves("may_stop", Missing::DontKnow);
    assert_eq!((page(&child).unanswered(), page(&child).blocks_next()), (None, true));
    child.chooses("may_stop", 0);
    assert!(!page(&child).blocks_next(), "a wrong answer is heard, and then explained");
}

#[test]
fn the_text_is_offered_again_beside_a_wrong_answer_or_after_a_reminder() {
    let mut child = at("may_stop");
    assert!(child.session.can_reread());
    assert_eq!((child.session.offers_reread(false), child.session.offers_reread(true)), (false, true));
    child.chooses("may_stop", 0).goes_on();
    assert!(child.session.offers_reread(false), "its explanation is on the screen");
    assert!(!at("safe").session.offers_reread(true), "no comprehension question");
}

#[test]
fn alone_overheard_and_another_time_are_three_answers_of_one_question() {
    let says = |code: Option<i32>| {
        let mut child = at("alone_start");
        if let Some(code) = code {
            child.chooses("alone_start", code);
        }
        let v = page(&child);
        (v.is_alone(), v.is_overheard(), v.postpones())
    };
    assert_eq!(says(None), (Some(false), false, false), "nobody is taken to be alone");
    assert_eq!(says(Some(1)), (Some(true), false, false));
    assert_eq!(says(Some(2)), (Some(false), true, false));
    assert_eq!(says(Some(0)), (Some(false), false, true));
    let mut left = at("alone_start");
    left.leaves("alone_start", Missing::Refused);
    assert_eq!(page(&left).is_alone(), Some(false));
    assert_eq!(page(&at("safe")).is_alone(), None, "not asked there");
}

#[test]
fn the_quick_exit_is_practised_on_one_page() {
    assert!(page(&at("practice")).practises_exit());
    for other in ["alone_start", "taking_part", "safe"] {
        assert!(!page(&at(other)).practises_exit(), "{other}");
    }
}

#[test]
fn ways_not_to_answer_stand_beside_every_question_that_decides_nothing() {
    let offered = |child: &Scenario| page(child).items().map(|i| page(child).may_be_left(i)).collect::<Vec<_>>();
    for decides in ["alone_start", "may_stop", "taking_part"] {
        assert_eq!(offered(&at(decides)), [false], "{decides}");
    }
    assert_eq!(offered(&at("safe")), [true]);
    let mut child = doors::child("first");
    assert_eq!(offered(&child), [false], "a branch menu");
    child.says("houses", doors::codes(&[2]));
    assert_eq!(offered(&child), [true, true], "what is behind it");
}
