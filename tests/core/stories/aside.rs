//! Own words that are spoken or drawn: everybody's envelopes are alike, and what is in them can be put together again.

use super::forms;
use super::scenario::{Scenario, any_answer, missing, sitting};
use kindstem::answers::{Answer, Missing, Value};
use kindstem::instrument::Memory;
use kindstem::seal::{ATTACHMENT_ROOM, ATTACHMENT_SIZE, Attachment, Fault, Input, Plain, State, read};
use kindstem::session::{Event, Recipients, State as Stands};
use kindstem::study::Plan;
use proptest::prelude::*;
use std::rc::Rc;

/// As many envelopes as a study would have.
const OF: u32 = 3;

/// There is a way back to every page.
fn plan() -> Plan {
    let mut plan = Plan { envelopes: OF, ..forms::plan("T0") };
    for part in &mut plan.parts {
        Rc::make_mut(&mut part.instrument).blocks.iter_mut().for_each(|b| b.memory = Memory::Session);
    }
    plan
}

/// Somebody on the page that asks for own words.
fn somebody() -> Scenario {
    let mut s = Scenario::with(plan(), sitting("first", 0), 0);
    s.takes_part().walks("say", any_answer);
    s
}

fn speaks(s: &mut Scenario, bytes: &[u8]) {
    s.session.apply(Event::Attached(bytes.to_vec()));
}

fn pieces(s: &Scenario) -> Vec<Attachment> {
    let read = s.sealed.iter().filter_map(|e| read(&e.plain).ok());
    read.filter_map(|p| if let Plain::Attachment(a) = p { Some(*a) } else { None }).collect()
}

/// What the pieces of the page's last confirmation hold.
fn last(s: &Scenario) -> (State, Vec<u8>) {
    let all = pieces(s);
    let last: Vec<&Attachment> = all.iter().rev().take(OF as usize).rev().collect();
    assert_eq!(last.iter().map(|a| (a.n, a.of)).collect::<Vec<_>>(), (0..OF).map(|n| (n, OF)).collect::<Vec<_>>());
    (last[0].state, last.iter().flat_map(|a| a.payload.clone()).collect())
}

#[test]
fn who_only_speaks_has_answered_without_words() {
    let mut child = somebody();
    let said: Vec<u8> = (0..ATTACHMENT_ROOM + 10).map(|n| n as u8).collect();
    speaks(&mut child, &said);
    child.goes_on();
    assert_eq!(child.answer(1, "say"), Answer::Value(Value::Text(String::new())));
    assert_eq!(child.entry(1, "say").mode.input, Input::Spoken);
    assert_eq!(last(&child), (State::Confirmed, said));
    assert!(child.entries().iter().filter(|e| e.page != "say").all(|e| e.mode.input == Input::Typed));
}

#[test]
fn pieces_stand_in_the_chain_behind_their_page() {
    let mut child = somebody();
    speaks(&mut child, b"\x1aE");
    child.goes_on();
    let (page, pieces) = (child.entry(1, "say"), pieces(&child));
    assert_eq!(pieces.iter().map(|a| a.seq).collect::<Vec<_>>(), (1..=OF).map(|n| page.seq + n).collect::<Vec<_>>());
    let links: Vec<&str> = child.sealed.iter().map(|s| s.link.as_str()).collect();
    assert!(pieces.iter().all(|a| links.contains(&a.prev.as_deref().unwrap())));
}

#[test]
fn words_that_were_sealed_leave_the_memory_and_stay_in_their_envelopes() {
    let mut child = somebody();
    speaks(&mut child, b"\x1aEfirst");
    child.goes_on().goes_back();
    let view = child.session.page().unwrap();
    assert_eq!(view.attached(), Some(&[][..]), "known, and not here any more");
    child.types("say", "toch ook typen").goes_on();
    assert_eq!(last(&child), (State::Dummy, Vec::new()), "fillers: what was said stays");
    assert_eq!(child.entry(1, "say").mode.input, Input::Spoken);
}

#[test]
fn thrown_away_before_it_was_sealed_it_never_was() {
    let mut child = somebody();
    speaks(&mut child, b"\x1aEfirst");
    child.session.apply(Event::Detached);
    child.goes_on();
    assert_eq!(last(&child), (State::Dummy, Vec::new()));
    assert_eq!(child.answer(1, "say"), missing(Missing::NoChoice));
}

#[test]
fn thrown_away_afterwards_it_is_taken_back() {
    let mut child = somebody();
    speaks(&mut child, b"\x1aEfirst");
    child.goes_on().goes_back();
    child.session.apply(Event::Detached);
    child.goes_on();
    assert_eq!(last(&child), (State::Erased, Vec::new()));
    assert_eq!(child.answer(1, "say"), missing(Missing::NoChoice));
}

#[test]
fn leaving_the_question_throws_away_what_was_said() {
    let mut child = somebody();
    speaks(&mut child, b"\x1aE");
    child.leaves("say", Missing::Refused).goes_on();
    assert_eq!(last(&child), (State::Dummy, Vec::new()));
    assert_eq!(child.answer(1, "say"), missing(Missing::Refused));
    assert_eq!(child.entry(1, "say").mode.input, Input::Typed);
}

#[test]
fn what_does_not_fit_is_no_answer() {
    let mut child = somebody();
    speaks(&mut child, &vec![0x1a; ATTACHMENT_ROOM * OF as usize + 1]);
    speaks(&mut child, b"");
    assert_eq!(child.session.page().unwrap().attached(), None);
    speaks(&mut child, &vec![0x1a; ATTACHMENT_ROOM * OF as usize]);
    assert!(child.session.page().unwrap().attached().is_some());
}

#[test]
fn a_study_that_does_not_offer_it_has_no_such_envelope() {
    let mut parent = Scenario::parent();
    parent.takes_part().walks("say", any_answer);
    speaks(&mut parent, b"\x1aE");
    parent.walks("the end", any_answer);
    assert_eq!(pieces(&parent), []);
}

#[test]
fn a_changed_count_or_form_of_a_piece_is_malformed() {
    let mut child = somebody();
    speaks(&mut child, b"\x1aE");
    child.goes_on();
    let plain = child.sealed.iter().map(|s| &s.plain).find(|p| p.windows(2).any(|w| w == b"\n\x1a")).unwrap();
    assert!(read(plain).is_ok());
    assert_eq!(read(&[plain, &b"x"[..]].concat()), Err(Fault::Malformed));
    assert_eq!(read(&plain[..plain.len() - 1]), Err(Fault::Malformed));
    let head = plain.split(|b| *b == b'\n').next().unwrap();
    assert_eq!(read(head), Err(Fault::Malformed));
    assert_eq!(read(&[b" ", plain.as_slice()].concat()), Err(Fault::Malformed));
}

#[derive(Clone, Debug)]
enum Does {
    Speaks(usize),
    Draws(usize),
    Types(String),
    Throws,
    Leaves,
    Nothing,
}

fn does() -> impl Strategy<Value = Does> {
    let most = ATTACHMENT_ROOM * OF as usize;
    prop_oneof![
        (1..=most).prop_map(Does::Speaks),
        (1..=most).prop_map(Does::Draws),
        "[a-z ]{0,80}".prop_map(Does::Types),
        Just(Does::Throws),
        Just(Does::Leaves),
        Just(Does::Nothing),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// The network sees for whom, how many and how large.
    #[test]
    fn the_traffic_is_the_same_whatever_is_done_with_own_words(doings in proptest::collection::vec(does(), 0..6)) {
        let traffic = |doings: &[Does]| {
            let mut s = somebody();
            for doing in doings {
                match doing {
                    Does::Speaks(n) => speaks(&mut s, &vec![0x1a; *n]),
                    Does::Draws(n) => speaks(&mut s, &vec![b'{'; *n]),
                    Does::Types(words) => drop(s.types("say", words)),
                    Does::Throws => s.session.apply(Event::Detached),
                    Does::Leaves => drop(s.leaves("say", Missing::Skipped)),
                    Does::Nothing => {}
                }
            }
            s.walks("the end", |_, _| None);
            assert_eq!(s.session.state(), Stands::Ended);
            s.traffic()
        };
        let least = traffic(&[]);
        prop_assert!(least.contains(&(Recipients::Answers, ATTACHMENT_SIZE)));
        prop_assert_eq!(traffic(&doings), least);
    }
}

#[test]
fn who_does_not_take_part_sends_as_many() {
    let run = |joins: i32| {
        let mut s = Scenario::with(plan(), sitting("first", 0), 0);
        s.walks("take_part", |_, _| None).chooses("joins", joins).goes_on().walks("the end", |_, _| None);
        s
    };
    let (joins, declines) = (run(1), run(0));
    assert_eq!(joins.traffic().len(), declines.traffic().len());
    let sorted = |s: &Scenario| {
        let mut sizes: Vec<usize> = s.traffic().iter().map(|t| t.1).collect();
        sizes.sort();
        sizes
    };
    assert_eq!(sorted(&joins), sorted(&declines));
    assert!(pieces(&declines).iter().all(|a| a.state == State::Dummy));
}

#[test]
fn the_largest_head_of_a_piece_leaves_the_room_that_is_promised() {
    let mut child = somebody();
    speaks(&mut child, b"\x1aE");
    child.goes_on();
    let mut piece = pieces(&child).remove(0);
    piece.payload = vec![b'\n'; ATTACHMENT_ROOM];
    (piece.bytes, piece.n, piece.of, piece.part, piece.seq) = (u32::MAX, u32::MAX, u32::MAX, u32::MAX, u32::MAX);
    (piece.item, piece.page, piece.study) = ("i".repeat(64), "p".repeat(64), "s".repeat(64));
    assert!(piece.plain().len() + 4 <= ATTACHMENT_SIZE, "{}", piece.plain().len());
}
