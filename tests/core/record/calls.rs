//! The list of who waits for a talk: nothing that is sent takes a wish off it; a person does.

use crate::scenario::SLOT;
use kindstem::record::{Call, Handled, HandledFile, HandledStep, Listed, No, OpenedContact, Promise, calls, heading};
use kindstem::seal::Wants;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::json;
use std::collections::BTreeSet;

const NOW: &str = "2026-11-30T16:00Z";

/// A contact; `n` makes its id, which no sender chooses.
fn contact(n: u32, session: &str, nth: u32, wants: &str, wall: &str) -> OpenedContact {
    of(n, session, nth, wants, wall, SLOT, "T0", "at school")
}

#[allow(clippy::too_many_arguments)]
fn of(n: u32, session: &str, nth: u32, wants: &str, wall: &str, slot: &str, wave: &str, words: &str) -> OpenedContact {
    let id = kindstem::instrument::identity(&n.to_be_bytes());
    serde_json::from_value(json!({
        "id": id, "clock": {"mono_ms": 0, "tz": 60, "wall": wall}, "kind": "contact",
        "not_when": "", "nth": nth, "prev": null, "proof": crate::scenario::PROOF, "role": "child", "session": session, "set": "8-11", "slot": slot, "study": "s",
        "v": 1, "wants": wants, "wave": wave, "when": "asked", "where": words,
    }))
    .unwrap()
}

fn list(contacts: &[OpenedContact], handled: &Handled) -> Vec<Call> {
    let letterboxes = BTreeSet::from(["box".to_string()]);
    let links = super::desk::handed_out();
    calls(contacts, handled, Promise { every_days: Some(7), now: NOW, letterboxes: &letterboxes, links: &links })
}

fn only(contacts: &[OpenedContact]) -> Call {
    let list = list(contacts, &Handled::default());
    assert_eq!(list.len(), 1, "a line per slot");
    list.into_iter().next().unwrap()
}

fn printed(list: &[Call]) -> String {
    list.iter().flat_map(|c| c.lines(true)).collect::<Vec<_>>().join("\n")
}

const EARLY: &str = "2026-11-28T10:00Z";
const LATER: &str = "2026-11-29T10:00Z";

#[test]
fn a_later_no_of_another_visit_stands_beside_the_wish_and_needs_a_person() {
    for (yes, no) in [(EARLY, LATER), (LATER, EARLY), (EARLY, EARLY), (EARLY, "9999-12-31T23:00Z"), (EARLY, "zzzz")] {
        for wants in ["yes", "later"] {
            let call = only(&[contact(1, "child", 1, wants, yes), contact(2, "other", 9, "no", no)]);
            assert_eq!((call.no, call.needs_a_person(), call.overdue), (No::OtherVisit, true, false), "{yes} {no}");
            assert!(printed(&[call]).contains("CONTRADICTED: another visit to this link said no. The wish stays"));
        }
    }
}

#[test]
fn a_later_no_of_the_same_visit_is_a_kind_of_its_own() {
    let call = only(&[contact(1, "child", 1, "yes", EARLY), contact(2, "child", 2, "no", EARLY)]);
    assert_eq!((call.no, call.needs_a_person()), (No::SameVisit, false));
    assert!(printed(&[call]).contains("The same visit said no later."));
    // A change of mind towards a talk is no contradiction.
    let call = only(&[contact(1, "child", 1, "no", EARLY), contact(2, "child", 2, "yes", EARLY)]);
    assert_eq!((call.no, call.note()), (No::None, None));
}

#[test]
fn messages_of_a_letterbox_do_not_contradict_each_other_and_none_hides_another() {
    let message = |n, session, wants| of(n, session, 1, wants, EARLY, SLOT, "box", "");
    let call = only(&[message(1, "one", "yes"), message(2, "two", "no"), message(3, "three", "later")]);
    assert_eq!((call.no, call.needs_a_person(), call.wishes.len()), (No::OtherMessage, false, 2));
    // The wave of a no is its sender's word: it does not make a contradiction of T0 a letterbox's.
    let call = only(&[contact(1, "one", 1, "yes", EARLY), message(2, "two", "no")]);
    assert_eq!(call.no, No::OtherVisit);
}

#[test]
fn an_hour_that_is_none_or_lies_ahead_is_overdue_and_stands_first() {
    let slot = |n: u32| format!("{n:032x}");
    let absurd =
        ["zzzz", "", "9999-12-31T23:00Z", "2026-02-31T10:00Z", "2026-11-28T24:00Z", "2026-11-28", "2026-11-28T10:00"];
    for (n, wall) in absurd.into_iter().enumerate() {
        let contacts = [
            of(1, "a", 1, "yes", "2026-01-01T10:00Z", &slot(1), "T0", ""),
            of(2, "b", 1, "later", wall, &slot(2), "T0", ""),
        ];
        let list = list(&contacts, &Handled::default());
        assert_eq!(list[0].slot, slot(2), "{n} {wall:?}");
        assert!(list.iter().all(|c| c.overdue), "{wall:?}");
        assert!(printed(&list).contains("an unknown time (the device's clock was wrong"), "{wall:?}");
    }
}

#[test]
fn only_that_contact_is_handled_and_a_new_one_waits_again() {
    let first = contact(1, "one", 1, "yes", EARLY);
    // Whatever the second says of itself, its ciphertext is another.
    let second = contact(2, "one", 1, "yes", EARLY);
    let mut handled = Handled::default();
    handled.handle(&first.id);
    assert!(list(std::slice::from_ref(&first), &handled).is_empty());
    let list = list(&[first, second.clone()], &handled);
    assert_eq!((list.len(), list[0].handled, &list[0].wishes[0].contact), (1, 1, &second.id));
}

#[test]
fn words_about_where_to_talk_are_a_wish_also_without_a_choice() {
    let mut said = contact(1, "child", 1, "not_asked", EARLY);
    let call = only(std::slice::from_ref(&said));
    assert!(printed(&[call]).contains("wrote where or when to talk, and chose nothing since"));
    let mut handled = Handled::default();
    handled.remember(Listed::of(&said).unwrap());
    assert_eq!(list(&[], &handled).len(), 1, "and is remembered");
    said.contact.where_ = String::new();
    assert!(list(&[said], &Handled::default()).is_empty(), "nothing was said about a talk");
}

#[test]
fn a_flood_is_one_line_with_a_count() {
    let flood: Vec<_> =
        (0..3000).map(|n| of(n, &n.to_string(), 1, "yes", EARLY, SLOT, "T0", &format!("place {n}"))).collect();
    let call = only(&flood);
    let lines = call.lines(true);
    assert!(lines[0].contains("3000 contacts: ") && lines[0].ends_with("and 2995 more"), "{}", lines[0]);
    assert!(lines.len() < 20 && lines.last().unwrap().contains("2990 other texts"), "{lines:?}");
    assert!(call.cells().iter().all(|cell| cell.len() < 600));
    assert_eq!(heading(1, 0, 1), "waiting for a talk: 1, overdue: 0, contradicted: 1");
}

#[test]
fn what_was_written_cannot_move_a_terminal() {
    let call = only(&[of(1, "a", 1, "yes", "\u{1b}[2J", SLOT, "T0\u{1b}]0;x", "\u{1b}[2J\u{202e}")]);
    assert!(
        call.lines(true).iter().all(|l| !l.contains('\u{1b}') && !l.contains('\u{202e}')),
        "{:?}",
        call.lines(true)
    );
}

#[test]
fn a_wish_that_a_later_delivery_lacks_stays_listed() {
    let mut handled = Handled::default();
    handled.remember(Listed::of(&contact(1, "one", 1, "yes", EARLY)).unwrap());
    let list = list(&[], &handled);
    assert!(list[0].wishes[0].absent);
    assert!(printed(&list).contains("in an earlier delivery"), "{}", printed(&list));
}

#[test]
fn a_handled_file_of_another_study_or_two_joined_ones_are_refused_with_their_line() {
    let of = |study: &str| HandledFile::Of { study: study.into(), v: 1 };
    let done =
        HandledFile::Handled { contact: "a".repeat(64), step: HandledStep::Talked, by: "A".into(), at: NOW.into() };
    assert!(Handled::of_lines(&[of("s"), done.clone()], "s").unwrap().is_handled(&"a".repeat(64)));
    assert_eq!(Handled::of_lines(&[of("t"), done.clone()], "s").unwrap_err().0, 1);
    assert_eq!(Handled::of_lines(std::slice::from_ref(&done), "s").unwrap_err().0, 1);
    assert_eq!(Handled::of_lines(&[of("s"), done, of("s")], "s").unwrap_err().0, 3);
    assert_eq!(Handled::of_lines(&[], "s").unwrap(), Handled::default());
}

/// What anybody who has the link may send: every field equal, absent or absurd.
fn sent() -> impl Strategy<Value = (usize, u32, &'static str, &'static str, &'static str, &'static str)> {
    (
        0..3_usize,
        select(vec![0, 1, 1, 2, u32::MAX]),
        select(vec!["yes", "no", "later", "not_asked"]),
        select(vec![EARLY, EARLY, LATER, "zzzz", "", "1970-01-01T00:00Z", "9999-12-31T23:00Z", "2026-02-31T10:00Z"]),
        select(vec!["T0", "box", "", "T0\u{1b}[2J"]),
        select(vec!["", "at school", "\u{1b}[2J", "=cmd|x"]),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]
    /// No sequence makes a wish disappear from what is printed, unless a person handled that very contact.
    #[test]
    fn no_sequence_makes_a_wish_disappear(
        all in prop::collection::vec(sent(), 1..12),
        slots in prop::collection::vec(0..2_usize, 12),
        done in prop::collection::vec(any::<bool>(), 12),
        lost in prop::collection::vec(any::<bool>(), 12),
        turned: bool,
    ) {
        let slot = |n: usize| format!("{n:032x}");
        let mut contacts: Vec<OpenedContact> = all
            .iter()
            .enumerate()
            .map(|(n, (visit, nth, wants, wall, wave, words))| {
                of(n as u32, &format!("{visit:032x}"), *nth, wants, wall, &slot(slots[n]), wave, words)
            })
            .collect();
        let mut handled = Handled::default();
        contacts.iter().filter_map(Listed::of).for_each(|l| handled.remember(l));
        contacts.iter().zip(&done).filter(|(_, d)| **d).for_each(|(c, _)| handled.handle(&c.id));
        let wishes: Vec<OpenedContact> =
            contacts.iter().filter(|c| c.contact.is_wish()).cloned().collect();
        if turned {
            contacts.reverse();
        }
        // A half delivery: what it lacks is remembered.
        let here: Vec<OpenedContact> =
            contacts.iter().zip(&lost).filter(|(_, lost)| !**lost).map(|(c, _)| c.clone()).collect();
        let list = list(&here, &handled);
        for wish in wishes {
            let slot = &wish.contact.slot;
            let line = list.iter().find(|c| c.slot == *slot);
            if handled.is_handled(&wish.id) {
                prop_assert!(line.is_none_or(|c| c.wishes.iter().all(|w| w.contact != wish.id)));
                continue;
            }
            let line = line.expect("its slot has a line");
            prop_assert!(line.wishes.iter().any(|w| w.contact == wish.id));
            let text = printed(std::slice::from_ref(line));
            let shown = text.contains(&wish.id[..12]);
            prop_assert!(shown || text.contains(" more"), "{} is not in {}", wish.id, text);
            prop_assert!(text.contains(slot.as_str()));
            prop_assert!(line.cells()[12].contains(&wish.id) || line.cells()[12].contains(" more"), "the table of the page");
            // Somebody who took it back in another visit is a contradiction, whatever the hours say.
            let no = contacts.iter().any(|c| {
                c.contact.wants == Wants::No
                    && c.contact.slot == *slot
                    && c.contact.session != wish.contact.session
                    && (c.contact.wave != "box" || wish.contact.wave != "box")
            });
            prop_assert!(!no || line.needs_a_person());
        }
    }
}
