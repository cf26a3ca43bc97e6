//! `letters`: how long messages of the letterbox wait, and who read them.

use super::family::{WHOLE, answer};
use super::invite::FAMILY;
use super::kit::{Desk, desk, key_file, template};
use serde_json::json;

/// A child wrote on 23 November 2026.
pub fn written() -> Desk {
    let desk = desk();
    let mut study = template();
    let wave = json!({"id": "box", "any_time": true, "offset_months": 0, "window_before_days": 0,
        "window_after_days": 0});
    study["waves"].as_array_mut().unwrap().push(wave);
    let parts = json!([{"instrument": "kindstem-letterbox-child", "target": "self"}]);
    let battery = json!({"role": "child", "set": "8-11", "waves": ["box"], "parts": parts});
    study["batteries"].as_array_mut().unwrap().push(battery);
    study["protocol"]["letterbox"] = json!({"readers": ["Test reader 1", "Test reader 2"], "every_days": 7,
        "day": {"nl": "maandag", "en": "Monday"}, "ends": "2027-06-30"});
    desk.write("template.json", study.to_string());
    desk.say("study pin template.json --out study.json --site site").fine();
    let child: String =
        FAMILY.lines().filter(|l| l.contains(",child,")).map(|l| l.replace("T0", "box") + "\n").collect();
    answer(&desk, &child, "links.csv", "", [Some(&WHOLE), None]);
    let keys = format!("--identity {} --identity {}", key_file("answers-1"), key_file("contact-1"));
    let ran =
        desk.say(&format!("unseal --register register.age {keys} --study study.json --out open envelopes")).fine();
    assert!(ran.out.contains("1 message from the letterbox") && !ran.out.contains("canary"), "{}", ran.out);
    desk
}

#[test]
fn a_message_waits_until_somebody_read_it_and_an_alarm_says_that_it_is_too_long() {
    let desk = written();
    assert_eq!(desk.read("open/records.jsonl"), "", "no table can hold it");
    assert!(desk.read("open/letters.jsonl").contains("canary"));
    let list = "letters open --study study.json --log read.jsonl --today";
    let ran = desk.say(&format!("{list} 2026-11-30")).fine();
    assert!(ran.out.contains("waits 7 days") && ran.out.contains("1 message unread, 0 of them longer"), "{}", ran.out);
    let late = desk.say(&format!("{list} 2026-12-01"));
    assert_eq!(late.code, 1);
    assert!(late.out.contains("ALARM: read it now; slot") && !late.out.contains("canary"), "{}", late.out);
    let wrong = desk.say(&format!("{list} 2026-11-22 --json"));
    assert_eq!((wrong.code, &wrong.json()["unread"][0]["alarm"]), (1, &json!(true)), "a clock that is ahead");

    let by = |name: &str| {
        let line = format!("{list} 2026-12-01 --read-by");
        desk.run(line.split(' ').map(String::from).chain([name.to_string()]))
    };
    by("Somebody").refuses(1, &["is not a reader of this letterbox", "Test reader 1, Test reader 2"]);
    by("Test reader 2").fine();
    let ran = desk.say(&format!("{list} 2027-01-01")).fine();
    assert!(ran.out.contains("0 messages unread") && ran.out.contains("1 read"), "{}", ran.out);
    assert!(desk.read("read.jsonl").contains("\"read_by\":\"Test reader 2\",\"on\":\"2026-12-01\""));
}

#[test]
fn without_a_letterbox_and_without_messages_it_says_what_to_do() {
    let desk = desk();
    desk.pinned_study();
    desk.say("letters open --study study.json --log read.jsonl").refuses(1, &["has no letterbox"]);
    let desk = written();
    desk.say("letters none --study study.json --log read.jsonl").refuses(2, &["letters.jsonl"]);
}
