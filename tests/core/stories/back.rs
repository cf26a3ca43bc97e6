//! Going back within a live session: what is remembered, what is sealed again, what is forgotten.

use super::scenario::{Scenario, any_answer, code, missing};
use kindstem::answers::Missing;

#[test]
fn an_unchanged_page_is_not_sealed_again() {
    let mut parent = Scenario::parent();
    parent.takes_part().walks("calm", any_answer);
    let before = parent.sealed.clone();
    parent.goes_back().goes_back().goes_back();
    assert_eq!((parent.page(), parent.shown("safe")), ("safe", Some(&code(0))));
    parent.goes_on().goes_on().goes_on();
    assert_eq!(parent.page(), "calm");
    assert_eq!(parent.sealed, before);
}

#[test]
fn a_changed_page_is_sealed_again_and_the_later_entry_tells() {
    let mut parent = Scenario::parent();
    parent.takes_part().chooses("safe", 3).goes_on().goes_back();
    parent.chooses("safe", 1).goes_on();
    let safe: Vec<_> = parent.entries().into_iter().filter(|e| e.page == "safe" && e.part == 1).collect();
    assert_eq!(safe.iter().map(|e| e.answers[0].answer.clone()).collect::<Vec<_>>(), [code(3), code(1)]);
    assert_eq!(safe[1].seq, safe[0].seq + 1);
}

#[test]
fn an_answer_can_be_taken_back() {
    let mut parent = Scenario::parent();
    parent.takes_part().chooses("safe", 3);
    parent.session.apply(kindstem::session::Event::Cleared { item: "safe".into() });
    assert_eq!(parent.shown("safe"), None);
    parent.goes_on();
    assert_eq!(parent.answer(1, "safe"), missing(Missing::NoChoice));
}

#[test]
fn a_block_that_stays_in_memory_can_be_seen_again_from_the_next() {
    let mut parent = Scenario::parent();
    parent.takes_part().walks("partner", any_answer).goes_back();
    assert_eq!((parent.page(), parent.shown("calm")), ("calm", Some(&code(0))));
}

#[test]
fn a_block_that_is_forgotten_when_it_is_left_cannot_be_seen_again() {
    let mut parent = Scenario::parent();
    parent.takes_part().walks("times", any_answer).goes_back();
    assert_eq!((parent.page(), parent.shown("partner")), ("partner", Some(&code(1))));
    parent.goes_on().goes_on();
    assert_eq!(parent.page(), "first");
    assert!(!parent.session.can_go_back());
}

#[test]
fn a_page_of_a_sensitive_block_is_gone_once_it_is_confirmed() {
    let mut parent = Scenario::parent();
    parent.takes_part().walks("say", any_answer);
    assert!(!parent.session.can_go_back());
}

#[test]
fn a_page_keeps_its_answers_on_the_screen_until_it_is_safe() {
    let mut parent = Scenario::parent();
    parent.takes_part().walks("times", any_answer).says("times", super::scenario::number(7)).presses_next();
    assert_eq!((parent.page(), parent.shown("times").is_some()), ("times", true), "the block ends with this page");
    while parent.seals_one() {}
    assert_eq!(parent.page(), "first");
}

#[test]
fn nothing_that_was_said_is_left_in_an_ended_session() {
    let mut parent = Scenario::parent();
    parent.walks("the end", |item, form| match item.is_free() {
        true => Some(kindstem::answers::Value::Text("CanaryXq7Lm2Zt9Bv4Kd8W".into())),
        false => any_answer(item, form),
    });
    assert!(!format!("{:?}", parent.session).contains("Canary"));
}
