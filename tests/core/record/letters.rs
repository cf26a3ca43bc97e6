//! The letterbox: every visit is a message, and none is lost.

use super::desk::{envelopes, of};
use crate::scenario::{Scenario, no_to_all};
use kindstem::answers::{Answer, Value};
use kindstem::record::{Assembled, Options, Wait};
use kindstem::session::Event;
use kindstem::time::Day;

fn opened(visits: &[&Scenario]) -> Assembled {
    of(envelopes(visits), Options { letterboxes: ["T0".into()].into(), ..Options::default() })
}

/// A visit in which this is written, or nothing.
fn visit(mut who: Scenario, words: Option<&str>) -> Scenario {
    who.takes_part();
    who.walks("say", no_to_all);
    if let Some(words) = words {
        who.types("say", words);
    }
    who.goes_on();
    who
}

fn words(made: &Assembled) -> Vec<&str> {
    let said = made.letters.iter().flat_map(|l| &l.words);
    let text = said.map(|s| if let Answer::Value(Value::Text(t)) = &s.answer { t.as_str() } else { "?" });
    text.collect()
}

#[test]
fn two_visits_are_two_messages_and_no_record() {
    let first = visit(Scenario::parent(), Some("one"));
    let second = visit(first.somebody_else("second").at(18), Some("two"));
    let silent = visit(first.somebody_else("third").at(19), None);
    let made = opened(&[&second, &silent, &first]);
    assert_eq!(words(&made), ["one", "two"], "in the order of writing; who wrote nothing left no message");
    assert!(made.records.is_empty(), "no table can hold them");
    assert_eq!(made.report.slots[0].findings, [], "to come back is what a letterbox is for");
    assert_ne!(made.letters[0].session, made.letters[1].session);
}

#[test]
fn without_the_study_nothing_is_lost_either() {
    let first = visit(Scenario::parent(), Some("one"));
    let second = visit(first.somebody_else("second").at(18), Some("two"));
    let made = of(envelopes(&[&first, &second]), Options::default());
    assert!(made.letters.is_empty());
    assert!(made.records.is_empty(), "two visits that contradict each other");
    let all = serde_json::to_string(&made.set_aside).unwrap();
    assert!(all.contains("\"one\"") && all.contains("\"two\""), "side by side");
}

#[test]
fn a_message_that_was_thrown_away_is_none() {
    let mut first = Scenario::parent();
    first.takes_part();
    first.walks("say", no_to_all).types("say", "kept").goes_on();
    let clock = first.clock();
    let mut second = first.somebody_else("second");
    second.takes_part().walks("say", no_to_all).types("say", "gone too");
    second.session.apply(Event::Erase(clock));
    while second.seals_one() {}
    assert_eq!(words(&opened(&[&first, &second])), ["kept"]);
}

#[test]
fn a_wait_is_counted_in_days_and_a_wrong_clock_is_an_alarm() {
    let letter = opened(&[&visit(Scenario::parent(), Some("one"))]).letters.remove(0);
    let day = Day::parse(letter.day.as_deref().unwrap()).unwrap();
    assert_eq!(letter.wait(day), Wait::Days(0));
    assert_eq!(letter.wait(day.plus_days(3).unwrap()), Wait::Days(3));
    assert!(!Wait::Days(7).over(7) && Wait::Days(8).over(7));
    assert_eq!(letter.wait(Day::parse("1999-01-01").unwrap()), Wait::Unknown, "written in days to come");
    assert!(Wait::Unknown.over(7));
}
