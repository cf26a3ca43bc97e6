//! `study due`: who is due, and what a year changes.

use super::contacts::{handle, talk};
use super::family::{WHOLE, Way, answered, answered_by};
use super::kit::{Desk, Ran, key_file};
use super::register::import;
use serde_json::{Value as Json, json};

const BORN: &str = "family_id,roster,birth,sex\nF1,k1,2015-08,f\nF1,k2,2013-11,m\n";

fn due(desk: &Desk, more: &str) -> Ran {
    let key = key_file("answers-1");
    desk.say(&format!("study due study.json --register register.age --identity {key} {more}"))
}

fn unseal(desk: &Desk) {
    let keys = format!("--identity {} --identity {}", key_file("answers-1"), key_file("contact-1"));
    desk.say(&format!("unseal --register register.age {keys} --study study.json --out open envelopes")).fine();
}

fn born(desk: &Desk) {
    desk.write("people.csv", BORN);
    let key = key_file("answers-1");
    desk.say(&format!("study people study.json --people people.csv --register register.age --identity {key}")).fine();
}

/// Person × wave → state.
fn states(list: &Json) -> Vec<(String, String)> {
    let text = |d: &Json, field: &str| d[field].as_str().unwrap().to_string();
    let of = |d: &Json| (format!("{} {}", text(d, "person_id"), text(d, "wave")), text(d, "state"));
    let mut out: Vec<_> = list["people"].as_array().unwrap().iter().map(of).collect();
    out.sort();
    out
}

fn state(desk: &Desk, more: &str, who: &str) -> String {
    let ran = due(desk, &format!("{more} --json")).fine();
    states(&ran.json()).into_iter().find(|(w, _)| w == who).unwrap_or_else(|| panic!("{who}: {}", ran.out)).1
}

#[test]
fn windows_open_and_close_as_the_study_says() {
    let desk = answered();
    let unknown = due(&desk, "--on 2026-11-23").fine();
    assert!(
        unknown.out.contains("T0 unknown: family F1 a1 P1 adult, the day of the first wave is unknown"),
        "{}",
        unknown.out
    );
    assert!(unknown.out.contains("answers were not checked"), "{}", unknown.out);
    import(&desk, "F1,,,t0,2026-11-23,,\n", "").fine();
    assert_eq!(state(&desk, "--on 2027-11-08", "P1 T1"), "not_yet");
    for (on, is) in [("2027-11-08", "not_yet"), ("2027-11-09", "due"), ("2028-01-22", "due"), ("2028-01-23", "missing")]
    {
        assert_eq!(state(&desk, &format!("--on {on}"), "P1 T1"), is, "{on}");
    }
    let late = due(&desk, "--on 2028-01-23").fine();
    assert!(late.out.contains("T1 on 2028-01-23: 2 missing\n"), "{}", late.out);
    import(&desk, "F1,k1,T0,outcome,moved,,\nF1,a1,T0,outcome,withdrawn,,\n", "").fine();
    assert_eq!(state(&desk, "--on 2028-01-23", "P1 T1"), "reason", "who withdrew is asked in no later wave");
    assert_eq!(state(&desk, "--on 2028-01-23", "P2 T1"), "missing", "who moved may come back");
    due(&desk, "--on soon").refuses(2, &["\"soon\" is not a day", "write it as --on 2026-11-23"]);
}

#[test]
fn what_arrived_is_in_time_or_broken_off_and_begins_the_count() {
    let desk = answered_by(&WHOLE, Some(&Way { pages: 6, ..WHOLE }));
    unseal(&desk);
    let on = |day: &str| states(&due(&desk, &format!("--on {day} --opened open --json")).json());
    let is = |states: Vec<(String, String)>| states.into_iter().map(|(_, s)| s).collect::<Vec<_>>();
    assert_eq!(is(on("2026-12-01")), ["in_time", "not_yet", "begun", "not_yet"]);
    // The first answers came on 23 November 2026; nobody said when T0 was.
    assert_eq!(is(on("2027-11-09")), ["in_time", "due", "in_time", "due"]);
    let missing = due(&desk, "--on 2028-01-23 --opened open");
    assert_eq!(missing.code, 1);
    assert!(missing.out.contains("T1 on 2028-01-23: 2 missing\n"), "{}", missing.out);
    import(&desk, "F1,,,t0,2026-12-23,,\n", "").fine();
    assert_eq!(is(on("2026-12-24"))[0], "early");
    import(&desk, "F1,,,t0,2026-08-01,,\n", "--correct").fine();
    assert_eq!(is(on("2026-12-24"))[0], "late");
}

#[test]
fn birthdays_in_between_change_set_consent_and_who_is_asked() {
    let desk = answered();
    import(&desk, "F1,,,t0,2026-11-23,,\nF1,h1,,home,a1+a3,,\n", "").fine();
    born(&desk);
    let young = due(&desk, "--on 2027-11-23 --json").json();
    let child = young["people"].as_array().unwrap().iter().find(|d| d["roster"] == "k1" && d["wave"] == "T1").unwrap();
    assert_eq!(
        (&child["role"], &child["set"], &child["set_at_first"]),
        (&json!("young"), &json!("12-17"), &json!("8-11"))
    );
    let said = child["changes"].to_string();
    for change in [
        r#""no_link""#,
        r#"{"set":{"from":"8-11","to":"12-17"}}"#,
        r#"{"consent":{"from":"under12","to":"from12"}}"#,
        // This study asks nobody of 12.
        r#""no_battery""#,
        r#"{"homes":{"now":["h1:a1+a3"]}}"#,
    ] {
        assert!(said.contains(change), "{change} is not in {said}");
    }
    let lines = due(&desk, "--on 2027-11-23").fine().out;
    assert!(lines.contains("texts and look were 8-11, now 12-17; what is compared stays that of 8-11"), "{lines}");
    // The brother of 13 has no link, and nobody asks 12 to 17 here; in the month of a birthday nothing is decided.
    assert_eq!(young["newcomers"], json!([]));
    desk.write("people.csv", "family_id,roster,birth,sex\nF1,k1,2015-11,\nF1,k2,2008-11,\nF1,k3,2017-01,\n");
    let key = key_file("answers-1");
    let people = "study people study.json --people people.csv --register register.age --correct";
    desk.say(&format!("{people} --identity {key}")).fine();
    let lines = due(&desk, "--on 2027-11-23").fine().out;
    assert!(lines.contains("turns 12 this month: ask whether the birthday has been"), "{lines}");
    assert!(lines.contains("k2 is 18 or older: leave k2 out of the link"), "{lines}");
    assert!(lines.contains("T1 new: family F1 k3 is old enough to be asked now, 8-11, consent under12"), "{lines}");
}

#[test]
fn a_talk_that_waits_too_long_is_an_alarm() {
    let desk = answered_by(&WHOLE, Some(&Way { twist: talk, ..WHOLE }));
    unseal(&desk);
    let fine = due(&desk, "--on 2026-11-29 --opened open").fine();
    assert!(!fine.out.contains("ALARM"), "{}", fine.out);
    let late = due(&desk, "--on 2026-12-01 --opened open");
    assert_eq!(late.code, 1);
    let said =
        "ALARM: family F1 P2 asked for a talk on 2026-11-23T16:00Z and has waited longer than the promised 7 days";
    assert!(late.out.starts_with(said) && !late.out.contains("canary"), "{}", late.out);
    assert!(late.out.ends_with("needs attention: 1 wish for a talk is overdue\n"), "{}", late.out);
    let list = due(&desk, "--on 2026-12-01 --opened open --json").json();
    assert!(!list.to_string().contains("canary"), "what was written is for readers of contacts");
    handle(&desk, &list["waiting"][0]["wishes"]);
    due(&desk, "--on 2026-12-01 --opened open --handled handled.age").fine();
    due(&desk, "--opened open --handled none.age")
        .refuses(2, &["none.age is not there", "kindstem contacts --handled"]);
    due(&desk, "--opened none").refuses(2, &["cannot read none/report.json"]);
}

#[test]
fn a_message_that_nobody_read_is_an_alarm() {
    let desk = super::letters::written();
    let late = due(&desk, "--on 2026-12-01 --opened open");
    assert_eq!(late.code, 1);
    assert!(late.out.contains("ALARM: family F1 P2 wrote to the letterbox on 2026-11-23"), "{}", late.out);
    assert!(!late.out.contains("canary"));
    let line = "letters open --study study.json --log read.jsonl --today 2026-12-01 --read-by";
    desk.run(line.split(' ').map(String::from).chain(["Test reader 2".to_string()])).fine();
    let ran = due(&desk, "--on 2026-12-01 --opened open --letters-log read.jsonl");
    assert!(ran.out.contains("asked for a talk") && !ran.out.contains("letterbox"), "{}", ran.out);
}
