//! Questions for understanding: nobody is asked to take part who did not answer each of them rightly in this visit, and
//! nobody is out who did not say no.

use super::forms;
use super::scenario::{Scenario, any_answer, code, missing, sitting};
use kindstem::answers::{Answer, Missing};
use kindstem::instrument::library;
use kindstem::record::{Assembled, assemble};
use kindstem::seal::{Moment, Opened, State, Wants};
use kindstem::session::Event;
use kindstem::study::{About, Plan, Target};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

const ASKED: [(&str, i32); 4] = [("may_stop", 1), ("must_answer", 0), ("read_now", 0), ("pass_on", 1)];

fn form(id: &str) -> Json {
    serde_json::from_slice(library::structure(id).expect("it is in the library")).expect("it can be read")
}

fn begin(id: &str) -> Plan {
    let parts = vec![forms::part(&form(id), Target::Myself, About::default()), forms::plan("T0").parts.remove(1)];
    Plan { parts, ..forms::plan("T0") }
}

fn child() -> Scenario {
    Scenario::with(begin("kindstem-begin-child"), sitting("a child", 0), 0)
}

/// A child at one of the four questions.
fn at(item: &str) -> Scenario {
    let mut child = child();
    child.walks(item, any_answer_rightly);
    child
}

fn any_answer_rightly(
    item: &kindstem::instrument::Item,
    form: &kindstem::instrument::Instrument,
) -> Option<kindstem::answers::Value> {
    item.flow().correct_code.map(kindstem::answers::Value::Code).or_else(|| any_answer(item, form))
}

fn wrong(item: &str) -> i32 {
    1 - ASKED.iter().find(|(id, _)| *id == item).unwrap().1
}

fn stops(child: &mut Scenario) {
    let clock = child.clock();
    child.session.apply(Event::Stop(clock));
    while child.seals_one() {}
}

fn explained(child: &Scenario) -> bool {
    let view = child.session.page().unwrap();
    view.items().all(|i| view.explains(i))
}

fn desk(child: &Scenario) -> Assembled {
    let parts = &child.session.plan().parts;
    let structures = parts.iter().map(|p| (p.structure.clone(), (*p.instrument).clone())).collect::<BTreeMap<_, _>>();
    let opened = Opened { entries: child.opened(), ..Opened::default() };
    assemble(opened, &structures, &crate::record::desk::checked())
}

#[test]
fn both_sets_of_children_have_four_questions_before_taking_part() {
    for id in ["kindstem-begin-child", "kindstem-begin-young"] {
        let plan = begin(id);
        let items: Vec<_> = plan.parts[0].instrument.items().collect();
        let asked: Vec<(&str, i32)> =
            items.iter().filter_map(|(_, _, i)| Some((i.id.as_str(), i.flow().correct_code?))).collect();
        assert_eq!(asked, ASKED, "{id}");
        let blocks: Vec<&str> =
            items.iter().filter(|t| t.2.flow().correct_code.or(t.2.flow().gate).is_some()).map(|t| &*t.0.id).collect();
        assert!(blocks.iter().all(|b| *b == blocks[0]), "{id}: a later visit asks them again");
    }
}

#[test]
fn blank_answers_ask_again_however_often_and_end_nothing() {
    for (item, _) in ASKED {
        for presses in [2, 3, 5, 10] {
            let mut child = at(item);
            let before = child.sealed.len();
            for _ in 0..presses {
                child.goes_on();
            }
            assert_eq!((child.page(), child.ended(), child.session.is_unclear()), (item, false, false));
            assert_eq!(child.sealed.len(), before, "nothing is sealed");
            assert!(!explained(&child), "nothing was wrong");
            child.walks("taking_part", any_answer_rightly);
            assert_eq!(child.page(), "taking_part");
        }
    }
}

#[test]
fn to_leave_it_open_on_purpose_is_a_blank_too() {
    let mut child = at("read_now");
    for why in [Missing::DontKnow, Missing::Skipped, Missing::Refused, Missing::DontKnow] {
        child.leaves("read_now", why).goes_on();
    }
    assert_eq!((child.page(), child.session.is_unclear()), ("read_now", false));
}

#[test]
fn a_wrong_answer_is_explained_and_asked_again_empty() {
    for (item, right) in ASKED {
        let mut child = at(item);
        child.chooses(item, wrong(item)).goes_on();
        assert_eq!((child.page(), child.shown(item), explained(&child)), (item, None, true));
        child.goes_on().goes_on().goes_on().goes_on();
        assert_eq!((child.page(), explained(&child)), (item, true), "blanks leave the explanation there");
        child.chooses(item, wrong(item)).goes_on().chooses(item, right).goes_on();
        assert_ne!(child.page(), item, "the third answer may be the right one");
        assert_eq!(child.answer(0, item), code(right));
    }
}

#[test]
fn one_wrong_answer_to_each_question_is_one_round() {
    let mut child = child();
    child.walks("may_stop", any_answer);
    for (item, right) in ASKED {
        child.chooses(item, wrong(item)).goes_on().chooses(item, wrong(item)).goes_on().chooses(item, right).goes_on();
    }
    assert_eq!(child.page(), "taking_part", "eight wrong answers, and each question understood in the end");
    assert!(ASKED.iter().all(|(item, right)| child.answer(0, item) == code(*right)));
}

fn unclear(item: &str) -> Scenario {
    let mut child = at(item);
    for _ in 0..3 {
        child.chooses(item, wrong(item)).goes_on();
    }
    child
}

#[test]
fn after_the_third_round_somebody_is_to_be_asked_and_nothing_is_sealed_yet() {
    for (item, _) in ASKED {
        let (unclear, asked) = (unclear(item), at(item));
        assert!(unclear.session.is_unclear() && !unclear.ended(), "{item}");
        assert_eq!(unclear.sealed.len(), asked.sealed.len(), "{item}");
        assert!(!unclear.session.can_go_back());
    }
}

#[test]
fn there_is_no_way_from_there_to_taking_part_in_this_visit() {
    let mut child = unclear("pass_on");
    child.chooses("pass_on", 1).goes_back();
    child.session.apply(Event::Cleared { item: "pass_on".into() });
    child.session.apply(Event::Reread);
    assert_eq!(child.page(), "pass_on");
    child.goes_on();
    assert!(child.ended());
    child.chooses("take_part", 1).goes_on();
    assert!(child.entries().iter().all(|e| e.page != "taking_part"));
}

#[test]
fn who_stops_there_sends_what_everybody_sends_who_stops_on_that_page() {
    for (item, right) in ASKED {
        let mut ends = unclear(item);
        ends.goes_on();
        let mut ways = vec![ends, unclear(item)];
        stops(&mut ways[1]);
        // Blank, right and not confirmed, wrong and not confirmed, wrong once or twice and explained, and been back.
        ways.extend((0..6).map(|way| {
            let mut child = at(item);
            let _ = match way {
                1 => child.chooses(item, right),
                2 => child.chooses(item, wrong(item)),
                3 => child.chooses(item, wrong(item)).goes_on(),
                4 => child.chooses(item, wrong(item)).goes_on().chooses(item, wrong(item)).goes_on(),
                5 => child.goes_back().goes_on(),
                _ => &mut child,
            };
            stops(&mut child);
            child
        }));
        for child in &ways {
            assert_eq!(child.traffic(), ways[0].traffic(), "{item}");
            assert!(child.ended(), "the one ending");
            assert_eq!(child.contacts().iter().map(|c| c.when).collect::<Vec<_>>(), [Moment::End]);
            let said = child.answer(0, item);
            assert_ne!(said, code(wrong(item)), "{item}: false is never sealed");
            assert!(child.entries().iter().all(|e| e.state == State::Confirmed), "no filler, so no no");
            assert!(child.manifest().is_none(), "it is not finished");
        }
        let said: Vec<Answer> = ways.iter().map(|w| w.answer(0, item)).collect();
        let (unknown, open) = (missing(Missing::DontKnow), missing(Missing::NoChoice));
        assert_eq!(said, [&unknown, &unknown, &open, &code(right), &open, &open, &open, &open].map(Clone::clone));
    }
}

#[test]
fn who_comes_back_to_a_page_and_stops_there_sends_as_much_whatever_was_said_the_second_time() {
    let back = |wrongs: usize| {
        let mut child = at("must_answer");
        child.goes_back();
        assert_eq!(child.page(), "may_stop");
        for _ in 0..wrongs {
            child.chooses("may_stop", 0).goes_on();
        }
        stops(&mut child);
        child
    };
    let (right, unknown) = (back(0), back(3));
    assert_eq!(right.traffic(), back(1).traffic());
    assert_eq!(right.traffic(), unknown.traffic());
    assert_eq!(right.answer(0, "may_stop"), code(1));
    assert_eq!(
        unknown.answer(0, "may_stop"),
        missing(Missing::DontKnow),
        "what was right before is not known any more"
    );
}

#[test]
fn going_back_and_forth_does_not_begin_the_count_anew() {
    let mut child = at("must_answer");
    for _ in 0..2 {
        child.chooses("must_answer", 1).goes_on();
        child.goes_back().goes_on();
        child.session.apply(Event::Reread);
        assert_eq!(child.page(), "passing_on", "the page that explains it");
        child.goes_on().goes_on();
        assert_eq!((child.page(), explained(&child)), ("must_answer", false));
        child.session.apply(Event::Language("en".into()));
    }
    child.chooses("must_answer", 1).goes_on();
    assert!(child.session.is_unclear());
}

#[test]
fn a_right_answer_that_is_changed_on_the_way_back_has_to_be_right_again() {
    let mut child = at("taking_part");
    child.goes_back();
    assert_eq!(child.page(), "pass_on");
    child.chooses("pass_on", 0).goes_on();
    assert_eq!(child.page(), "pass_on");
    child.session.apply(Event::Cleared { item: "pass_on".into() });
    child.goes_on();
    assert_eq!(child.page(), "pass_on");
    child.chooses("pass_on", 1).goes_on();
    assert_eq!(child.page(), "taking_part");
}

#[test]
fn the_link_goes_on_working_and_asks_everything_again() {
    let mut first = unclear("pass_on");
    first.goes_on();
    assert_eq!(first.session.open_block(), 0, "the cursor does not say that it ended");
    let mut again = first.reopens("second");
    assert_eq!(again.page(), "alone_start");
    again.walks("pass_on", any_answer_rightly).chooses("pass_on", 0).goes_on();
    assert!(!again.session.is_unclear(), "another visit counts anew");
    again.walks("the end", any_answer_rightly);
    assert_eq!(again.answer(0, "take_part"), code(1));
}

#[test]
fn who_closes_the_page_in_the_middle_begins_with_all_four() {
    for page in ["must_answer", "taking_part"] {
        assert_eq!(at(page).reopens("second").page(), "alone_start", "{page}");
    }
}

#[test]
fn a_visit_that_begins_at_the_gate_asks_what_was_understood_first() {
    let mut own = form("kindstem-begin-child");
    let pages = own["blocks"][0]["pages"].as_array_mut().unwrap();
    let gate = pages.split_off(8);
    own["blocks"].as_array_mut().unwrap().push(json!({"id": "gate", "pages": gate}));
    let plan = Plan { parts: vec![forms::part(&own, Target::Myself, About::default())], ..forms::plan("T0") };
    let mut first = Scenario::with(plan, sitting("a child", 0), 0);
    first.walks("taking_part", any_answer_rightly);
    assert_eq!(first.session.open_block(), 1);
    let mut again = first.reopens("second");
    assert_eq!(again.page(), "alone_start", "whoever opens the link now has not answered them");
    again.walks("taking_part", any_answer_rightly).chooses("take_part", 1).goes_on();
    assert!(again.ended());
}

#[test]
fn behind_the_gate_nobody_is_asked_again() {
    let mut first = child();
    first.walks("calm", any_answer_rightly);
    assert_eq!(first.reopens("second").page(), "safe");
}

#[test]
fn a_wish_for_a_talk_goes_with_it() {
    let mut child = unclear("may_stop");
    child.session.apply(Event::TalkWish(Wants::Yes));
    child.goes_on();
    assert_eq!(child.contacts().last().unwrap().wants, Wants::Yes);
}

#[test]
fn at_the_desk_it_is_no_refusal_and_says_that_it_is_not_known() {
    let mut first = unclear("read_now");
    first.goes_on();
    let made = desk(&first);
    let slot = &made.report.slots[0];
    assert!(!slot.declined && !slot.complete && slot.findings.is_empty(), "{slot:?}");
    let begin = &made.records[0].parts[0];
    assert_eq!(begin.answers["may_stop"], code(1));
    assert_eq!(begin.answers["read_now"], missing(Missing::DontKnow));
    assert_eq!(begin.answers["take_part"], missing(Missing::NotReached));

    let mut again = first.reopens("second");
    again.walks("the end", any_answer_rightly);
    again.sealed.splice(0..0, first.sealed);
    let made = desk(&again);
    assert_eq!(made.records[0].parts[0].answers["read_now"], code(0), "the visit that understood counts");
    assert!(made.report.slots[0].complete);
}

/// A page with two of them, and another question.
fn two_on_a_page() -> Scenario {
    let mut form = forms::begin();
    form["blocks"][0]["pages"].as_array_mut().unwrap().insert(
        1,
        json!({"id": "both", "items": [
            {"id": "one", "kind": "choice", "options": "yes_no", "flow": {"correct_code": 1}},
            {"id": "two", "kind": "choice", "options": "yes_no", "flow": {"correct_code": 0}},
            {"id": "other", "kind": "choice", "options": "yes_no"}
        ]}),
    );
    let parts = vec![forms::part(&form, Target::Myself, About::default())];
    let mut adult = Scenario::with(Plan { parts, ..forms::plan("T0") }, sitting("an adult", 0), 0);
    adult.goes_on();
    adult
}

#[test]
fn of_several_on_a_page_what_was_right_stays_and_a_blank_makes_no_round() {
    let mut adult = two_on_a_page();
    for _ in 0..5 {
        adult.chooses("one", 0).goes_on();
    }
    assert_eq!((adult.shown("one"), adult.session.is_unclear()), (Some(&code(0)), false), "two is still open");
    adult.chooses("two", 0).goes_on();
    assert_eq!((adult.shown("one"), adult.shown("two")), (None, Some(&code(0))));
    let view = adult.session.page().unwrap();
    let explained: Vec<&str> = view.items().filter(|i| view.explains(i)).map(|i| i.id.as_str()).collect();
    assert_eq!(explained, ["one"]);
    adult.chooses("one", 1).goes_on();
    assert_eq!(adult.page(), "take_part", "the other question may stay open");
}

#[test]
fn of_several_on_a_page_each_has_its_own_three() {
    let mut adult = two_on_a_page();
    for (one, two) in [(0, 0), (0, 1), (1, 1)] {
        adult.chooses("one", one).chooses("two", two).goes_on();
        assert!(!adult.session.is_unclear(), "{one} {two}");
    }
    adult.chooses("one", 1).chooses("two", 1).goes_on();
    assert!(adult.session.is_unclear());
    adult.goes_on();
    assert_eq!((adult.answer(0, "one"), adult.answer(0, "two")), (code(1), missing(Missing::DontKnow)));
}
