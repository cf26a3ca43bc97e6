//! `contacts`: who wants to be spoken with, first of all and with nothing else, until a person handles that contact.

use super::family::{WHOLE, WORDS, Way, answered_by};
use super::kit::{Desk, Ran, key_file, public_key};
use kindstem::seal::{Plain, Wants, kset};
use serde_json::Value as Json;

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

/// Handles all contacts of a line of the list.
pub fn handle(desk: &Desk, wishes: &Json) {
    let ids = wishes.as_array().unwrap().iter().map(|w| format!("--handle {}", &w["contact"].as_str().unwrap()[..12]));
    let ids: String = ids.collect::<Vec<_>>().join(" ");
    contacts(desk, "contact-1", &format!("--handled handled.age {ids} --step talked --by Anna")).fine();
}

#[test]
fn a_reader_of_contacts_sees_who_waits_and_opens_no_answer() {
    let desk = two();
    let ran = contacts(&desk, "contact-1", "--now 2026-11-30T16:00Z --out first").fine();
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines[0], "waiting for a talk: 2, overdue: 0");
    let said = "T0 child 8-11: wants a talk since 2026-11-23T16:00Z, promised by 2026-11-30T16:00Z; 2 contacts: ";
    assert!(lines[1].starts_with("slot ") && lines[1].contains(said), "yes before later: {}", ran.out);
    assert!(lines[2].contains("canary") && lines[3] == r#"  not when: "evenings\u{1b}[2J""#, "{}", ran.out);
    assert!(lines[4].contains("parent adult: perhaps later"), "{}", ran.out);
    assert!(!ran.out.contains('\u{1b}'), "what moves a terminal is escaped");
    let csv = desk.read("first/contacts.csv");
    assert!(csv.starts_with(
        "overdue,wants,wave,role,set,slot,where,not_when,since,read_by,contacts,note,ids\nno,yes,T0,child,8-11,"
    ));
    assert!(csv.contains("\"'=HYPERLINK("), "no cell runs: {csv}");
    let json: Json = serde_json::from_str(&desk.read("first/contacts.json")).unwrap();
    assert_eq!((&json[0]["wishes"][0]["where"], &json[0]["wants"]), (&WORDS.into(), &"yes".into()));
    assert!(!desk.read("first/contacts.list").contains("canary"), "a list to close contacts with holds no words");
    #[cfg(unix)]
    for file in ["contacts.csv", "contacts.json", "contacts.list"] {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(desk.path("first").join(file)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
}

#[test]
fn longer_than_promised_is_an_alarm_until_somebody_handled_it() {
    let desk = two();
    let late = contacts(&desk, "contact-2", "--now 2026-11-30T16:01Z --json");
    assert_eq!(late.code, 1, "{}", late.err);
    let list = late.json();
    assert_eq!((&list["overdue"], list["waiting"].as_array().unwrap().len()), (&2.into(), 2));
    assert_eq!(list["reasons"][0], "2 wishes for a talk are overdue");
    handle(&desk, &list["waiting"][0]["wishes"]);
    let sealed = std::fs::read(desk.path("handled.age")).unwrap();
    assert!(sealed.starts_with(b"age-encryption.org/v1"), "nobody but the study reads who was spoken with");
    assert_eq!(std::fs::read(desk.path("handled.copy.age")).unwrap(), sealed, "in two copies");
    let ran = contacts(&desk, "contact-2", "--now 2026-11-30T16:01Z --handled handled.age");
    assert_eq!(ran.code, 1);
    assert!(ran.out.starts_with("waiting for a talk: 1, overdue: 1\nOVERDUE slot "), "{}", ran.out);
    let last = ran.out.lines().last().unwrap();
    assert_eq!(last, "needs attention: 1 wish for a talk is overdue");
    handle(&desk, &list["waiting"][1]["wishes"]);
    let ran = contacts(&desk, "contact-2", "--now 2026-11-30T16:01Z --handled handled.age").fine();
    assert_eq!(ran.out, "nobody waits for a talk\nhandled before: 4 contacts\n");
    let ran = contacts(&desk, "contact-2", "--now 2026-11-01T00:00Z");
    assert!(ran.code == 1 && ran.out.contains("overdue: 2"), "an hour that is still to come is not trusted");
    let unseal = |more: &str| {
        let key = key_file("contact-1");
        desk.say(&format!(
            "unseal --identity {key} --study study.json --out open --now 2026-11-30T16:01Z {more} envelopes"
        ))
    };
    let ran = unseal("");
    assert!(ran.code == 1 && ran.out.starts_with("waiting for a talk: 2, overdue: 2\nOVERDUE"), "{}", ran.out);
    assert!(!ran.out.contains("canary"), "unseal prints no word of theirs");
    assert!(unseal("--handled handled.age").out.starts_with("nobody waits for a talk\n"));
}

/// What each of the desk's verbs lists, without what was written.
fn lists(desk: &Desk, key: &str, more: &str) -> Vec<Vec<String>> {
    let identity = format!("--identity {} --study study.json --now 2026-12-24T16:00Z {more}", key_file(key));
    let list = |out: &str| -> Vec<String> {
        let wanted = |l: &&str| l.contains("waiting for a talk") || l.contains("nobody waits") || l.contains("slot ");
        let lines = out.lines().filter(|l| !l.contains("ALARM") && !l.contains("session ")).filter(wanted);
        lines.map(String::from).collect()
    };
    let one = list(&desk.say(&format!("contacts {identity} envelopes")).out);
    let two = list(&desk.say(&format!("unseal --register register.age {identity} --out open envelopes")).out);
    vec![one, two]
}

#[test]
fn one_list_also_where_readers_of_answers_read_contacts() {
    let desk = super::kit::desk();
    let mut study = super::kit::template();
    // As `study new` makes it.
    study["contact_recipients"] = study["recipients"].clone();
    desk.write("template.json", study.to_string());
    desk.say("study pin template.json --out study.json --site site").fine();
    super::family::answer(
        &desk,
        super::invite::FAMILY,
        "links.csv",
        "",
        [Some(&Way { twist: later, ..WHOLE }), Some(&Way { twist: talk, ..WHOLE })],
    );
    let lists = lists(&desk, "answers-1", "");
    assert!(lists[0].len() == 3 && lists[0][0] == "waiting for a talk: 2, overdue: 2", "{lists:?}");
    assert_eq!(lists[1], lists[0], "unseal lists whom contacts lists");
    let ran = desk.say(&format!(
        "unseal --register register.age --identity {} --study study.json --out open envelopes",
        key_file("answers-1")
    ));
    assert_eq!(ran.out.matches("waiting for a talk:").count(), 1, "once: {}", ran.out);
    let csv = desk.read("open/contacts.csv");
    assert_eq!(csv.lines().count(), 3, "{csv}");
    let said = ran.out.lines().last().unwrap();
    assert!(ran.code == 0 || said.starts_with("needs attention: "), "never without its reason: {}", ran.out);
}

#[test]
fn exactly_the_contacts_of_a_saved_list_are_closed() {
    let desk = two();
    let now = "--now 2026-11-30T16:00Z";
    contacts(&desk, "contact-1", &format!("{now} --handled handled.age --out first")).fine();
    // The same person asks again after the list was saved, in the same hour and with the same words.
    let slot = slot_of(&desk, "child");
    super::family::seal_into(&desk, &slot, talk);
    let close = "--handled handled.age --handled-up-to first/contacts.list --step decided --by Anna";
    let ran = contacts(&desk, "contact-1", &format!("{now} {close}")).fine();
    assert!(ran.out.starts_with("waiting for a talk: 1, overdue: 0\n"), "{}", ran.out);
    assert!(ran.out.contains(&slot) && ran.out.contains("; contact: "), "one of them, the new one: {}", ran.out);

    let list = desk.read("first/contacts.list");
    let lines: Vec<&str> = list.lines().collect();
    let joined = |lines: &[&str]| lines.iter().map(|l| format!("{l}\n")).collect::<String>();
    let moved = joined(&[lines[0], lines[2], lines[1], lines[3], lines[4]]);
    let cases = [
        (list.replacen("\"contacts\":4", "\"contacts\":5", 1), "line 1: the line was changed"),
        (list.replacen("desk-test", "other", 1), "line 1: this is a list of study \"other\""),
        (list.replacen("\"contact\":\"", "\"contact\":\"0", 1), "line 2: "),
        (moved, "line 2: "),
        (joined(&[lines[0], lines[1], lines[3], lines[4]]), "line 3: "),
        (joined(&lines[..3]), "line 3: the list ends here with 2 of 4 contacts"),
        (format!("{list}{}\n", lines[4]), "line 6: "),
        (list.replace('{', "["), "line 1: "),
        (joined(&lines[1..]), "line 1: "),
        (String::new(), "line 1: the list is empty"),
        ("slot,hour\n".to_string(), "line 1: "),
    ];
    for (text, said) in cases {
        desk.write("changed.list", &text);
        let close = "--handled h2.age --handled-up-to changed.list --step decided --by Anna";
        contacts(&desk, "contact-1", close).refuses(1, &["changed.list", said, "nothing was closed"]);
        assert!(!desk.has("h2.age"), "{said}");
    }
    // As an editor on Windows leaves it: the same lines.
    desk.write("crlf.list", format!("\u{feff}{}", list.replace('\n', "\r\n")));
    let close = "--handled h3.age --handled-up-to crlf.list --step decided --by Anna";
    contacts(&desk, "contact-1", &format!("{now} {close} --slot {slot}")).fine();
    let ran = contacts(&desk, "contact-1", &format!("{now} --handled h3.age")).fine();
    assert!(ran.out.starts_with("waiting for a talk: 2, "), "only of that slot: {}", ran.out);
    contacts(&desk, "contact-1", &format!("{close} --slot {}", "0".repeat(32))).refuses(1, &["no contact of slot"]);
}

/// The slot of somebody, from the list.
fn slot_of(desk: &Desk, role: &str) -> String {
    let list = contacts(desk, "contact-1", "--json").json();
    let call = list["waiting"].as_array().unwrap().iter().find(|c| c["wishes"][0]["role"] == role).unwrap();
    call["slot"].as_str().unwrap().to_string()
}

#[test]
fn what_was_handled_is_one_contact_and_the_next_one_waits_again() {
    let desk = two();
    let list = contacts(&desk, "contact-1", "--json").json();
    let slot = slot_of(&desk, "child");
    let call = list["waiting"].as_array().unwrap().iter().find(|c| c["slot"] == *slot).unwrap();
    handle(&desk, &call["wishes"]);
    let ran = contacts(&desk, "contact-1", "--handled handled.age");
    assert!(!ran.out.contains(&slot), "{}", ran.out);
    super::family::seal_into(&desk, &slot, talk);
    let ran = contacts(&desk, "contact-1", "--handled handled.age");
    assert!(ran.out.contains(&format!("slot {slot} T0 child 8-11: wants a talk")), "{}", ran.out);
}

#[test]
fn a_no_from_another_visit_is_a_contradiction_with_its_reason() {
    let desk = two();
    let slot = slot_of(&desk, "child");
    for hour in ["2026-11-23T16:00Z", "2026-11-21T16:00Z", "9999-12-31T23:00Z", "zzzz"] {
        super::family::seal_into(&desk, &slot, |plain| {
            if let Plain::Contact(contact) = plain {
                contact.wants = Wants::No;
                contact.session = "ee".repeat(16);
                contact.clock.wall = hour.into();
                contact.nth = 99;
            }
        });
        let ran = contacts(&desk, "contact-1", "--now 2026-11-24T16:00Z");
        assert_eq!(ran.code, 1, "{hour}: {}", ran.out);
        assert!(ran.out.contains("CONTRADICTED") && ran.out.contains(&slot), "{hour}: {}", ran.out);
        assert!(ran.out.ends_with("needs attention: another visit contradicts 1 wish for a talk\n"), "{}", ran.out);
    }
}

#[test]
fn a_delivery_that_lacks_a_wish_does_not_take_it_off_the_list() {
    let desk = two();
    contacts(&desk, "contact-1", "--handled handled.age --now 2026-11-24T16:00Z").fine();
    let slot = slot_of(&desk, "child");
    std::fs::rename(desk.path("envelopes"), desk.path("first")).unwrap();
    let other = slot_of_folder(&desk, "first", &slot);
    for kset in std::fs::read_dir(desk.path("first")).unwrap().map(Result::unwrap) {
        let from = kset.path().join(&other);
        let to = desk.path("envelopes").join(kset.file_name()).join(&other);
        std::fs::create_dir_all(&to).unwrap();
        for file in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
            std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
        }
    }
    let ran = contacts(&desk, "contact-1", "--handled handled.age --now 2026-11-24T16:00Z").fine();
    assert!(ran.out.contains(&slot) && ran.out.contains("in an earlier delivery"), "{}", ran.out);
    let both = format!("contacts --identity {} --study study.json --now 2026-11-24T16:00Z", key_file("contact-1"));
    let ran = desk.say(&format!("{both} envelopes first")).fine();
    assert!(ran.out.starts_with("waiting for a talk: 2, ") && ran.out.contains("canary"), "{}", ran.out);
}

/// A slot of a folder other than this one.
fn slot_of_folder(desk: &Desk, dir: &str, not: &str) -> String {
    let ksets = std::fs::read_dir(desk.path(dir)).unwrap().map(|e| e.unwrap().path());
    let slots = ksets.flat_map(|k| std::fs::read_dir(k).unwrap().map(|e| e.unwrap().file_name()));
    slots.map(|s| s.to_string_lossy().into_owned()).find(|s| s != not && s.len() == 32).unwrap()
}

#[test]
fn a_mark_of_deletion_hides_no_wish() {
    let desk = two();
    let before = contacts(&desk, "contact-1", "--now 2026-11-24T16:00Z").fine().out;
    for path in super::resume::files(&desk.path("envelopes")) {
        desk.write(&format!("envelopes/gone/{}", path.file_stem().unwrap().to_str().unwrap()), "");
    }
    assert_eq!(contacts(&desk, "contact-1", "--now 2026-11-24T16:00Z").fine().out, before);
}

#[test]
fn wrong_keys_and_files_say_so() {
    let desk = two();
    contacts(&desk, "answers-1", "")
        .refuses(1, &["none of the identity files opens the contact", "contact_recipients"]);
    contacts(&desk, "contact-1", "--now yesterday").refuses(2, &["\"yesterday\" is no", "2026-11-23T16:00Z"]);
    desk.write("handled.txt", "the boy");
    contacts(&desk, "contact-1", "--handled handled.txt").refuses(2, &["handled.txt: this is not an envelope"]);
    let by = "--handled h.age --step talked --by Anna --handle";
    contacts(&desk, "contact-1", &format!("{by} {}", "0".repeat(12))).refuses(1, &["no such contact"]);
    contacts(&desk, "contact-1", &format!("{by} abc"))
        .refuses(1, &["at least the first 12 of the contact's 64 hex digits"]);
    contacts(&desk, "contact-1", "--handled h.age --handle abc --step spoken --by A").refuses(2, &["talked"]);
    assert!(!desk.has("h.age"), "nothing was written");
    assert_eq!(contacts(&desk, "contact-1", "--handled h.age --handle abc").code, 2, "a step and a person are needed");
    // The file of another study.
    let theirs = super::kit::desk();
    let mut study = super::kit::template();
    study["id"] = "other".into();
    theirs.write("template.json", study.to_string());
    theirs.say("study pin template.json --out study.json --site site").fine();
    std::fs::copy(theirs.path("study.json"), desk.path("other.json")).unwrap();
    let line = format!("contacts --identity {} --study other.json --handled o.age envelopes", key_file("contact-1"));
    desk.say(&line).fine();
    contacts(&desk, "contact-1", "--handled o.age").refuses(1, &["o.age: line 1: this is the handled file of study"]);
}

#[test]
fn t_25_a_contact_that_was_moved_to_another_name_is_still_listed() {
    for moved in ["entry", "key set", "slot"] {
        let desk = super::family::answered_by(&Way { twist: talk, ..WHOLE }, None);
        let before = contacts(&desk, "contact-1", "--json").json();
        let dir = desk.path("envelopes");
        let folders = |dir: &std::path::Path| -> Vec<std::path::PathBuf> {
            std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect()
        };
        let theirs = kset(&[public_key("contact-1"), public_key("contact-2")]);
        let slot = folders(&dir.join(&theirs)).pop().unwrap();
        for file in folders(&slot) {
            let to = match moved {
                "entry" => slot.join(format!("{}.age", "ab".repeat(16))),
                "key set" => {
                    let other = folders(&dir).into_iter().find(|d| !d.ends_with(&theirs)).unwrap();
                    other.join(slot.file_name().unwrap()).join(file.file_name().unwrap())
                }
                _ => slot.with_file_name("cd".repeat(16)).join(file.file_name().unwrap()),
            };
            std::fs::create_dir_all(to.parent().unwrap()).unwrap();
            std::fs::rename(&file, &to).unwrap();
            if moved == "entry" {
                // One name holds one file: the other contacts stay where they are.
                break;
            }
        }
        let ran = contacts(&desk, "contact-1", "--json");
        assert_eq!(ran.code, 1, "{moved}: {}", ran.out);
        let list = ran.json();
        assert_eq!(list["waiting"], before["waiting"], "{moved}");
        assert!(list["reasons"][0].as_str().unwrap().contains("under a wrong name"), "{moved}: {}", list["reasons"]);
    }
}
