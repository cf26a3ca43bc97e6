//! What goes into the contact envelope and nowhere else, asked on pages of a questionnaire.

use super::forms;
use super::scenario::{Scenario, any_answer, sitting};
use kindstem::seal::{Moment, Wants};
use kindstem::session::Event;
use kindstem::study::{About, Plan, Target};
use serde_json::json;

/// The gate, a question to practise with, and a page about contact.
fn plan() -> Plan {
    let mut form = forms::begin();
    form["options"]["wants"] = json!([{"code": 1}, {"code": 0}, {"code": 2}]);
    form["blocks"].as_array_mut().unwrap().push(json!({"id": "after", "pages": [
        {"id": "practice", "items": [{"id": "food", "kind": "text", "max_bytes": 90, "destination": "nowhere"}]},
        {"id": "talk", "items": [
            {"id": "wants", "kind": "choice", "options": "wants", "destination": "contact_wants"},
            {"id": "at", "kind": "text", "max_bytes": 400, "destination": "contact_where",
             "show_if": {"any": [{"item": "wants", "op": "eq", "value": 1}]}}
        ]},
        {"id": "last", "items": [{"id": "last", "kind": "choice", "options": "yes_no"}]}
    ]}));
    Plan { parts: vec![forms::part(&form, Target::Myself, About::default())], ..forms::plan("T0") }
}

fn child() -> Scenario {
    Scenario::with(plan(), sitting("a child", 0), 0)
}

fn traffic(s: &Scenario) -> Vec<(String, usize)> {
    let mut out: Vec<_> = s.traffic().into_iter().map(|(to, size)| (format!("{to:?}"), size)).collect();
    out.sort();
    out
}

#[test]
fn what_is_said_about_contact_is_in_the_contact_envelope_alone() {
    let mut child = child();
    child.walks("practice", any_answer).types("food", "pancakes").goes_on();
    child.chooses("wants", 1).types("at", "at school, with my teacher").goes_on().goes_back();
    child.types("at", "by the swings").goes_on().chooses("last", 1).goes_on();
    assert!(child.ended());
    let memory = format!("{:?}", child.session);
    assert!(!["swings", "pancakes"].iter().any(|w| memory.contains(w)), "nothing that was said outlives the session");
    let told: Vec<_> = child.contacts().iter().map(|c| (c.when, c.wants, c.where_.clone())).collect();
    assert_eq!(
        told,
        [
            (Moment::Begin, Wants::NotAsked, String::new()),
            (Moment::Asked, Wants::Yes, "at school, with my teacher".into()),
            (Moment::Asked, Wants::Yes, "by the swings".into()),
            (Moment::End, Wants::Yes, "by the swings".into()),
        ]
    );
    assert!(
        child.entries().iter().all(|e| e.answers.iter().all(|a| !["food", "wants", "at"].contains(&a.item.as_str())))
    );
    let words = ["pancakes", "teacher", "swings"];
    let chained = child.sealed.iter().filter(|s| s.to == kindstem::session::Recipients::Answers);
    assert!(chained.map(|s| String::from_utf8_lossy(&s.plain)).all(|plain| words.iter().all(|w| !plain.contains(w))));
}

#[test]
fn whether_a_talk_is_wanted_does_not_show_in_the_traffic() {
    let say = |wants: i32| {
        let mut child = child();
        child.walks("talk", any_answer).chooses("wants", wants).goes_on().chooses("last", 1).goes_on();
        assert!(child.ended());
        traffic(&child)
    };
    assert!(say(0) == say(1) && say(1) == say(2));
    let mut no = child();
    no.walks("take_part", any_answer).chooses("joins", 0).goes_on();
    assert_eq!(traffic(&no), say(1));
}

/// A child at the page about contact that asked for a talk on a pause.
fn asked_before() -> Scenario {
    let mut child = child();
    child.walks("talk", any_answer);
    child.session.apply(Event::TalkWish(Wants::Yes));
    child.session.apply(Event::TalkPlace("at school".into()));
    child
}

fn told_last(child: &mut Scenario) -> (Wants, String) {
    child.goes_on().chooses("last", 1).goes_on();
    assert!(child.ended());
    let last = child.contacts().pop().unwrap();
    (last.wants, last.where_)
}

#[test]
fn a_page_about_contact_that_is_left_open_keeps_what_was_asked_for_on_a_pause() {
    assert_eq!(told_last(&mut asked_before()), (Wants::Yes, "at school".into()));
}

#[test]
fn a_no_takes_back_where_too() {
    let mut child = asked_before();
    child.chooses("wants", 0);
    assert_eq!(told_last(&mut child), (Wants::No, String::new()));
}

#[test]
fn words_that_were_taken_back_on_the_page_itself_are_gone() {
    let mut child = asked_before();
    child.chooses("wants", 1).types("at", "by the swings").goes_on().goes_back();
    child.session.apply(Event::Cleared { item: "at".into() });
    assert_eq!(told_last(&mut child), (Wants::Yes, String::new()));
}

/// A child at the first page about contact of an instrument of the library.
fn library_child(id: &str) -> Scenario {
    let form = serde_json::from_slice(kindstem::instrument::library::structure(id).unwrap()).unwrap();
    let parts = vec![forms::part(&form, Target::Myself, About::default())];
    let mut child = Scenario::with(Plan { parts, ..forms::plan("T0") }, sitting("a child", 0), 0);
    while !child.asked().contains(&"wants") {
        child.goes_on();
    }
    child
}

const LIBRARY: [&str; 5] = [
    "kindstem-after-child",
    "kindstem-after-young",
    "kindstem-after-parent",
    "kindstem-letterbox-child",
    "kindstem-letterbox-young",
];

#[test]
fn what_is_asked_after_a_wish_is_asked_of_everybody() {
    for id in LIBRARY {
        let screens = |wants: Option<i32>| {
            let mut child = library_child(id);
            if let Some(code) = wants {
                child.chooses("wants", code);
            }
            let mut screens = Vec::new();
            while !child.ended() {
                screens.push((child.page().to_string(), child.asked().join(" ")));
                child.goes_on();
            }
            (screens, traffic(&child))
        };
        let yes = screens(Some(1));
        let asked = yes.0.iter().map(|(_, items)| items.as_str()).collect::<Vec<_>>().join(" ");
        assert!(asked.contains("wants where not_when"), "{id}: {asked}");
        for other in [Some(0), Some(2), None] {
            assert_eq!(screens(other), yes, "{id} {other:?}");
        }
    }
}

#[test]
fn a_no_leaves_no_words_of_the_pages_behind_it_and_a_yes_on_the_way_back_has_them() {
    let mut child = library_child("kindstem-after-child");
    child.chooses("wants", 0).goes_on().types("where", "at school").goes_on().types("not_when", "at home").goes_on();
    assert!(child.contacts().iter().all(|c| c.where_.is_empty() && c.not_when.is_empty()));
    let mut child = library_child("kindstem-after-child");
    child.chooses("wants", 0).goes_on().types("where", "at school").goes_on().goes_back().goes_back();
    child.chooses("wants", 2).goes_on().goes_on();
    let told = child.contacts().pop().unwrap();
    assert_eq!((told.wants, told.where_.as_str()), (Wants::Later, "at school"));
}
