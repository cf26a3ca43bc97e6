//! `study new`: from some answers to a study that can be tried.

use super::kit::{Desk, Ran, desk, public_key};
use serde_json::{Value as Json, json};
use std::io::Write;
use std::process::Stdio;

fn answers() -> Json {
    json!({
        "id": "after-help", "title": "After help", "languages": ["nl", "en"], "time_zone": "Europe/Amsterdam", "months": [0, 12, 18],
        "roles": ["parent", "child", "young", "professional"], "letterbox": true,
        "readers": [
            {"name": "Test reader", "age": public_key("answers-1")},
            {"name": "Another reader", "age": public_key("answers-2")}
        ],
        "contact": "Test reader", "phone": "000 000 00 00", "hours": {"nl": "Op werkdagen.", "en": "On weekdays."},
        "read_interval_days": 5, "intake": "/v1"
    })
}

fn new(desk: &Desk, answers: &Json) -> Ran {
    desk.write("given.json", answers.to_string());
    desk.say("study new --out made --answers given.json")
}

#[test]
fn a_study_is_whole_and_the_check_takes_it() {
    let desk = desk();
    let ran = new(&desk, &answers()).fine();
    assert!(ran.out.starts_with("made/study.json: trial mode, 0 errors"), "{}", ran.out);
    let check = desk.say("study check made/study.json").fine();
    assert!(check.out.contains("0 errors"), "{}", check.out);
    let study: Json = serde_json::from_str(&desk.read("made/study.json")).unwrap();
    assert_eq!((&study["mode"], &study["protocol"]["letterbox"]["every_days"]), (&json!("trial"), &json!(5)));
    assert!(!study["pins"].as_array().unwrap().is_empty());
    let text = desk.read("made/study.json");
    assert!(!text.contains("Onderzoeker"), "nobody of the demonstration is left in it");
    let readme = desk.read("made/README.md");
    for field in study.as_object().unwrap().keys().filter(|k| !["format", "embed_origins"].contains(&k.as_str())) {
        assert!(
            readme.contains(&format!("`{field}`")) || readme.contains(&format!("`{field}.")),
            "{field} is explained"
        );
    }
    // The same can be made again.
    desk.say("study new --out again --answers made/answers.json").fine();
    assert_eq!(desk.read("again/study.json"), text);
    new(&desk, &answers()).refuses(2, &["made already exists"]);
}

#[test]
fn every_choice_of_roles_and_waves_gives_a_whole_study() {
    for roles in [json!(["parent"]), json!(["child"]), json!(["young", "parent"]), json!(["professional"])] {
        for (months, letterbox) in [(json!([0]), false), (json!([0, 6]), true)] {
            let desk = desk();
            let mut given = answers();
            given["roles"] = roles.clone();
            given["months"] = months;
            given["letterbox"] = json!(letterbox);
            given["languages"] = json!(["nl"]);
            new(&desk, &given).fine();
            let check = desk.say("study check made/study.json").fine();
            assert!(check.out.contains("0 errors"), "{roles}: {}", check.out);
        }
    }
}

#[test]
fn the_same_can_be_answered_on_the_terminal() {
    let desk = desk();
    let keys = ["answers-1", "answers-2"].map(public_key);
    let said = format!("after-help\n\n\n\n\nparent\n\nTest reader\n{}\nAnother\n{}\n\n000\n\n\n\n\n", keys[0], keys[1]);
    let mut command = desk.command();
    command.args(["study", "new", "--out", "made"]).stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(said.as_bytes()).unwrap();
    let done = child.wait_with_output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let study: Json = serde_json::from_str(&desk.read("made/study.json")).unwrap();
    assert_eq!((&study["title"], &study["waves"][2]["offset_months"]), (&json!("after-help"), &json!(18)));
    assert_eq!(study["protocol"]["contact"]["name"], "Test reader");
    let short = desk.command().args(["study", "new", "--out", "b"]).stdin(Stdio::null()).output().unwrap();
    assert_eq!(short.status.code(), Some(2));
    assert!(String::from_utf8(short.stderr).unwrap().contains("the input ended before all questions were answered"));
}

#[test]
fn what_makes_no_study_is_said_and_nothing_is_written() {
    let desk = desk();
    for (field, value, says) in [
        ("time_zone", json!("Europe/Amsterdm"), "is not a time zone"),
        ("months", json!([12, 6]), "the first one 0"),
        ("roles", json!([]), "the list is empty"),
        ("languages", json!(["fr"]), "choose from ar, en, nl"),
        ("languages", json!(["nl", "en", "ar"]), "hours: there is no text in ar"),
        ("readers", json!([]), "nothing was written"),
        ("id", json!("After Help"), "nothing was written"),
    ] {
        let mut given = answers();
        given[field] = value;
        new(&desk, &given).refuses(1, &[says]);
    }
    let mut given = answers();
    given["languages"] = json!(["nl", "ar"]);
    given["hours"]["ar"] = json!("-");
    new(&desk, &given).refuses(1, &["instruments have no words in \"ar\"", "kindstem-begin-parent, "]);
    let mut given = answers();
    given["colour"] = json!("red");
    new(&desk, &given).refuses(2, &["unknown field `colour`"]);
    assert!(!desk.has("made"));
}
