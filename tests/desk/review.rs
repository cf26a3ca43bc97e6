//! `review`: the rules of the protocol over what was opened, and nothing beside them.

use super::family::{WHOLE, WORDS, Way, answer};
use super::invite::FAMILY;
use super::kit::{Desk, Ran, desk, key_file, template};
use kindstem::answers::{Answer, Missing, Value};
use kindstem::instrument::library;
use kindstem::seal::{Entry, Plain};
use serde_json::json;

/// The child's own instrument with an acute item, one that asks what may be shared, and a score.
fn study(desk: &Desk) {
    let own = library::entries().iter().find(|e| e.id == "kindstem-wellbeing-child").unwrap();
    let mut structure: serde_json::Value = serde_json::from_slice(own.structure).unwrap();
    for item in structure["blocks"].as_array_mut().unwrap().iter_mut().flat_map(|b| b["pages"].as_array_mut().unwrap())
    {
        let item = &mut item["items"][0];
        match item["id"].as_str().unwrap() {
            "afraid" => item["acute"] = true.into(),
            "angry" => {
                item["share"] = true.into();
                item["options"] = "share".into();
            }
            _ => {}
        }
    }
    structure["scores"] = json!([{"id": "low", "rule": "sum", "items": ["calm", "sad"], "min": 0, "max": 6}]);
    structure["options"]["share"] = json!([{"code": 0}, {"code": 1}, {"code": 2}]);
    desk.write("brought/structure.json", structure.to_string());
    for (lang, bytes) in own.wording {
        let mut words: serde_json::Value = serde_json::from_slice(bytes).unwrap();
        words["options"]["share"] = json!({"0": "-", "1": "-", "2": "-"});
        desk.write(&format!("brought/{lang}.json"), words.to_string());
    }
    let mut study = template();
    study["batteries"][1]["parts"]
        .as_array_mut()
        .unwrap()
        .push(json!({"instrument": "kindstem-after-child", "target": "self"}));
    study["protocol"]["acute"] = json!({"reader": "Test reader", "within_hours": 24});
    study["protocol"]["review"] = json!([
        {"instrument": "kindstem-wellbeing-child", "item": "sad", "codes": [2, 3], "within_days": 3},
        {"instrument": "kindstem-wellbeing-child", "score": "low", "at_least": 2},
        {"instrument": "kindstem-background-parent", "item": "debts", "codes": [9], "within_days": 1}
    ]);
    desk.write("template.json", study.to_string());
    desk.say("study pin template.json --out study.json --site site --instruments brought").fine();
}

fn say(entry: &mut Entry, item: &str, code: i32) {
    for said in entry.answers.iter_mut().filter(|s| s.item == item) {
        said.answer = Answer::Value(Value::Code(code));
    }
}

fn worried(plain: &mut Plain) {
    if let Plain::Page(entry) = plain {
        [("afraid", 1), ("angry", 1), ("sad", 2), ("watched", 1), ("may_stop", 0)]
            .iter()
            .for_each(|(item, code)| say(entry, item, *code));
        // As a page seals it on which somebody stopped after the third round; `may_stop` is as older pages sealed it.
        for said in entry.answers.iter_mut().filter(|s| s.item == "read_now") {
            said.answer = Answer::Missing(Missing::DontKnow);
        }
    }
}

fn opened(way: &Way) -> Desk {
    let desk = desk();
    study(&desk);
    answer(&desk, FAMILY, "links.csv", "", [Some(&WHOLE), Some(way)]);
    desk.say(&format!(
        "unseal --study study.json --register register.age --identity {} --out open --instruments brought envelopes",
        key_file("answers-1")
    ));
    desk
}

fn review(desk: &Desk, more: &str) -> Ran {
    desk.say(&format!("review open --study study.json --instruments brought {more}"))
}

#[test]
fn each_line_names_its_rule_and_the_nearest_deadline_comes_first() {
    let desk = opened(&Way { twist: worried, ..WHOLE });
    let ran = review(&desk, &format!("--register register.age --identity {}", key_file("answers-1")));
    assert_eq!(ran.code, 1, "{}", ran.err);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines[0], "6 lines to look at");
    let ends = [
        "kindstem-wellbeing-child acute item afraid: above its lowest answer; said 2026-11-23T16:00Z",
        "kindstem-wellbeing-child rule of the study: sad has one of [2, 3]; said 2026-11-23T16:00Z",
        "rule of the study: low is at least 2; said 2026-11-23T16:00Z",
        "kindstem-begin-child limits not understood: may_stop was answered wrongly each time; explain it, the link still works; said 2026-11-23T16:00Z",
        "kindstem-begin-child limits not understood: read_now was answered wrongly each time; explain it, the link still works; said 2026-11-23T16:00Z",
        "kindstem-after-child data quality: somebody looked on; said 2026-11-23T16:00Z",
    ];
    let none = "no deadline: ";
    let begins = ["by 2026-11-24T16:00Z: ", "by 2026-11-26T16:00Z: ", none, none, none, none];
    for (n, line) in lines[1..].iter().enumerate() {
        assert!(line.starts_with(&format!("{}family F1, P2, slot ", begins[n])), "{line}");
        assert!(line.ends_with(ends[n]), "{line}");
    }
    assert!(!ran.out.contains("canary") && !ran.out.contains("risk"), "no words, no judgement");
}

#[test]
fn own_words_come_only_when_asked_for_and_with_their_sharing_choice() {
    let desk = opened(&Way { twist: worried, ..WHOLE });
    let ran = review(&desk, "--words");
    let of_words = |out: &str| out.lines().filter(|l| l.contains("canary")).map(String::from).collect::<Vec<_>>();
    let words = of_words(&ran.out);
    assert_eq!(words.len(), 1, "once per person, and of nobody who is not on the list: {}", ran.out);
    assert_eq!(words[0], format!("  kindstem-top3-child words (may be shared: yes): {WORDS:?}"));
    let json = review(&desk, "--words --json").json();
    assert_eq!((&json[0]["sharing"], &json[0]["words"][0]["text"]), (&"yes".into(), &WORDS.into()));
    let json = review(&desk, "--json").json();
    assert!(json[0].get("words").is_none() && json[0].get("sharing").is_none() && json[0]["family_id"].is_null());
}

#[test]
fn nobody_is_on_the_list_whom_no_rule_names() {
    let desk = opened(&WHOLE);
    let ran = review(&desk, "").fine();
    assert_eq!(ran.out, "0 lines to look at\n");
    desk.write("other.json", desk.read("study.json").replace("desk-test", "another-study"));
    desk.say("review open --study other.json").refuses(1, &["the records belong to study \"desk-test\""]);
}
