//! What was spoken or drawn: joined where it is whole, named where it is not, and never a file that nobody asked for.

use super::desk::{envelopes, findings, of, part, records};
use crate::forms;
use crate::scenario::{Scenario, any_answer, sitting};
use kindstem::instrument::Memory;
use kindstem::record::{Finding, Options};
use kindstem::seal::{ATTACHMENT_ROOM, Media, OpenedEnvelope, Plain, State};
use kindstem::session::Event;
use kindstem::study::Plan;
use std::rc::Rc;

const WEBM: [u8; 4] = [0x1a, 0x45, 0xdf, 0xa3];

fn speech(n: usize) -> Vec<u8> {
    WEBM.into_iter().chain((0..n).map(|n| n as u8)).collect()
}

/// A child on the page with own words, with a way back; `name` tells sessions apart.
fn child(name: &str) -> Scenario {
    let mut plan = Plan { envelopes: 3, ..forms::plan("T0") };
    for part in &mut plan.parts {
        Rc::make_mut(&mut part.instrument).blocks.iter_mut().for_each(|b| b.memory = Memory::Session);
    }
    let mut s = Scenario::with(plan, sitting(name, 0), 0);
    s.takes_part().walks("say", any_answer);
    s
}

fn says(s: &mut Scenario, bytes: Vec<u8>) {
    s.session.apply(Event::Attached(bytes));
}

fn spoken(n: usize) -> Scenario {
    let mut s = child("first");
    says(&mut s, speech(n));
    s.goes_on().walks("the end", any_answer);
    s
}

fn attachments(all: &mut [OpenedEnvelope], mut change: impl FnMut(&mut kindstem::seal::Attachment)) {
    for envelope in all {
        if let Plain::Attachment(a) = &mut envelope.plain {
            change(a);
        }
    }
}

#[test]
fn pieces_are_joined_into_one_file_of_the_part() {
    let made = records(&[&spoken(ATTACHMENT_ROOM + 99)]);
    let own = &part(&made, 1).own_words;
    assert_eq!(own.iter().map(|w| (w.item.as_str(), w.media)).collect::<Vec<_>>(), [("say", Media::Webm)]);
    assert_eq!(made.words[&own[0].file], speech(ATTACHMENT_ROOM + 99));
    assert!(own[0].file.ends_with("-1-say-say.webm"), "{}", own[0].file);
    assert!(findings(&made).is_empty(), "{:?}", findings(&made));
}

#[test]
fn the_later_confirmation_counts_and_fillers_change_nothing() {
    let mut s = child("first");
    says(&mut s, speech(5));
    s.goes_on().goes_back();
    says(&mut s, br#"{"strokes":[],"v":1}"#.to_vec());
    s.goes_on().goes_back().types("say", "and typed").goes_on().walks("the end", any_answer);
    let made = records(&[&s]);
    assert_eq!(made.words.values().collect::<Vec<_>>(), [br#"{"strokes":[],"v":1}"#]);
    assert!(findings(&made).is_empty(), "{:?}", findings(&made));
}

#[test]
fn what_was_taken_back_is_gone() {
    let mut s = child("first");
    says(&mut s, speech(5));
    s.goes_on().goes_back();
    s.session.apply(Event::Detached);
    s.goes_on().walks("the end", any_answer);
    let made = records(&[&s]);
    assert!(made.words.is_empty() && part(&made, 1).own_words.is_empty());
}

#[test]
fn words_of_the_session_whose_page_counts() {
    let first = spoken(7);
    let mut other = child("other").at(18);
    says(&mut other, speech(70));
    other.goes_on().walks("the end", any_answer);
    let made = records(&[&first, &other]);
    assert_eq!(made.words.into_values().collect::<Vec<_>>(), [speech(7)]);
}

#[test]
fn a_session_that_was_thrown_away_leaves_no_words() {
    let mut s = child("first");
    says(&mut s, speech(7));
    s.goes_on();
    let clock = s.clock();
    s.session.apply(Event::Erase(clock));
    while s.seals_one() {}
    let made = records(&[&s]);
    assert!(made.words.is_empty());
}

#[test]
fn a_missing_piece_is_named_and_the_rest_left_out() {
    let mut all = envelopes(&[&spoken(ATTACHMENT_ROOM + 9)]);
    let at = all
        .iter()
        .position(|e| matches!(&e.plain, Plain::Attachment(a) if a.n == 1 && a.state == State::Confirmed))
        .unwrap();
    all.remove(at);
    let made = of(all, Options::default());
    assert!(made.words.is_empty());
    assert!(findings(&made).iter().any(|f| matches!(f, Finding::Torn { item, .. } if item == "say")));
    assert!(findings(&made).iter().any(|f| matches!(f, Finding::Gap { .. })));
}

#[test]
fn a_piece_too_many_is_named_too() {
    let mut all = envelopes(&[&spoken(9)]);
    let mut twin =
        all.iter().find(|e| matches!(&e.plain, Plain::Attachment(a) if a.state == State::Confirmed)).unwrap().clone();
    twin.link = "c".repeat(64);
    twin.key.push('0');
    all.push(twin);
    let made = of(all, Options::default());
    assert!(made.words.is_empty());
    assert!(findings(&made).iter().any(|f| matches!(f, Finding::Torn { .. })));
}

#[test]
fn nothing_names_a_file_that_the_instrument_does_not() {
    for item in ["how", "../../etc", ""] {
        let mut all = envelopes(&[&spoken(9)]);
        attachments(&mut all, |a| a.item = item.into());
        let made = of(all, Options::default());
        assert!(made.words.is_empty(), "{item}");
        assert!(findings(&made).iter().any(|f| matches!(f, Finding::Unfit { .. })), "{item}");
    }
}

#[test]
fn what_does_not_begin_as_such_a_file_is_left_out() {
    let mut s = child("first");
    says(&mut s, b"MZ: a program".to_vec());
    s.goes_on().walks("the end", any_answer);
    let made = records(&[&s]);
    assert!(made.words.is_empty());
    assert!(findings(&made).iter().any(|f| matches!(f, Finding::Unfit { .. })));
}

#[test]
fn the_order_of_delivery_changes_nothing() {
    let all = envelopes(&[&spoken(2 * ATTACHMENT_ROOM)]);
    let mut reversed = all.clone();
    reversed.reverse();
    let (one, other) = (of(all, Options::default()), of(reversed, Options::default()));
    assert_eq!((one.words, one.records), (other.words, other.records));
}

#[test]
fn pieces_without_any_page_do_not_vanish() {
    let mut all = envelopes(&[&spoken(9)]);
    all.retain(|e| matches!(e.plain, Plain::Attachment(_)));
    let made = of(all.clone(), Options::default());
    assert!(made.words.is_empty() && made.report.slots.is_empty());
    assert_eq!(made.report.faults["no_page"].len(), all.len());
}
