//! Stopping: what was confirmed stays, or everything is thrown away.

use super::scenario::{Scenario, any_answer};
use kindstem::seal::{Moment, State};
use kindstem::session::Event;

fn half_way() -> Scenario {
    let mut parent = Scenario::parent();
    parent.takes_part().walks("calm", any_answer);
    parent
}

#[test]
fn who_stops_goes_on_there_another_time() {
    let mut parent = half_way();
    let entries = parent.entries().len();
    let clock = parent.clock();
    parent.session.apply(Event::Stop(clock));
    while parent.seals_one() {}
    assert!(parent.ended(), "the one ending");
    assert_eq!(parent.entries().len(), entries, "nothing is confirmed by stopping");
    assert!(parent.manifest().is_none(), "it is not finished");
    assert_eq!(parent.contacts().last().unwrap().when, Moment::End);
    assert_eq!(parent.reopens("second").page(), "safe", "the open block, from its beginning");
}

#[test]
fn who_throws_away_says_so_in_the_chain_and_may_begin_anew() {
    let mut parent = half_way();
    let clock = parent.clock();
    parent.session.apply(Event::Erase(clock));
    while parent.seals_one() {}
    assert!(parent.ended(), "the same ending");
    let last = parent.entries().last().unwrap().clone();
    assert_eq!((last.state, last.answers.len()), (State::Erased, 0));
    assert_eq!(last.seq as usize, parent.entries().len() - 1);
    assert_eq!(parent.reopens("second").page(), "hello");
}

#[test]
fn nothing_can_be_stopped_twice() {
    let mut parent = half_way();
    let clock = parent.clock();
    parent.session.apply(Event::Erase(clock.clone()));
    parent.session.apply(Event::Erase(clock.clone()));
    parent.session.apply(Event::Stop(clock));
    let before = parent.sealed.len();
    while parent.seals_one() {}
    assert_eq!(parent.sealed.len() - before, 2, "the mark and one contact envelope");
}
