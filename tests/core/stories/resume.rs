//! Coming back: the open block is repeated under a new session, and nothing of what was said is shown.

use super::forms;
use super::scenario::{Scenario, any_answer, code, missing, sitting};
use kindstem::answers::Missing;

#[test]
fn the_open_block_is_repeated_and_empty() {
    let mut parent = Scenario::parent();
    parent.takes_part().walks("calm", any_answer);
    let mut again = parent.reopens("second");
    assert_eq!((again.page(), again.shown("safe")), ("safe", None));
    assert!(!again.session.can_go_back(), "nothing before the session");
    again.chooses("safe", 2).goes_on();
    let entry = again.entry(1, "safe");
    assert_eq!((entry.seq, entry.prev, entry.opened), (0, None, 1));
    assert_ne!(entry.session, parent.entry(1, "safe").session);
}

#[test]
fn two_opposite_families_see_the_same_when_they_come_back() {
    let resume = |hurt: i32| {
        let mut parent = Scenario::parent();
        parent.takes_part().walks("hurt", any_answer).chooses("hurt", hurt).goes_on();
        let again = parent.reopens("second");
        (again.page().to_string(), again.asked().join(" "), again.session.progress(), again.session.open_block())
    };
    assert_eq!(resume(0), resume(1));
}

#[test]
fn a_block_is_left_only_with_its_last_job() {
    let mut parent = Scenario::parent();
    parent
        .takes_part()
        .walks("calm", |i, f| if i.id == "hurt" { Some(kindstem::answers::Value::Code(0)) } else { any_answer(i, f) });
    parent.chooses("calm", 1).presses_next();
    assert_eq!(parent.session.open_block(), 1, "calm and the hidden page wait");
    parent.seals_one();
    assert_eq!(parent.session.open_block(), 2, "once the hidden page is safe too");
    parent.seals_one();
    assert_eq!((parent.page(), parent.session.open_block()), ("partner", 2));
}

#[test]
fn after_the_end_there_is_nothing_to_come_back_to() {
    let mut parent = Scenario::parent();
    parent.walks("the end", any_answer);
    assert_eq!(parent.session.open_block(), 7);
    let again = parent.reopens("second");
    assert!(again.ended() && again.sealed.is_empty());
}

#[test]
fn scores_are_computed_only_of_parts_that_were_asked_whole() {
    let mut parent = Scenario::parent();
    parent.takes_part().walks("partner", any_answer);
    let mut again = parent.reopens("second");
    again.walks("the end", any_answer);
    let parts: Vec<_> = again.manifest().unwrap().scores.iter().map(|s| s.part).collect();
    assert_eq!(parts, [2], "part 1 was begun in another session");
}

#[test]
fn items_of_another_wave_are_not_in_this_version() {
    for (wave, since) in [("T0", missing(Missing::NotInVersion)), ("T1", code(0))] {
        let mut parent = Scenario::with(forms::plan(wave), sitting("first", 0), 0);
        parent.walks("the end", any_answer);
        assert_eq!(parent.answer(1, "since"), since, "{wave}");
        assert_eq!(parent.entries().len(), 21, "{wave}: as many entries");
    }
}

#[test]
fn a_form_that_this_wave_does_not_ask_is_sealed_all_the_same() {
    let mut plan = forms::plan("T0");
    let mut only_later = forms::home();
    only_later["blocks"] = serde_json::json!([{"id": "later", "pages": [
        {"id": "later", "items": [{"id": "safe", "kind": "choice", "options": "often", "waves": ["T1"]}]}
    ]}]);
    only_later["options"] = serde_json::json!({"often": [{"code": 0}, {"code": 1}]});
    only_later["scores"] = serde_json::json!([{"id": "total", "rule": "sum", "items": ["safe"], "min": 0, "max": 1}]);
    plan.parts.insert(0, forms::part(&only_later, kindstem::study::Target::Myself, Default::default()));
    let mut parent = Scenario::with(plan, sitting("first", 0), 0);
    assert_eq!(parent.page(), "hello", "begins with the first page that is asked");
    parent.walks("the end", any_answer);
    assert_eq!(parent.answer(0, "safe"), missing(Missing::NotInVersion));
    let parts: Vec<_> = parent.manifest().unwrap().scores.iter().map(|s| s.part).collect();
    assert_eq!(parts, [0, 1, 2, 3], "scored too: with a reason");
}
