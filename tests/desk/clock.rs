//! The moment that the program takes for now: set for every story, checked before any verb, and else the machine's.

use super::kit::{Desk, Ran, desk, key_file};
use kindstem::time::Minute;
use std::time::{SystemTime, UNIX_EPOCH};

pub const VARIABLE: &str = "KINDSTEM_NOW";
/// Two hours after the stories' families answered.
pub const NOW: &str = "2026-11-23T18:00Z";

const NOTICE: &str = "kindstem: KINDSTEM_NOW is set: this run takes 2026-11-23T18:00Z as the current time, not the machine's \
                      clock\n";

/// Standard error without the line that says which moment is set: it is the same in every story.
pub fn without_notice(err: &str) -> String {
    err.strip_prefix(NOTICE).unwrap_or(err).to_string()
}

const NO_HOURS: [&str; 14] = [
    "",
    "now",
    "2026-11-23",
    "2026-11-23T16:00",
    "2026-11-23T16:00:00Z",
    "2026-11-23 16:00Z",
    "2026-99-99T99:99Z",
    "2026-02-31T10:00Z",
    "2026-02-29T10:00Z",
    "2026-11-31T10:00Z",
    "2026-11-23T24:00Z",
    "2026-11-23T16:60Z",
    "2026-11-23T+1:00Z",
    "0000-01-01T00:00Z",
];
const NO_DAYS: [&str; 9] = [
    "soon",
    "",
    "2026-02-31",
    "2026-02-29",
    "2026-+1-01",
    "2026-1-1",
    "2026-13-01",
    "2026-11-23T16:00Z",
    "99999-01-01",
];

fn with(desk: &Desk, now: &str, line: &str) -> (i32, String) {
    let done = desk.command().env(VARIABLE, now).args(line.split_whitespace()).output().unwrap();
    (done.status.code().unwrap(), String::from_utf8(done.stderr).unwrap())
}

#[test]
fn a_moment_that_is_none_stops_every_verb_before_it_does_anything() {
    let desk = desk();
    desk.pinned_study();
    for verb in [
        "keygen --out key.txt",
        "study check study.json",
        "study pin template.json --out other.json",
        "contacts --identity none --study study.json envelopes",
        "unseal --identity none --out open envelopes",
        "letters open --study study.json --log log.jsonl",
        "serve site --port 0",
        "instrument list",
    ] {
        for no_hour in NO_HOURS {
            let (code, err) = with(&desk, no_hour, verb);
            let says = format!("KINDSTEM_NOW: {no_hour:?} is not a time");
            assert!(
                code == 2 && err.contains(&says) && err.contains("KINDSTEM_NOW=2026-11-23T16:00Z"),
                "{verb}: {err}"
            );
        }
    }
    assert!(!desk.has("key.txt") && !desk.has("other.json"));
}

#[test]
fn a_moment_that_is_set_is_now_and_standard_error_says_so() {
    let desk = desk();
    let (code, err) = with(&desk, NOW, "keygen --out key.txt");
    assert_eq!((code, err.matches(NOTICE).count()), (0, 1), "{err}");
    assert!(err.starts_with(NOTICE), "before everything else: {err}");
    assert!(desk.read("key.txt").starts_with("# created: 2026-11-23T18:00:00Z\n"), "{}", desk.read("key.txt"));
    assert_eq!(with(&desk, "2028-02-29T23:59Z", "keygen --out leap.txt").0, 0);
    assert!(desk.read("leap.txt").starts_with("# created: 2028-02-29T23:59:00Z\n"));
}

#[test]
fn else_it_is_the_machine_s_clock_and_standard_error_says_nothing() {
    let machine = || i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()).unwrap();
    let desk = desk();
    let began = machine();
    let done = desk.command().env_remove(VARIABLE).args(["keygen", "--out", "key.txt"]).output().unwrap();
    assert!(done.status.success() && !String::from_utf8_lossy(&done.stderr).contains(VARIABLE));
    let text = desk.read("key.txt");
    let created = text.lines().find_map(|l| l.strip_prefix("# created: ")).unwrap();
    let (minute, second) = created.rsplit_once(':').unwrap();
    let second: i64 = second.strip_suffix('Z').unwrap().parse().unwrap();
    let created = Minute::parse(&format!("{minute}Z")).unwrap().seconds() + second;
    assert!((began..=machine()).contains(&created), "{text}");
}

/// Half past eleven in the evening of UTC is the next day in Amsterdam, and a study that is there has its day.
#[test]
fn today_is_the_day_where_the_study_is() {
    let desk = desk();
    desk.pinned_study();
    let checked = |zone: Option<&str>, now: &str| {
        let mut study: serde_json::Value = serde_json::from_str(&desk.read("study.json")).unwrap();
        if let Some(zone) = zone {
            study["time_zone"] = zone.into();
        }
        desk.write("there.json", study.to_string());
        let done = desk.command().env(VARIABLE, now).args(["study", "check", "there.json"]).output().unwrap();
        String::from_utf8(done.stdout).unwrap()
    };
    assert!(checked(None, "2026-01-02T23:30Z").contains("checked for 2026-01-02"));
    assert!(checked(Some("Europe/Amsterdam"), "2026-01-02T23:30Z").contains("checked for 2026-01-03"));
    assert!(checked(Some("Europe/Amsterdam"), "2026-01-02T22:30Z").contains("checked for 2026-01-02"));
    assert!(checked(Some("America/Paramaribo"), "2026-01-03T02:30Z").contains("checked for 2026-01-02"));
    let wrong = checked(Some("Amsterdam"), "2026-01-02T23:30Z");
    assert!(wrong.contains("error[time_zone] $.time_zone") && wrong.contains("Europe/Amsterdam"), "{wrong}");
}

#[test]
fn every_option_for_a_moment_takes_those_that_exist_and_no_others() {
    let desk = super::family::answered();
    let (answers, contact) = (key_file("answers-1"), key_file("contact-1"));
    let held = format!("--register register.age --identity {answers}");
    let refused = |line: String, option: &str, moment: &str, what: &str| {
        let words = line.split_whitespace().map(String::from).chain([format!("{option}={moment}")]);
        let ran: Ran = desk.run(words);
        ran.refuses(
            2,
            &[&format!("{option}: {moment:?} is not a {what}"), &format!("write it as {option} 2026-11-23")],
        );
    };
    for no_hour in NO_HOURS {
        refused(format!("contacts --identity {contact} --study study.json envelopes"), "--now", no_hour, "time");
        refused(format!("unseal --identity {contact} --out other envelopes"), "--now", no_hour, "time");
    }
    for no_day in NO_DAYS {
        refused("letters open --study study.json --log read.jsonl".into(), "--today", no_day, "day");
        refused("study check study.json".into(), "--today", no_day, "day");
        refused(format!("study due study.json {held}"), "--on", no_day, "day");
        let add = "--log log.age --family F1 --roster a1 --wave T0 --what contact --value sms --by me";
        refused(format!("study log add study.json {held} {add}"), "--on", no_day, "day");
        refused(format!("study reminders study.json {held} --opened open --out list.csv"), "--on", no_day, "day");
        refused(format!("study verify record study.json none --identity {answers}"), "--on", no_day, "day");
    }
    assert!(!desk.has("other") && !desk.has("log.age") && !desk.has("list.csv"));
}
