//! Whose word counts: proof of the link, sessions that go on from each other, sessions that contradict each other, and the
//! chain over contacts.

use super::desk::{answer, checked, envelopes, find, findings, of, part, records, slot, structures};
use crate::scenario::{PROOF, SLOT, Scenario, any_answer, code, no_to_all};
use kindstem::answers::Value;
use kindstem::record::{Assembled, Finding, Links, Options, Removed, SetAside, assemble_without};
use kindstem::seal::{Opened, OpenedEnvelope, Plain, State};
use kindstem::study::proof_hash;

fn id(of: &Scenario) -> String {
    of.session.visit().session.clone()
}

fn sorted(mut ids: Vec<String>) -> Vec<String> {
    ids.sort();
    ids
}

/// With what a person decided.
fn decided(sessions: &[&Scenario], counting: &[&Scenario], not_counting: &[&Scenario]) -> Assembled {
    let ids = |of: &[&Scenario]| of.iter().map(|s| id(s)).collect();
    let removed = Removed { counting: ids(counting), not_counting: ids(not_counting), ..Removed::default() };
    let opened = Opened { entries: envelopes(sessions), ..Opened::default() };
    assemble_without(opened, &removed, &structures(), &checked())
}

/// A whole session of somebody who says the same to everything but the first question.
fn answers(mut who: Scenario, safe: i32) -> Scenario {
    who.takes_part().chooses("safe", safe).goes_on().walks("the end", any_answer);
    who
}

/// Changes the proof in everything.
fn with_proof(mut all: Vec<OpenedEnvelope>, proof: &str) -> Vec<OpenedEnvelope> {
    for e in &mut all {
        match &mut e.plain {
            Plain::Page(x) => x.proof = proof.into(),
            Plain::Manifest(x) => x.proof = proof.into(),
            Plain::Contact(x) => x.proof = proof.into(),
            Plain::Attachment(x) => x.proof = proof.into(),
        }
    }
    all
}

#[test]
fn t_22_what_was_not_written_with_the_link_counts_for_nothing_and_is_named() {
    let child = answers(Scenario::parent(), 3);
    let clean = records(&[&child]);
    // With an hour in the past, and more often than the child: neither decides.
    for hour in [2, 20] {
        let forger = answers(child.somebody_else("forger").at(hour), 0);
        for proof in ["", "x", "00", &"0".repeat(32), &PROOF.to_uppercase()[..31], &format!("{PROOF}33")] {
            let forged = with_proof(envelopes(&[&forger]), proof);
            let n = forged.len();
            let made = of([envelopes(&[&child]), forged].concat(), Options::default());
            assert_eq!(made.records, clean.records, "{proof:?}");
            assert_eq!(findings(&made), [Finding::WithoutLink { entries: n, session: id(&forger) }]);
        }
    }
}

#[test]
fn a_forged_statement_throws_nothing_away() {
    let child = answers(Scenario::parent(), 3);
    let mut forged = find(&envelopes(&[&child]), 2, "say").clone();
    forged.link = "e".repeat(64);
    if let Plain::Page(e) = &mut forged.plain {
        (e.state, e.seq) = (State::Erased, e.seq + 2);
    }
    let forged = with_proof(vec![forged], &"0".repeat(32));
    let made = of([envelopes(&[&child]), forged].concat(), Options::default());
    assert_eq!(made.records, records(&[&child]).records);
    assert_eq!(findings(&made), [Finding::WithoutLink { entries: 1, session: id(&child) }]);
}

#[test]
fn a_slot_that_was_handed_out_to_nobody_and_another_links_proof_count_for_nothing() {
    let child = answers(Scenario::parent(), 3);
    let nobody = Links::Known([].into());
    let other = Links::Known([(SLOT.to_string(), proof_hash(&"4".repeat(32)).unwrap())].into());
    for links in [nobody, other] {
        let made = of(envelopes(&[&child]), Options { links, ..Options::default() });
        assert!(made.records.is_empty() && made.set_aside.is_empty());
        assert_eq!(made.report.faults["without_link"].len(), 1, "named though nothing is left of the slot");
        assert_eq!(made.contacts.len(), 2, "a wish in it is still shown");
    }
}

#[test]
fn without_a_register_nothing_is_in_a_table_and_nothing_is_lost() {
    let child = answers(Scenario::parent(), 3);
    let opened = Opened { entries: envelopes(&[&child]), ..Opened::default() };
    let made = kindstem::record::assemble(opened, &structures(), &Options::default());
    assert!(made.records.is_empty());
    assert_eq!(made.set_aside, records(&[&child]).records);
    assert_eq!(
        (findings(&made), slot(&made).set_aside),
        (&[Finding::LinkNotChecked][..], Some(SetAside::LinkNotChecked))
    );
}

#[test]
fn going_on_is_plain_news() {
    let mut first = Scenario::parent();
    first.takes_part().walks("times", any_answer);
    let mut second = first.reopens("second").at(20);
    second.walks("the end", any_answer);
    let made = records(&[&second, &first]);
    assert_eq!(findings(&made), [Finding::SeveralSessions { n: 2 }], "the same answers again, and the rest");
    assert!(slot(&made).complete && slot(&made).set_aside.is_none());
}

#[test]
fn a_page_that_is_answered_otherwise_when_the_form_goes_on_is_a_correction() {
    let mut first = Scenario::parent();
    first.takes_part().walks("partner", any_answer).chooses("partner", 0).goes_on();
    // The clock of the device went back meanwhile: it decides nothing.
    let mut second = first.reopens("second").at(3);
    second.chooses("partner", 1).goes_on();
    let mut third = second.reopens("third").at(1);
    third.chooses("partner", 2).goes_on().walks("the end", any_answer);
    let made = records(&[&first, &third, &second]);
    assert_eq!(answer(&made, 1, "partner"), code(2));
    let corrected = |s: &Scenario| Finding::Corrected { part: 1, page: "partner".into(), session: id(s) };
    let mut expected = vec![Finding::SeveralSessions { n: 3 }, corrected(&second), corrected(&third)];
    expected.sort();
    assert_eq!(findings(&made), expected);
    let again: Vec<_> = part(&made, 1).answered_again.iter().filter(|a| a.page == "partner").collect();
    assert_eq!(again.iter().map(|a| a.session.clone()).collect::<Vec<_>>(), [id(&first), id(&second)], "both are kept");
}

#[test]
fn a_block_that_was_finished_is_corrected_by_nobody() {
    let first = answers(Scenario::parent(), 3);
    // Whoever has device and link goes on from the last envelope, and begins at the front all the same.
    let plan = first.session.plan().clone();
    let continues = first.session.last_link().cloned();
    let visit = kindstem::session::Visit { continues, ..crate::scenario::sitting("again", 1) };
    let second = answers(Scenario::with(plan, visit, 0), 0);
    let made = records(&[&first, &second]);
    let sessions = vec![id(&first), id(&second)];
    let contested = Finding::Contested { part: 1, page: "safe".into(), sessions: sorted(sessions) };
    assert!(findings(&made).contains(&contested) && findings(&made).len() == 2, "{:?}", findings(&made));
    assert!(made.records.is_empty() && slot(&made).set_aside == Some(SetAside::Contested));
}

#[test]
fn t_22_two_devices_that_contradict_each_other_wait_for_a_person() {
    let child = answers(Scenario::parent(), 3);
    // Opened at home on another device, whose clock was two days back, or ahead.
    for hour in [0, 40] {
        let other = answers(child.somebody_else("other").at(hour), 0);
        for order in [[&child, &other], [&other, &child]] {
            let made = records(&order);
            assert!(made.records.is_empty(), "no table before somebody decided");
            assert_eq!(made.set_aside.len(), 2, "and nothing is lost");
            assert!(findings(&made).contains(&Finding::SeparateStarts { n: 2 }));
            let contested = |f: &&Finding| matches!(f, Finding::Contested { .. });
            assert_eq!(findings(&made).iter().filter(contested).count(), 1, "the page that differs");
        }
        let made = decided(&[&child, &other], &[&child], &[&other]);
        assert_eq!(answer(&made, 1, "safe"), code(3));
        assert!(findings(&made).contains(&Finding::Decided { counting: 1, not_counting: 1 }));
        assert!(slot(&made).set_aside.is_none());
        assert_eq!(part(&made, 1).answered_again.len(), 9, "both are kept");
        let made = decided(&[&child, &other], &[&other], &[&child]);
        assert_eq!(answer(&made, 1, "safe"), code(0));
        // Somebody comes after the decision: it does not speak of them.
        let third = answers(child.somebody_else("third").at(5), 1);
        let made = decided(&[&child, &other, &third], &[&child], &[&other]);
        assert!(made.records.is_empty() && slot(&made).set_aside == Some(SetAside::Contested));
    }
}

#[test]
fn two_devices_that_agree_are_named_and_counted() {
    let child = answers(Scenario::parent(), 3);
    let other = answers(child.somebody_else("other").at(20), 3);
    let made = records(&[&child, &other]);
    assert_eq!(findings(&made).len(), 2);
    assert!(findings(&made).contains(&Finding::SeparateStarts { n: 2 }));
    assert_eq!((made.records.len(), answer(&made, 1, "safe")), (2, code(3)));
}

#[test]
fn who_declines_on_one_device_and_takes_part_on_another_is_contested() {
    let mut no = Scenario::parent();
    no.walks("take_part", |_, _| None).chooses("joins", 0).goes_on();
    let mut yes = no.somebody_else("yes").at(20);
    yes.walks("the end", no_to_all);
    let made = records(&[&no, &yes]);
    assert!(made.records.is_empty() && slot(&made).set_aside == Some(SetAside::Contested));
}

#[test]
fn t_25_the_end_of_an_earlier_session_that_was_dropped_is_missed_by_the_next() {
    let mut first = Scenario::parent();
    first.takes_part().walks("times", any_answer);
    let mut second = first.reopens("second").at(20);
    second.walks("the end", any_answer);
    let last = first.session.last_link().unwrap().clone();
    for drop in [1, 3, usize::MAX] {
        let mut all = envelopes(&[&first]);
        let pages: Vec<String> =
            all.iter().filter(|e| matches!(e.plain, Plain::Page(_))).map(|e| e.link.clone()).collect();
        let gone: Vec<&String> = pages.iter().rev().take(drop).collect();
        all.retain(|e| !gone.contains(&&e.link));
        all.extend(envelopes(&[&second]));
        let made = of(all, Options::default());
        let missed = Finding::ContinuesUnknown { session: id(&second), link: last.clone() };
        assert!(findings(&made).contains(&missed), "{drop}: {:?}", findings(&made));
    }
}

#[test]
fn t_25_a_contact_envelope_that_was_dropped_is_missed_where_both_keys_are() {
    let child = answers(Scenario::parent(), 3);
    let all = envelopes(&[&child]);
    let is_contact = |e: &OpenedEnvelope| matches!(e.plain, Plain::Contact(_));
    let contacts: Vec<&OpenedEnvelope> = all.iter().filter(|e| is_contact(e)).collect();
    assert_eq!(contacts.len(), 2);
    let both = || Options { opens_contacts: true, ..checked() };
    assert!(findings(&of(all.clone(), both())).is_empty());
    for gone in [&contacts[..1], &contacts[1..], &contacts[..]] {
        let links: Vec<&String> = gone.iter().map(|e| &e.link).collect();
        let rest: Vec<_> = all.iter().filter(|e| !links.contains(&&e.link)).cloned().collect();
        let (n, session) = (gone.len(), id(&child));
        let made = of(rest.clone(), both());
        assert_eq!(findings(&made), [Finding::ContactMissing { n, session: session.clone() }]);
        assert_eq!(made.records.len(), 2, "the answers are whole");
        // A reader of answers alone cannot tell: it is not in this delivery, and that is no gap.
        let made = of(rest.clone(), checked());
        assert_eq!(findings(&made), [Finding::ContactElsewhere { n, session: session.clone() }]);
        // But for one that lies there and that these keys do not open.
        let closed = links.iter().map(|l| l.to_string()).collect();
        let opened = Opened { entries: rest, closed, ..Opened::default() };
        let made = kindstem::record::assemble(opened, &structures(), &checked());
        assert!(findings(&made).is_empty(), "{:?}", findings(&made));
    }
}

#[test]
fn a_correction_that_contradicts_another_device_is_contested() {
    let mut first = Scenario::parent();
    first.takes_part().walks("partner", any_answer).chooses("partner", 0).goes_on();
    // Another device agrees with what the first said before, and finishes.
    let mut other = first.somebody_else("other").at(18);
    other.takes_part().walks("partner", any_answer).chooses("partner", 0).goes_on().walks("the end", any_answer);
    let mut second = first.reopens("second").at(20);
    second.walks("partner", any_answer).chooses("partner", 2).goes_on().walks("the end", any_answer);
    for order in [[&first, &other, &second], [&second, &other, &first], [&other, &second, &first]] {
        let made = records(&order);
        let sessions = sorted(vec![id(&other), id(&second)]);
        assert!(findings(&made).contains(&Finding::Contested { part: 1, page: "partner".into(), sessions }));
        assert!(made.records.is_empty());
    }
}

#[test]
fn words_that_were_never_confirmed_are_no_session_of_their_own() {
    let mut typed = Scenario::parent();
    typed.takes_part().walks("say", any_answer).types("say", "half a word");
    typed.sealed.clear();
    assert!(typed.drafts());
    let mut next = typed.somebody_else("next").at(20);
    next.walks("the end", any_answer);
    let made = records(&[&typed, &next]);
    assert_eq!(findings(&made), [Finding::SeveralSessions { n: 2 }], "a draft that the later visit sent");
    assert_eq!(made.records.len(), 2);
}

#[test]
fn options_in_an_order_that_each_session_draws_are_no_other_answer() {
    let answer = |mut child: Scenario| {
        child.says("houses", Value::Codes(vec![1])).types("good_words", "Voetbal.").goes_on().goes_on();
        child
    };
    let one = answer(crate::stories::doors::child("one"));
    let structures = kindstem::instrument::library::structures().unwrap();
    let mut orders = std::collections::BTreeSet::new();
    for name in ["two", "three", "four"] {
        let other = answer(crate::stories::doors::child(name));
        orders.insert(format!("{:?}", other.answer(0, "chips_order")));
        let opened = Opened { entries: envelopes(&[&one, &other]), ..Opened::default() };
        let made = kindstem::record::assemble(opened, &structures, &checked());
        assert!(findings(&made).contains(&Finding::SeparateStarts { n: 2 }));
        assert!(slot(&made).set_aside.is_none(), "{:?}", findings(&made));
    }
    assert!(orders.len() > 1, "they were drawn in different orders");
}
