//! A host that has public keys and slots, and no link, writes for a respondent.

use super::family::{answered, seal_into, seal_page_into};
use super::kit::{Desk, Ran, key_file};
use kindstem::seal::{Plain, State, Wants};

fn slots(desk: &Desk) -> Vec<String> {
    let report: serde_json::Value = serde_json::from_str(&desk.read("open/report.json")).unwrap();
    let slots = report["integrity"]["slots"].as_array().unwrap();
    slots.iter().map(|s| s["slot"].as_str().unwrap().to_string()).collect()
}

fn unseal(desk: &Desk) -> Ran {
    let keys = format!("--identity {} --identity {}", key_file("answers-1"), key_file("contact-1"));
    desk.say(&format!("unseal --study study.json --register register.age {keys} --out open envelopes"))
}

#[test]
fn t_22_who_has_public_keys_alone_changes_no_table_and_a_wish_is_still_shown() {
    let desk = answered();
    unseal(&desk).fine();
    let before = desk.read("open/records.jsonl");
    for slot in slots(&desk) {
        // Another visit, long before; the same visit; and a statement that everything was thrown away.
        seal_page_into(&desk, &slot, |p| {
            if let Plain::Page(e) = p {
                (e.session, e.seq, e.prev) = ("ee".repeat(16), 0, None);
                (e.proof, e.clock.wall) = ("00".repeat(16), "2026-01-01T08:00Z".into());
                e.answers.clear();
            }
        });
        seal_page_into(&desk, &slot, |p| {
            if let Plain::Page(e) = p {
                (e.proof, e.seq, e.state) = (String::new(), e.seq + 9, State::Erased);
            }
        });
        seal_into(&desk, &slot, |p| {
            if let Plain::Contact(c) = p {
                (c.session, c.proof, c.wants) = ("ef".repeat(16), "00".repeat(16), Wants::Yes);
                c.where_ = "canary at the bridge".into();
            }
        });
    }
    let ran = unseal(&desk).finds(&["written without the link; in no table", "NOT WRITTEN WITH THE LINK"]);
    assert!(desk.read("open/records.jsonl") == before, "what was forged changed a record");
    assert_eq!(desk.read("open/set-aside.jsonl"), "");
    assert!(ran.out.contains("waiting for a talk: 2") && !ran.out.contains("canary"), "{}", ran.out);
    assert!(ran.out.contains("2 wishes for a talk were not written with the link"), "{}", ran.out);
    assert!(desk.read("open/contacts.csv").contains("canary at the bridge"), "their readers see the words");
}

#[test]
fn without_a_register_nothing_is_in_a_table_and_contacts_shows_every_wish() {
    let desk = answered();
    let keys = format!("--identity {} --identity {}", key_file("answers-1"), key_file("contact-1"));
    let ran = desk.say(&format!("unseal --study study.json {keys} --out bare envelopes"));
    let ran = ran.finds(&["nobody checked whether this was written with the link", "set aside (set-aside.jsonl)"]);
    assert!(ran.out.contains("0 records"), "{}", ran.out);
    assert_eq!(desk.read("bare/records.jsonl"), "");
    let aside = desk.read("bare/set-aside.jsonl");
    // The same with the register are records.
    unseal(&desk).fine();
    assert!(desk.read("open/records.jsonl") == aside, "the same records");
    // And the register may be given later, into the same folder.
    desk.say(&format!("unseal --study study.json --register register.age {keys} --out bare envelopes")).fine();
    assert!(desk.read("bare/records.jsonl") == aside, "the same records");
}
