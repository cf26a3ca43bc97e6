//! A talk that is asked for beside the questions: on a pause, when stopping, after a no.

use super::scenario::{Scenario, any_answer};
use kindstem::seal::{Moment, Wants};
use kindstem::session::Event;

fn half_way() -> Scenario {
    let mut parent = Scenario::parent();
    parent.takes_part().walks("calm", any_answer);
    parent
}

fn rests(parent: &mut Scenario) {
    let clock = parent.clock();
    parent.session.apply(Event::PauseEnded(clock));
    while parent.seals_one() {}
}

#[test]
fn a_pause_sends_one_contact_envelope_whether_a_talk_was_asked_for_or_not() {
    let (mut asks, mut asks_not) = (half_way(), half_way());
    asks.session.apply(Event::TalkWish(Wants::Yes));
    asks.session.apply(Event::TalkPlace("at school".into()));
    rests(&mut asks);
    rests(&mut asks_not);
    assert_eq!(asks.traffic(), asks_not.traffic());
    let last = asks.contacts().last().unwrap().clone();
    assert_eq!((last.when, last.wants, last.where_.as_str()), (Moment::Asked, Wants::Yes, "at school"));
    assert_eq!(asks_not.contacts().last().unwrap().wants, Wants::NotAsked);
    assert_eq!(asks.page(), "calm", "the page on which the pause began");
    assert!(!asks.ended());
}

#[test]
fn who_stops_or_says_no_is_heard_too() {
    let mut stops = half_way();
    stops.session.apply(Event::TalkWish(Wants::Later));
    let clock = stops.clock();
    stops.session.apply(Event::Stop(clock));
    while stops.seals_one() {}
    assert_eq!(stops.contacts().last().unwrap().wants, Wants::Later);

    let mut refuses = Scenario::parent();
    refuses.session.apply(Event::TalkWish(Wants::Yes));
    refuses.walks("none", super::scenario::no_to_all);
    assert!(refuses.ended());
    assert!(refuses.contacts().iter().all(|c| c.wants == Wants::Yes), "the first and the last");
}

#[test]
fn what_was_said_on_a_pause_does_not_outlive_the_ending() {
    let mut parent = half_way();
    parent.session.apply(Event::TalkWish(Wants::Yes));
    let clock = parent.clock();
    parent.session.apply(Event::Stop(clock));
    while parent.seals_one() {}
    assert_eq!(parent.session.wishes(), (Wants::NotAsked, ""));
}

#[test]
fn a_pause_while_a_page_is_being_sealed_adds_nothing() {
    let mut parent = half_way();
    let clock = parent.clock();
    parent.presses_next();
    let before = parent.sealed.len();
    parent.session.apply(Event::PauseEnded(clock));
    while parent.seals_one() {}
    let jobs: Vec<_> = parent.sealed[before..].iter().map(|s| s.to).collect();
    assert!(!jobs.contains(&kindstem::session::Recipients::Contacts), "{jobs:?}");
}

#[test]
fn where_is_cut_to_what_an_envelope_holds() {
    let mut parent = half_way();
    parent.session.apply(Event::TalkPlace("x\u{7}".repeat(900)));
    rests(&mut parent);
    let told = parent.contacts().pop().unwrap().where_;
    assert!(told.len() <= 400 && !told.contains('\u{7}'));
}

fn wants(parent: &mut Scenario, wants: Wants) {
    parent.session.apply(Event::TalkWish(wants));
}

fn place(parent: &mut Scenario, place: &str) {
    parent.session.apply(Event::TalkPlace(place.into()));
}

fn last(parent: &Scenario) -> (Wants, String) {
    let last = parent.contacts().pop().unwrap();
    (last.wants, last.where_)
}

#[test]
fn a_no_leaves_no_words_and_who_changes_it_back_has_lost_none() {
    let mut parent = half_way();
    wants(&mut parent, Wants::Yes);
    place(&mut parent, "at school");
    wants(&mut parent, Wants::No);
    assert_eq!(parent.session.wishes(), (Wants::No, "at school"), "what stands in the field stays there");
    wants(&mut parent, Wants::Later);
    rests(&mut parent);
    assert_eq!(last(&parent), (Wants::Later, "at school".into()));

    let mut parent = half_way();
    place(&mut parent, "at school");
    wants(&mut parent, Wants::No);
    rests(&mut parent);
    assert_eq!(last(&parent), (Wants::No, String::new()));
}

#[test]
fn words_without_a_choice_are_sealed_as_they_are() {
    let mut parent = half_way();
    place(&mut parent, "at school");
    rests(&mut parent);
    assert_eq!(last(&parent), (Wants::NotAsked, "at school".into()));
}

#[test]
fn who_opens_the_panel_later_reads_nothing_of_what_was_wished_there() {
    let mut parent = half_way();
    wants(&mut parent, Wants::Yes);
    place(&mut parent, "at school");
    rests(&mut parent);
    assert_eq!(parent.session.wishes(), (Wants::NotAsked, ""), "empty for whoever looks");
    rests(&mut parent);
    assert_eq!(last(&parent), (Wants::Yes, "at school".into()), "and it stays");
    place(&mut parent, "by the swings");
    rests(&mut parent);
    assert_eq!(last(&parent), (Wants::Yes, "by the swings".into()));
    let clock = parent.clock();
    parent.session.apply(Event::Stop(clock));
    while parent.seals_one() {}
    assert_eq!(last(&parent), (Wants::Yes, "by the swings".into()));
}

#[test]
fn throwing_away_the_answers_leaves_the_wish() {
    for asked in [Wants::Yes, Wants::Later, Wants::No, Wants::NotAsked] {
        let mut parent = half_way();
        wants(&mut parent, asked);
        let clock = parent.clock();
        parent.session.apply(Event::Erase(clock));
        while parent.seals_one() {}
        assert_eq!(parent.contacts().last().map(|c| (c.when, c.wants)), Some((Moment::End, asked)));
    }
}

#[test]
fn a_wish_on_a_pause_that_ends_while_the_rest_is_still_to_come_is_in_the_next_envelope() {
    let mut plan = super::forms::plan("T0");
    plan.parts.truncate(1);
    let mut parent = Scenario::with(plan, super::scenario::sitting("first", 0), 0);
    wants(&mut parent, Wants::Yes);
    place(&mut parent, "at school");
    parent.session.apply(Event::PlanLoaded(std::rc::Rc::new(super::forms::plan("T0"))));
    parent.takes_part();
    assert_eq!(last(&parent), (Wants::Yes, "at school".into()));
}
