//! `sharing`: what a child wants shared becomes a task with an owner and a day.

use super::family::{WHOLE, Way, answer};
use super::invite::FAMILY;
use super::kit::{Desk, desk, key_file, template};
use kindstem::answers::{Answer, Value};
use kindstem::instrument::library;
use kindstem::seal::Plain;
use serde_json::json;

fn wants(plain: &mut Plain, code: i32) {
    if let Plain::Page(entry) = plain {
        for said in entry.answers.iter_mut().filter(|s| s.item == "angry") {
            said.answer = Answer::Value(Value::Code(code));
        }
    }
}

/// One of the child's items asks what may be shared; the child says this.
fn opened(twist: fn(&mut Plain)) -> Desk {
    let desk = desk();
    let own = library::entries().iter().find(|e| e.id == "kindstem-wellbeing-child").unwrap();
    let structure = String::from_utf8(own.structure.to_vec()).unwrap();
    let asks = r#""id": "angry", "kind": "choice", "options": "often""#;
    let marked = structure.replace(asks, r#""id": "angry", "kind": "choice", "options": "share", "share": true"#);
    assert_ne!(structure, marked);
    let mut marked: serde_json::Value = serde_json::from_str(&marked).unwrap();
    marked["options"]["share"] = json!([{"code": 0}, {"code": 1}, {"code": 2}]);
    desk.write("brought/structure.json", marked.to_string());
    for (lang, bytes) in own.wording {
        let mut words: serde_json::Value = serde_json::from_slice(bytes).unwrap();
        words["options"]["share"] = json!({"0": "-", "1": "-", "2": "-"});
        desk.write(&format!("brought/{lang}.json"), words.to_string());
    }
    let mut study = template();
    study["protocol"]["sharing"] = json!({"owner": "Test owner", "within_days": 14});
    desk.write("template.json", study.to_string());
    desk.say("study pin template.json --out study.json --site site --instruments brought").fine();
    answer(&desk, FAMILY, "links.csv", "", [Some(&WHOLE), Some(&Way { twist, ..WHOLE })]);
    let key = key_file("answers-1");
    desk.say(&format!(
        "unseal --study study.json --register register.age --identity {key} --out open --instruments brought envelopes"
    ));
    desk
}

const LIST: &str = "sharing open --study study.json --log done.jsonl --instruments brought";

#[test]
fn a_wish_is_a_task_until_somebody_carried_it_out() {
    let desk = opened(|plain| wants(plain, 2));
    let list = desk.say(&format!("{LIST} --json")).json();
    let task = &list[0];
    assert_eq!((&task["wish"], &task["owner"]), (&json!("talk_first"), &json!("Test owner")));
    assert_eq!(task["deadline"], "2026-12-07T16:00Z", "14 days after the hour of the entry");
    let slot = task["slot"].as_str().unwrap();
    desk.say(&format!("{LIST} --done nobody --by X")).refuses(1, &["has no open task", "without --done"]);
    // What was done about another wish of the same slot closes nothing.
    let other = json!({"slot": slot, "wish": "share", "by": "Reader", "at": "2026-11-23T17:00Z"});
    desk.write("done.jsonl", format!("{other}\n"));
    assert!(desk.say(LIST).fine().out.contains("1 task open, 1 done"));
    desk.write("done.jsonl", "");
    let ran = desk.say(&format!("{LIST} --done {slot} --by Reader")).fine();
    assert!(ran.out.contains("0 tasks open, 1 done"), "{}", ran.out);
    assert!(desk.say(LIST).fine().out.contains("0 tasks open"), "the log keeps it");
}

#[test]
fn a_no_is_no_task_and_without_an_owner_nobody_was_asked() {
    let desk = opened(|plain| wants(plain, 0));
    assert!(desk.say(LIST).fine().out.contains("0 tasks open, 0 done"));
    let desk = super::family::answered();
    desk.say("sharing open --study study.json --log done.jsonl").refuses(1, &["asks nobody about sharing"]);
}
