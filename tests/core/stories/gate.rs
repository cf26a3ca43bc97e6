//! Taking part, or not: the traffic is the same.

use super::forms;
use super::scenario::{Scenario, any_answer, missing, sitting};
use kindstem::answers::Missing;
use kindstem::seal::{Moment, State};
use kindstem::study::{About, Plan, Target};
use serde_json::json;

fn sizes(s: &Scenario) -> Vec<(String, usize)> {
    let mut out: Vec<_> = s.traffic().into_iter().map(|(to, size)| (format!("{to:?}"), size)).collect();
    out.sort();
    out
}

#[test]
fn who_does_not_take_part_sends_as_much() {
    let mut yes = Scenario::parent();
    yes.walks("the end", any_answer);
    for answer in [Some(0), None] {
        let mut no = Scenario::parent();
        no.walks("take_part", |_, _| None);
        if let Some(code) = answer {
            no.chooses("joins", code);
        }
        no.goes_on();
        assert!(no.ended(), "one ending");
        assert_eq!(sizes(&no), sizes(&yes));
        let dummies = no.entries().iter().filter(|e| e.state == State::Dummy).count();
        assert_eq!(dummies, 18, "every page of the two forms");
        assert!(no.entries().iter().filter(|e| e.state == State::Dummy).all(|e| e.answers.is_empty()));
        assert_eq!(no.contacts().iter().map(|c| c.when).collect::<Vec<_>>(), [Moment::Begin, Moment::End]);
        let manifest = no.manifest().unwrap();
        assert_eq!((manifest.count as usize, manifest.scores.len()), (no.entries().len(), 0));
    }
}

#[test]
fn to_refuse_at_the_gate_is_a_no() {
    let mut parent = Scenario::parent();
    parent.walks("take_part", |_, _| None).leaves("joins", Missing::Refused).goes_on();
    assert!(parent.ended());
    assert_eq!(parent.answer(0, "joins"), missing(Missing::Refused));
}

#[test]
fn nobody_goes_back_over_the_gate() {
    let mut parent = Scenario::parent();
    parent.takes_part();
    assert!(!parent.session.can_go_back());
    parent.goes_back();
    assert_eq!(parent.page(), "safe");
}

/// A page before the gate that hangs on an answer before it.
fn gate_after_a_branch() -> Plan {
    let mut form = forms::begin();
    let before = json!([
        {"id": "older", "items": [{"id": "older", "kind": "choice", "options": "yes_no"}]},
        {"id": "school", "items": [{"id": "school", "kind": "choice", "options": "yes_no",
            "show_if": {"all": [{"item": "older", "op": "eq", "value": 1}]}}]}
    ]);
    let pages = form["blocks"][0]["pages"].as_array_mut().unwrap();
    pages.splice(0..1, before.as_array().unwrap().clone());
    let parts = vec![forms::part(&form, Target::Myself, About::default())];
    Plan { parts, ..forms::plan("T0") }
}

#[test]
fn a_no_sends_as_much_also_where_a_page_before_it_was_hidden() {
    let mut counts = Vec::new();
    for (older, joins) in [(1, 1), (0, 1), (1, 0), (0, 0)] {
        let mut child = Scenario::with(gate_after_a_branch(), sitting("a child", 0), 0);
        child.chooses("older", older).goes_on().walks("take_part", |_, _| None).chooses("joins", joins).goes_on();
        assert!(child.ended());
        counts.push(sizes(&child));
    }
    assert!(counts.windows(2).all(|c| c[0] == c[1]), "{counts:?}");
}

#[test]
fn a_gate_of_another_wave_stops_nobody() {
    let mut form = forms::begin();
    form["blocks"][0]["pages"][2]["items"] = json!([
        {"id": "joins", "kind": "choice", "options": "yes_no", "flow": {"gate": 1}, "waves": ["T0"]},
        {"id": "still", "kind": "choice", "options": "yes_no"}
    ]);
    let parts = vec![forms::part(&form, Target::Myself, About::default()), forms::plan("T1").parts.remove(1)];
    let mut parent = Scenario::with(Plan { parts, ..forms::plan("T1") }, sitting("later", 0), 0);
    parent.walks("take_part", |_, _| None).chooses("still", 1).goes_on();
    assert_eq!(parent.page(), "safe");
    assert_eq!(parent.answer(0, "joins"), missing(Missing::NotInVersion));
}
