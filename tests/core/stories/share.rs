//! Who may know: asked where somebody carries it out, and what was left untouched is marked as that.

use super::forms;
use super::scenario::{Scenario, code, missing, sitting};
use kindstem::answers::{Given, Missing};
use kindstem::instrument::library;
use kindstem::study::{About, Plan, Target};

fn child(sharing: bool) -> Scenario {
    let form = serde_json::from_slice(library::structure("kindstem-voice-child").unwrap()).unwrap();
    let parts = vec![forms::part(&form, Target::Myself, About::default())];
    let mut child = Scenario::with(Plan { sharing, parts, ..forms::plan("T0") }, sitting("first", 0), 0);
    child.walks("may_share", |_, _| None);
    child
}

fn given(child: &Scenario) -> Option<Given> {
    child.entry(0, "may_share").answers[0].given
}

#[test]
fn left_untouched_it_is_no_and_says_that_nobody_chose_it() {
    let mut child = child(true);
    child.goes_on();
    assert_eq!((child.answer(0, "may_share"), given(&child)), (code(0), Some(Given::Default)));
}

#[test]
fn a_choice_is_marked_as_one_also_where_it_is_the_same() {
    for (choice, answer) in [(0, code(0)), (1, code(1)), (2, code(2))] {
        let mut child = child(true);
        child.chooses("may_share", choice).goes_on();
        assert_eq!((child.answer(0, "may_share"), given(&child)), (answer, Some(Given::Chosen)));
    }
}

#[test]
fn who_leaves_it_on_purpose_has_no_default() {
    let mut child = child(true);
    child.leaves("may_share", Missing::DontKnow).goes_on();
    assert_eq!((child.answer(0, "may_share"), given(&child)), (missing(Missing::DontKnow), None));
    let marked = child.entries().iter().flat_map(|e| e.answers.clone()).filter(|a| a.given.is_some()).count();
    assert_eq!(marked, 0, "no other item has a default");
}

#[test]
fn where_nobody_carries_it_out_nobody_is_asked_and_the_traffic_is_the_same() {
    let (mut with, without) = (child(true), child(false));
    assert!(without.ended());
    assert_eq!((without.answer(0, "may_share"), given(&without)), (missing(Missing::NotInVersion), None));
    with.goes_on();
    assert_eq!(with.traffic(), without.traffic());
}
