//! Which answer counts.

use super::desk::{about, answer, envelopes, findings, of, part, records, slot};
use crate::scenario::{Scenario, any_answer, code, missing, no_to_all, number};
use kindstem::answers::{Answer, Missing, Value};
use kindstem::record::{Finding, Options};
use kindstem::seal::{Plain, State};

#[test]
fn one_session_one_record_per_target() {
    let mut parent = Scenario::parent();
    parent.walks("the end", any_answer);
    let made = records(&[&parent]);
    let records: Vec<_> = made.records.iter().map(|r| (about(r), r.parts.len())).collect();
    assert_eq!(records, [("a1".into(), 2), ("k1".into(), 1)], "person, wave and target");
    assert!(slot(&made).complete && !slot(&made).declined && findings(&made).is_empty());
    for number in [1, 2] {
        let part = part(&made, number);
        assert!(part.complete && part.answered_again.is_empty());
        assert_eq!(serde_json::to_string(&part.scores).unwrap(), serde_json::to_string(&part.scores_page).unwrap());
        let pages: Vec<_> = part.modes.iter().map(|m| m.page.as_str()).collect();
        assert_eq!(pages, ["safe", "hurt", "how", "calm", "partner", "times", "since", "first", "say"], "as asked");
    }
    assert_eq!(answer(&made, 1, "times"), Answer::Value(number(0)), "a number again, as the item has it");
    assert_eq!(answer(&made, 1, "since"), missing(Missing::NotInVersion));
}

#[test]
fn the_last_entry_of_a_page_counts_within_a_session() {
    let mut parent = Scenario::parent();
    parent.takes_part().chooses("safe", 3).goes_on().goes_back().chooses("safe", 1).goes_on();
    parent.walks("the end", any_answer);
    let made = records(&[&parent]);
    assert_eq!(answer(&made, 1, "safe"), code(1));
    assert!(part(&made, 1).answered_again.is_empty(), "a correction is no second answer");
}

#[test]
fn who_closed_the_block_counts_before_who_left_it_open() {
    let mut first = Scenario::parent();
    first.takes_part().walks("times", any_answer);
    let mut again = first.reopens("second");
    again.chooses("partner", 2).goes_on().walks("the end", any_answer);
    let made = records(&[&first, &again]);
    assert_eq!((answer(&made, 1, "safe"), answer(&made, 1, "partner")), (code(0), code(2)));
    assert_eq!(part(&made, 1).answered_again.len(), 1);
    assert!(slot(&made).complete, "two sessions, one whole record");
    assert_eq!(part(&made, 1).scores_page, None, "no session asked part 1 whole ...");
    assert!(part(&made, 2).scores_page.is_some(), "... and one asked part 2 whole");
}

#[test]
fn what_was_never_reached_says_so() {
    let mut parent = Scenario::parent();
    parent.takes_part().walks("calm", any_answer);
    let made = records(&[&parent]);
    assert_eq!(answer(&made, 1, "safe"), code(0));
    assert_eq!(answer(&made, 1, "calm"), missing(Missing::NotReached));
    assert_eq!(answer(&made, 1, "since"), missing(Missing::NotInVersion));
    assert!(!slot(&made).complete && !part(&made, 1).complete);
    assert!(made.records.iter().flat_map(|r| &r.parts).all(|p| p.part != 2), "nothing of part 2 arrived");
    let scores = serde_json::to_string(&part(&made, 1).scores).unwrap();
    assert!(scores.contains(r#"{"empty":"1 of 2 answered, 2 needed","id":"total"}"#), "{scores}");
}

#[test]
fn who_goes_back_answers_otherwise_and_leaves_contradicts_nobody() {
    // The page that hung on the answer was not sealed again: device off.
    let mut parent = Scenario::parent();
    parent.takes_part().walks("calm", any_answer).goes_back().goes_back().chooses("hurt", 0).goes_on();
    let made = records(&[&parent]);
    assert_eq!(answer(&made, 1, "hurt"), code(0));
    assert_eq!(answer(&made, 1, "words"), missing(Missing::NotShown), "not asked any more, whatever was said");
    // And the other way round: a branch opens in a block that was closed, and nobody answers it.
    let mut parent = Scenario::parent();
    parent.takes_part().walks("partner", no_to_all).goes_back().goes_back().chooses("hurt", 1).goes_on();
    let made = records(&[&parent]);
    assert_eq!(answer(&made, 1, "words"), missing(Missing::NotReached), "asked, and not reached");
    assert!(!part(&made, 1).complete);
}

#[test]
fn t_30_drafts_are_dropped_unless_the_protocol_reads_them() {
    let mut parent = Scenario::parent();
    parent.takes_part().walks("say", any_answer).types("say", "CanaryHalfAWord");
    assert!(parent.drafts());
    let made = records(&[&parent]);
    assert!(!super::desk::bytes(&made).contains("Canary"));
    assert_eq!(answer(&made, 1, "say"), missing(Missing::NotReached));

    let read = || Options { use_unconfirmed: true, ..Options::default() };
    let made = of(envelopes(&[&parent]), read());
    assert_eq!(answer(&made, 1, "say"), Answer::Value(Value::Text("CanaryHalfAWord".into())));
    assert!(!part(&made, 1).complete, "a draft closes nothing");
    parent.types("say", "whole").goes_on();
    let made = of(envelopes(&[&parent]), read());
    assert_eq!(answer(&made, 1, "say"), Answer::Value(Value::Text("whole".into())), "what is confirmed counts");
    assert!(!super::desk::bytes(&made).contains("Canary"), "a superseded draft is never shown");
}

#[test]
fn a_draft_alone_makes_no_record_and_does_not_vanish() {
    let mut parent = Scenario::parent();
    parent.takes_part().walks("how", any_answer).types("words", "CanaryHalfAWord");
    parent.sealed.clear();
    parent.drafts();
    let made = records(&[&parent]);
    assert!(made.records.is_empty());
    assert_eq!((made.report.envelopes, slot(&made).entries), (1, 0));
}

#[test]
fn t_30_a_session_that_was_thrown_away_is_dropped_and_said() {
    let mut child = Scenario::parent();
    child.walks(
        "the end",
        |i, f| if i.is_free() { Some(Value::Text("CanaryThrownAway".into())) } else { any_answer(i, f) },
    );
    let mut all = envelopes(&[&child]);
    let Plain::Page(last) = super::desk::find(&all, 2, "say").plain.clone() else { panic!() };
    let erased = kindstem::seal::Entry { state: State::Erased, answers: vec![], seq: last.seq + 2, ..*last };
    all.push(super::desk::as_envelope(&erased));
    let made = of(all, Options::default());
    assert!(made.records.is_empty() && !super::desk::bytes(&made).contains("Canary"));
    assert!(findings(&made).contains(&Finding::Erased { session: child.session.visit().session.clone() }));
    assert_eq!((slot(&made).sessions, slot(&made).entries, slot(&made).complete), (1, 0, false));
}

#[test]
fn dummies_are_dropped_and_declined_is_said() {
    let mut parent = Scenario::parent();
    parent.walks("take_part", |_, _| None).chooses("joins", 0).goes_on();
    let made = records(&[&parent]);
    assert!(slot(&made).declined && findings(&made).is_empty(), "{:?}", findings(&made));
    let parts: Vec<_> = made.records.iter().flat_map(|r| &r.parts).map(|p| p.part).collect();
    assert_eq!(parts, [0], "only what was asked before the no");
    assert_eq!(answer(&made, 0, "joins"), code(0));
}
