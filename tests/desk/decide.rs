//! Sessions of one link that contradict each other: in no table before a person decided, with a reason; both are kept.

use super::family::{WHOLE, Way, answered, fill_again};
use super::kit::{Desk, Ran, key_file};
use kindstem::answers::{Answer, Value};
use kindstem::seal::{Plain, State};
use serde_json::Value as Json;

const OTHER: &str = "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd";

/// As on another device, at an hour that lies before everything else, with other answers to one page.
fn other_device(plain: &mut Plain) {
    match plain {
        Plain::Page(e) => {
            e.session = OTHER.into();
            e.clock.wall = "2026-11-21T08:00Z".into();
            let differs = e.state == State::Confirmed && e.instrument.id == "kindstem-background-parent";
            for said in e.answers.iter_mut().filter(|s| differs && s.item == "household_size") {
                said.answer = Answer::Value(Value::Number(kindstem::instrument::Decimal::whole(7)));
            }
        }
        Plain::Manifest(m) => (m.session, m.clock.wall, m.scores) = (OTHER.into(), "2026-11-21T08:00Z".into(), vec![]),
        Plain::Contact(c) => c.session = OTHER.into(),
        Plain::Attachment(a) => a.session = OTHER.into(),
    }
}

fn unseal(desk: &Desk) -> Ran {
    let key = key_file("answers-1");
    desk.say(&format!("unseal --study study.json --register register.age --identity {key} --out open envelopes"))
}

fn decide(desk: &Desk, more: &[&str]) -> Ran {
    let key = key_file("answers-1");
    let line = format!("decide open --study study.json --register register.age --identity {key}");
    desk.run(line.split(' ').chain(more.iter().copied()))
}

fn size(desk: &Desk) -> Option<String> {
    let line = desk.read("open/records.jsonl").lines().find(|l| l.contains("household_size"))?.to_string();
    let record: Json = serde_json::from_str(&line).unwrap();
    let part = record["parts"].as_array().unwrap().iter().find(|p| p["answers"].get("household_size").is_some())?;
    Some(part["answers"]["household_size"].to_string())
}

#[test]
fn nothing_of_a_contested_link_is_in_a_table_until_a_person_decides() {
    let desk = answered();
    unseal(&desk).fine();
    let (before, one) = (desk.read("open/records.jsonl").lines().count(), size(&desk).unwrap());
    decide(&desk, &[]).fine();
    fill_again(&desk, 0, &Way { twist: other_device, ..WHOLE });
    let ran = unseal(&desk).finds(&["begin apart", "has different answers", "set aside (set-aside.jsonl)"]);
    assert!(!ran.out.contains("canary"));
    let aside = desk.read("open/set-aside.jsonl").lines().count();
    assert!(aside > 0 && desk.read("open/records.jsonl").lines().count() == before - aside && size(&desk).is_none());

    let listed = decide(&desk, &["--out", "compare.csv"]).finds(&[]);
    assert!(listed.out.contains("CONTESTED") && listed.out.contains(OTHER), "{}", listed.out);
    let table = desk.read("compare.csv");
    let rows: Vec<&str> = table.lines().filter(|l| l.contains(",household_size,")).collect();
    assert_eq!(rows.len(), 2, "side by side: {rows:?}");
    assert!(rows.iter().any(|r| r.contains(OTHER) && r.ends_with(",7")), "{rows:?}");
    assert!(!table.contains("total") && !table.contains("score"), "without scores");
    decide(&desk, &["--out", "compare.csv"]).refuses(2, &["compare.csv already exists"]);

    let list = decide(&desk, &["--json"]).finds(&[]).json();
    let slot = list[0]["slot"].as_str().unwrap().to_string();
    let sessions: Vec<String> =
        list[0]["sessions"].as_array().unwrap().iter().map(|s| s["session"].as_str().unwrap().to_string()).collect();
    let first = sessions.iter().find(|s| *s != OTHER).unwrap().as_str();
    let says = |which: &str| {
        let more = ["--slot", &slot, "--counts", which, "--reason", "the mother, at home", "--by", "Ann"];
        decide(&desk, &more).fine();
        unseal(&desk).fine();
        size(&desk).unwrap()
    };
    assert_eq!(says(first), one);
    assert_eq!(says(OTHER), "7", "a later decision replaces the earlier one");
    assert_eq!(desk.read("open/records.jsonl").lines().count(), before);
    assert!(desk.read("open/records.jsonl").contains("answered_again"), "both are kept");
    let all = desk.read("open/state/decisions.jsonl");
    assert_eq!(all.lines().count(), 4, "each decision stays, for each session");
    assert!(all.contains("the mother, at home") && all.contains("Ann"));
    decide(&desk, &[]).fine();

    let refused = |more: &[&str], said: &str| drop(decide(&desk, more).refuses(1, &[said, "nothing was written"]));
    let why = ["--reason", "x", "--by", "Ann"];
    refused(&[&["--slot", &slot, "--counts", "ab"], &why[..]].concat(), "has no such session");
    refused(&[&["--slot", &slot], &why[..]].concat(), "--counts SESSION, or --none");
    refused(&[&["--slot", OTHER, "--none"], &why[..]].concat(), "nothing of this link was opened");
}
