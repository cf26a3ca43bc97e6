//! `study log` and `study reminders`: what is done to reach people, and safely.

use super::family::{answer, answered};
use super::invite::FAMILY;
use super::kit::{Desk, Ran, desk, key_file, template};
use super::register::import;
use serde_json::json;

fn log(desk: &Desk, line: &str) -> Ran {
    let key = key_file("answers-1");
    let (verb, more) = line.split_once(' ').unwrap_or((line, ""));
    desk.say(&format!(
        "study log {verb} study.json --register register.age --identity {key} --log fieldwork.age {more}"
    ))
}

const CALL: &str = "add --family F1 --roster k1 --wave T0 --by Ann";

#[test]
fn the_log_keeps_contacts_reasons_and_gifts_encrypted_in_two_copies() {
    let desk = answered();
    log(&desk, &format!("{CALL} --what contact --value no_answer --on 2026-11-25 --note by_telephone")).fine();
    log(&desk, &format!("{CALL} --what gift --value voucher --on 2026-11-24")).fine();
    let ran = log(&desk, &format!("{CALL} --what reason --value moved --on 2026-11-26")).fine();
    assert_eq!(ran.out, "written into the log and the register; 3 lines in the log\n");
    let read = |name: &str| std::fs::read(desk.path(name)).unwrap();
    assert_eq!(read("fieldwork.age"), read("fieldwork.copy.age"));
    assert!(read("fieldwork.age").starts_with(b"age-encryption.org/v1"), "nobody reads it without a key");
    assert!(!read("fieldwork.age").windows(7).any(|w| w == b"voucher"));
    let list = log(&desk, "list --family F1").fine().out;
    let first: Vec<&str> = list.lines().map(|l| &l[..10]).take(3).collect();
    assert_eq!(first, ["2026-11-24", "2026-11-25", "2026-11-26"], "in the order of the days");
    assert!(list.contains("F1 k1: contact, no_answer, by Ann; by_telephone\n"), "{list}");
    assert!(list.contains("T0: 1 contact no_answer, 1 gift given, 1 reason moved\n3 lines\n"), "{list}");
    assert_eq!(log(&desk, "list --wave T1 --json").fine().json(), json!({"lines": [], "counts": {}}));
    let key = key_file("answers-1");
    let show = format!("study register show study.json --register register.age --identity {key} --family F1");
    assert!(desk.say(&show).fine().out.contains("T0 k1: moved\n"), "tables count it");
}

#[test]
fn a_line_that_does_not_fit_is_refused_and_nothing_is_written() {
    let desk = answered();
    for (line, says) in [
        ("--family F1 --roster k1 --wave T0 --what visit --value reached", "contact, reason, gift"),
        ("--family F1 --roster k1 --wave T0 --what contact --value maybe", "reached, no_answer"),
        ("--family F1 --roster k1 --wave T0 --what reason --value away", "not_reached, refused_by_parent"),
        ("--family F1 --roster k1 --wave T9 --what gift --value pen", "write one of T0, T1"),
        ("--family F1 --roster k5 --wave T0 --what gift --value pen", "the register has no k5 in family F1"),
    ] {
        log(&desk, &format!("add --by Ann {line}")).refuses(1, &[says]);
    }
    assert!(!desk.has("fieldwork.age"));
    log(&desk, &format!("{CALL} --what reason --value moved")).fine();
    log(&desk, &format!("{CALL} --what reason --value died"))
        .refuses(1, &["another outcome", "--correct", "nothing was"]);
    log(&desk, &format!("{CALL} --what reason --value died --correct")).fine();
}

#[test]
fn who_is_due_stands_with_what_was_done_last_to_reach_them() {
    let desk = answered();
    let key = key_file("answers-1");
    let due = |more: &str| {
        desk.say(&format!("study due study.json --register register.age --identity {key} --on 2026-12-01 {more}"))
    };
    import(&desk, "F1,,,t0,2026-11-23,,\n", "").fine();
    assert!(!due("--log fieldwork.age").fine().out.contains("log:"), "nothing was written down yet");
    log(&desk, &format!("{CALL} --what contact --value reached --on 2026-11-27")).fine();
    log(&desk, &format!("{CALL} --what contact --value no_answer --on 2026-11-25 --note secret_place")).fine();
    let listed = due("--log fieldwork.age").fine().out;
    let child = listed.lines().find(|l| l.contains(" k1 ")).unwrap();
    assert!(child.ends_with("; log: 2026-11-27 contact reached"), "the last one, by its day: {listed}");
    assert!(!listed.contains("secret_place"), "notes stay in the log");
    let parent = listed.lines().find(|l| l.contains(" a1 ")).unwrap();
    assert!(!parent.contains("log:"), "{listed}");
    log(&desk, &format!("{CALL} --what contact --value message_left --on 2026-11-28 --note secret_place")).fine();
    let json = due("--log fieldwork.age --json").fine().json();
    assert!(!json.to_string().contains("secret_place"), "{json}");
    assert_eq!(json["log"].as_array().unwrap().len(), 1, "{json}");
    assert_eq!((&json["log"][0]["roster"], &json["log"][0]["on"]), (&json!("k1"), &json!("2026-11-28")));
    assert_eq!(due("--json").fine().json()["log"], json!([]));
}

const TEXT: &str = "Hoi, er ligt nog iets voor je klaar tot {date}: {link}";

/// Parent and child answered at T0, and have links for T1.
fn second_wave() -> Desk {
    let desk = desk();
    let mut study = template();
    study["reminder"] =
        json!({"adult": {"nl": "Dag, er ligt nog iets klaar.", "en": "-"}, "8-11": {"nl": TEXT, "en": "=Hi, {date}"}});
    desk.write("template.json", study.to_string());
    desk.say("study pin template.json --out study.json --site site").fine();
    answer(&desk, FAMILY, "links.csv", "", [Some(&super::family::WHOLE); 2]);
    let more = format!("--identity {}", key_file("answers-1"));
    answer(&desk, &FAMILY.replace("T0", "T1"), "links-t1.csv", &more, [None, None]);
    desk.say(&format!(
        "unseal --register register.age --identity {} --study study.json --out open envelopes",
        key_file("answers-1")
    ))
    .fine();
    desk
}

fn reminders(desk: &Desk, more: &str) -> Ran {
    let list = if desk.has("links-t1.csv") { "links-t1.csv" } else { "links.csv" };
    reminders_with(desk, &format!("--links {list} {more}"))
}

fn reminders_with(desk: &Desk, more: &str) -> Ran {
    let key = key_file("answers-1");
    desk.say(&format!("study reminders study.json --register register.age --identity {key} --opened open {more}"))
}

#[test]
fn who_is_due_is_reminded_once_and_only_where_it_is_safe() {
    let desk = second_wave();
    let none = reminders(&desk, "--out none.csv --on 2026-12-01").fine();
    assert_eq!(none.out, "0 reminders in none.csv\n", "T0 is answered, T1 is not open");
    let unsafe_yet = reminders(&desk, "--out a.csv --on 2027-11-25").fine();
    assert!(unsafe_yet.out.contains("left out, the register knows no safe contact: 2\n"), "{}", unsafe_yet.out);
    import(&desk, "F1,a1,,safe_contact,sister,,\nF1,k1,,safe_contact,school,,\nF1,k1,,delivery,school,,\n", "").fine();
    let with_log = "--log fieldwork.age --by Ann";
    reminders(&desk, &format!("--out b.csv --on 2027-11-25 {with_log}")).fine();
    let list = desk.read("b.csv");
    let lines: Vec<&str> = list.lines().collect();
    assert_eq!(lines[0], "family_id,person_id,wave,lang,delivered_via,safe_contact,until,text");
    assert_eq!(lines[1], "F1,P1,T1,nl,interviewer,sister,2028-01-22,\"Dag, er ligt nog iets klaar.\"");
    assert_eq!(lines[2], "F1,P2,T1,en,school,school,2028-01-22,\"'=Hi, 2028-01-22\"", "no cell runs");
    let again = reminders(&desk, &format!("--out c.csv --on 2027-11-30 {with_log}")).fine();
    assert!(again.out.contains("left out, reminded lately: 2\n0 reminders"), "{}", again.out);
    let later = reminders(&desk, &format!("--out d.csv --on 2027-12-02 {with_log} --json")).fine().json();
    assert_eq!(later, json!({"reminders": 2, "left_out": {}}));
    assert!(log(&desk, "list").fine().out.contains("T1: 4 contact reminder\n"));
    let call = "add --family F1 --roster k1 --wave T1 --by Ann --what contact --value";
    log(&desk, &format!("{call} not_safe_now --on 2027-12-05")).fine();
    let not_now = reminders(&desk, &format!("--out f.csv --on 2027-12-12 {with_log}")).fine();
    assert!(not_now.out.contains("left out, not safe at the last attempt: 1\n1 reminder in"), "{}", not_now.out);
    log(&desk, &format!("{call} reached --on 2027-12-13")).fine();
    let again = reminders(&desk, &format!("--out g.csv --on 2027-12-20 {with_log} --json")).fine().json();
    assert_eq!(again, json!({"reminders": 2, "left_out": {}}));
    import(&desk, "F1,k1,T0,outcome,unsafe_to_contact,,\nF1,a1,T1,outcome,moved,,\n", "").fine();
    let safe = reminders(&desk, "--out e.csv --on 2027-12-20").fine();
    assert_eq!(safe.out, "left out, it was not safe to contact them: 1\n0 reminders in e.csv\n");
    reminders(&desk, "--out b.csv").refuses(2, &["b.csv already exists"]);
}

#[test]
fn a_reminder_holds_the_whole_link_from_the_list_of_links_only() {
    let desk = second_wave();
    import(&desk, "F1,a1,,safe_contact,sister,,\nF1,k1,,safe_contact,school,,\n", "").fine();
    let mut study: serde_json::Value = serde_json::from_str(&desk.read("study.json")).unwrap();
    study["reminder"]["adult"]["nl"] = json!("Dag, nog tot {date}: {link}");
    desk.write("study.json", study.to_string());
    reminders_with(&desk, "--out a.csv --on 2027-11-25").refuses(2, &["--links LINKS.CSV"]);
    reminders_with(&desk, "--out a.csv --on 2027-11-25 --links links-t1.csv").fine();
    let link = desk.read("links-t1.csv").lines().nth(1).unwrap().rsplit(',').next().unwrap().to_string();
    assert_eq!(link.len(), 83, "an address of its own is not needed here: # and 82 characters");
    assert!(desk.read("a.csv").contains(&format!("Dag, nog tot 2028-01-22: {link}")), "{}", desk.read("a.csv"));
    // The list of the wave before does not have it, and says so.
    let ran = reminders_with(&desk, "--out b.csv --on 2027-11-25 --links links.csv").fine();
    assert!(ran.out.contains("left out, --links does not have their link: 1"), "{}", ran.out);
    desk.write("other.csv", format!("link\n{}x\n", &link[..82]));
    reminders_with(&desk, "--out c.csv --links other.csv").refuses(2, &["other.csv: line 2", "incomplete or mistyped"]);
}

#[test]
fn without_words_or_with_words_that_tell_nothing_is_written() {
    let desk = answered();
    reminders(&desk, "--out a.csv").refuses(1, &["has no text for reminders", "$.reminder"]);
    let mut study: serde_json::Value = serde_json::from_str(&desk.read("study.json")).unwrap();
    study["reminder"] = json!({"adult": {"nl": "Over ruzie thuis"}});
    desk.write("study.json", study.to_string());
    reminders(&desk, "--out a.csv").refuses(1, &["gives away the topic by \"ruzie\""]);
    assert!(!desk.has("a.csv"));
}
