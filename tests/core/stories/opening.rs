//! The first page shows before the rest of the battery is there; what is sealed is the same as with all of it.

use super::forms;
use super::scenario::{Scenario, any_answer, sitting};
use kindstem::session::{Event, State};
use kindstem::study::Plan;
use std::rc::Rc;

/// The first part alone.
fn opening() -> Plan {
    let mut plan = forms::plan("T1");
    plan.parts.truncate(1);
    plan
}

fn begins(plan: Plan) -> Scenario {
    Scenario::with(plan, sitting("first", 0), 0)
}

#[test]
fn the_rest_arrives_and_changes_nothing_of_what_was_said() {
    let mut slow = begins(opening());
    assert_eq!(slow.page(), "hello");
    slow.session.apply(Event::PlanLoaded(Rc::new(forms::plan("T1"))));
    slow.walks("the end", any_answer);
    let mut fast = begins(forms::plan("T1"));
    fast.walks("the end", any_answer);
    assert_eq!(slow.sealed, fast.sealed);
    assert!(slow.sealed.len() > 10);
}

#[test]
fn what_was_chosen_on_the_first_page_stays() {
    let mut plan = forms::plan("T0");
    plan.parts.remove(0);
    let mut first = plan.clone();
    first.parts.truncate(1);
    let mut slow = begins(first);
    slow.chooses("safe", 2);
    slow.session.apply(Event::PlanLoaded(Rc::new(plan)));
    assert_eq!(slow.shown("safe").and_then(|a| a.number()?.as_whole()), Some(2));
    assert_eq!(slow.session.progress().of, 6);
}

#[test]
fn once_a_page_was_confirmed_the_plan_stands() {
    let mut slow = begins(opening());
    slow.presses_next();
    slow.session.apply(Event::PlanLoaded(Rc::new(forms::plan("T1"))));
    assert_eq!(slow.session.plan().parts.len(), 1, "while it is sealed");
    while slow.seals_one() {}
    assert_eq!(slow.session.state(), State::Asking);
    slow.session.apply(Event::PlanLoaded(Rc::new(forms::plan("T1"))));
    assert_eq!(slow.session.plan().parts.len(), 1, "and after");
}

#[test]
fn a_finished_link_stays_finished_when_the_rest_arrives_late() {
    let whole = Rc::new(forms::plan("T0"));
    let mut again = Scenario::with(forms::plan("T0"), sitting("second", 1), 7);
    assert!(again.ended());
    again.session.apply(Event::PlanLoaded(whole.clone()));
    assert!(again.ended(), "nothing is asked a second time");
    let mut behind = Scenario::with(forms::plan("T0"), sitting("second", 1), 2);
    let page = behind.page().to_string();
    behind.session.apply(Event::PlanLoaded(whole));
    assert_eq!(behind.page(), page, "who goes on stays where the earlier visit ended");
}
