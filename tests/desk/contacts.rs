//! `contacts`: who wants to be spoken with, first of all and with nothing else.

use super::family::{WHOLE, WORDS, Way, answered_by};
use super::kit::{Desk, Ran, key_file};
use kindstem::seal::{Plain, Wants};

pub fn talk(plain: &mut Plain) {
    if let Plain::Contact(contact) = plain {
        contact.wants = Wants::Yes;
        contact.where_ = WORDS.into();
        contact.not_when = "evenings\u{1b}[2J".into();
    }
}

fn later(plain: &mut Plain) {
    if let Plain::Contact(contact) = plain {
        contact.wants = Wants::Later;
    }
}

fn two() -> Desk {
    answered_by(&Way { twist: later, ..WHOLE }, Some(&Way { twist: talk, ..WHOLE }))
}

fn contacts(desk: &Desk, key: &str, more: &str) -> Ran {
    desk.say(&format!("contacts --identity {} --study study.json {more} envelopes", key_file(key)))
}

#[test]
fn a_reader_of_contacts_sees_who_waits_and_opens_no_answer() {
    let desk = two();
    let ran = contacts(&desk, "contact-1", "--now 2026-11-30T16:00Z --out first").fine();
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines[0], "waiting for a talk: 2, overdue: 0");
    let said = "T0 child 8-11: wants a talk since 2026-11-23T16:00Z, promised by 2026-11-30T16:00Z";
    assert!(lines[1].starts_with("slot ") && lines[1].ends_with(said), "yes before later: {}", ran.out);
    assert!(lines[2].contains("canary") && lines[3] == r#"  not when: "evenings\u{1b}[2J""#, "{}", ran.out);
    assert!(lines[4].contains("parent adult: perhaps later"), "{}", ran.out);
    assert!(!ran.out.contains('\u{1b}'), "what moves a terminal is escaped");
    let csv = desk.read("first/contacts.csv");
    assert!(csv.starts_with("overdue,wants,wave,role,set,slot,where,not_when,since,read_by\nno,yes,T0,child,8-11,"));
    assert!(csv.contains("\"'=HYPERLINK("), "no cell runs: {csv}");
    let json: serde_json::Value = serde_json::from_str(&desk.read("first/contacts.json")).unwrap();
    assert_eq!((&json[0]["where"], &json[0]["wants"]), (&WORDS.into(), &"yes".into()));
    #[cfg(unix)]
    for file in ["contacts.csv", "contacts.json"] {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(desk.path("first").join(file)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
}

#[test]
fn longer_than_promised_is_an_alarm_until_somebody_spoke_with_them() {
    let desk = two();
    let late = contacts(&desk, "contact-2", "--now 2026-11-30T16:01Z --json");
    assert_eq!(late.code, 1, "{}", late.err);
    let list = late.json();
    assert_eq!((&list["overdue"], list["waiting"].as_array().unwrap().len()), (&2.into(), 2));
    let slot = |n: usize| list["waiting"][n]["slot"].as_str().unwrap();
    desk.write("handled.txt", format!("# spoken with\n{} on Monday, by telephone\n\n", slot(0)));
    let ran = contacts(&desk, "contact-2", "--now 2026-11-30T16:01Z --handled handled.txt");
    assert_eq!(ran.code, 1);
    assert!(ran.out.starts_with("waiting for a talk: 1, overdue: 1\nOVERDUE slot "), "{}", ran.out);
    desk.write("handled.txt", format!("{}\n{}", slot(0), slot(1)));
    let ran = contacts(&desk, "contact-2", "--now 2026-11-30T16:01Z --handled handled.txt").fine();
    assert_eq!(ran.out, "nobody waits for a talk\n");
    let ran = contacts(&desk, "contact-2", "--now 2026-11-01T00:00Z");
    assert!(ran.code == 1 && ran.out.contains("overdue: 2"), "an hour that is still to come is not trusted");
    let key = key_file("contact-1");
    let ran =
        desk.say(&format!("unseal --identity {key} --study study.json --out open --now 2026-11-30T16:01Z envelopes"));
    assert!(ran.code == 1 && ran.out.starts_with("waiting for a talk: 2, overdue: 2\nOVERDUE"), "{}", ran.out);
    assert!(!ran.out.contains("canary"), "unseal prints no word of theirs");
}

#[test]
fn wrong_keys_and_files_say_so() {
    let desk = two();
    contacts(&desk, "answers-1", "").refuses(1, &["none of the identities opens the contact", "contact_recipients"]);
    contacts(&desk, "contact-1", "--now yesterday").refuses(2, &["\"yesterday\" is no hour", "2026-11-23T16:00Z"]);
    desk.write("handled.txt", "the boy");
    contacts(&desk, "contact-1", "--handled handled.txt").refuses(2, &["\"the\" is no slot"]);
}
