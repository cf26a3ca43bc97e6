//! `unseal`, and `score` over what it wrote.

use super::family::{WHOLE, WORDS, Way, answered, answered_by};
use super::kit::{Desk, desk, key_file};
use kindstem::instrument::Decimal;
use kindstem::record::{OpenedContact, Record};
use kindstem::seal::Plain;
use std::path::PathBuf;

fn records(desk: &Desk) -> Vec<Record> {
    desk.read("open/records.jsonl").lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

fn unseal(desk: &Desk, keys: &[&str], more: &str) -> super::kit::Ran {
    let keys: String = keys.iter().map(|k| format!("--identity {} ", key_file(k))).collect();
    desk.say(&format!("unseal --study study.json --register register.age {keys} --out open {more} envelopes"))
}

/// Every envelope of the folder.
fn envelopes(desk: &Desk) -> Vec<PathBuf> {
    let list = |dir: PathBuf| std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect::<Vec<_>>();
    let mut all: Vec<PathBuf> = list(desk.path("envelopes")).into_iter().flat_map(list).flat_map(list).collect();
    all.sort();
    all
}

#[test]
fn envelopes_become_contacts_records_and_a_report() {
    let desk = answered();
    let ran = unseal(&desk, &["answers-1", "contact-2"], "--now 2026-11-24T09:00Z").fine();
    assert!(ran.out.starts_with("nobody waits for a talk\n"), "first of all: {}", ran.out);
    assert!(ran.out.contains("2 complete, 0 did not take part, 0 broke off"), "{}", ran.out);
    assert!(!ran.out.contains("canary") && !ran.err.contains("canary"), "never prints an answer");
    let contacts: Vec<OpenedContact> =
        desk.read("open/contacts.jsonl").lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(contacts.len(), 4, "all of them: at the beginning and at the end of each visit");
    let records = records(&desk);
    let about: Vec<_> =
        records.iter().map(|r| (r.role.name(), r.about.adult.as_deref(), r.about.child.as_deref())).collect();
    for expected in [
        ("parent", Some("a1"), None),
        ("parent", Some("a2"), None),
        ("parent", None, Some("k1")),
        ("child", None, Some("k1")),
    ] {
        assert!(about.contains(&expected), "{expected:?} is not in {about:?}");
    }
    assert!(desk.read("open/records.jsonl").contains("canary"));
    let report: serde_json::Value = serde_json::from_str(&desk.read("open/report.json")).unwrap();
    assert_eq!(report["integrity"]["envelopes"], envelopes(&desk).len());
    assert_eq!(report["integrity"]["slots"][0]["findings"], serde_json::json!([]));
    assert!(ran.out.trim_end().ends_with(desk.read("open/report.txt").trim_end()));
    #[cfg(unix)]
    for file in ["contacts.csv", "contacts.jsonl", "records.jsonl", "report.json", "report.txt"] {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(desk.path("open").join(file)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
    unseal(&desk, &["answers-1"], "")
        .refuses(2, &["open was written with other keys, another share or another version", "--out"]);
    desk.write("old/records.jsonl", "");
    desk.say(&format!(
        "unseal --study study.json --register register.age --identity {} --out old envelopes",
        key_file("answers-1")
    ))
    .refuses(2, &["records.jsonl already exists", "choose another name or folder"]);
}

#[test]
fn either_recipient_opens_the_same_and_the_duty_officer_opens_contacts_only() {
    let desk = answered();
    unseal(&desk, &["answers-2"], "").fine();
    assert_eq!(desk.read("open/contacts.jsonl"), "");
    assert_eq!(records(&desk).len(), 4);
    let officer =
        desk.say(&format!("unseal --identity {} --out officer envelopes --json", key_file("contact-1"))).fine().json();
    assert_eq!((officer["contacts"].as_u64(), officer["records"].as_u64()), (Some(4), Some(0)));
    assert_eq!(officer["closed_key_sets"].as_array().unwrap().len(), 1);
}

#[test]
fn what_was_changed_moved_or_lost_is_found() {
    let desk = answered();
    let all = envelopes(&desk);
    let own: Vec<&PathBuf> = all.iter().filter(|p| std::fs::metadata(p).unwrap().len() > 0).collect();
    let mut bytes = std::fs::read(own[0]).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    std::fs::write(own[0], bytes).unwrap();
    let stranger = own[1].parent().unwrap().parent().unwrap().join("0123456789abcdef0123456789abcdef");
    std::fs::create_dir_all(&stranger).unwrap();
    std::fs::rename(own[1], stranger.join(own[1].file_name().unwrap())).unwrap();
    desk.write("envelopes/quarantine/x/y/z/w.age", "age-encryption.org/v1\n");
    desk.write("envelopes/notes.txt", "what is this");
    let ran = unseal(&desk, &["answers-1", "contact-1"], "");
    assert_eq!(ran.code, 1, "{}", ran.err);
    for said in [
        "damaged; changed, cut, or not an envelope",
        "wrong_name; sealed under another name",
        "quarantine: 1 file",
        "\"notes.txt\": not the name of an envelope",
    ] {
        assert!(ran.out.contains(said), "{said:?} is not in {}", ran.out);
    }
}

#[test]
fn whoever_breaks_off_keeps_what_was_confirmed() {
    let desk = answered_by(&Way { pages: 6, ..WHOLE }, None);
    let ran = unseal(&desk, &["answers-1"], "").fine();
    assert!(ran.out.contains("0 complete, 0 did not take part, 1 broke off"), "{}", ran.out);
    let part = &records(&desk)[0].parts[1];
    assert_eq!(part.instrument.id, "kindstem-background-parent");
    let of = |id: &str| serde_json::to_string(&part.answers[id]).unwrap();
    assert_eq!((of("household_size").as_str(), of("debts").as_str()), ("2", "{\"missing\":\"not_reached\"}"));
}

#[test]
fn the_wrong_key_and_the_wrong_folder_say_so() {
    let desk = answered();
    desk.say("keygen --out other.txt").fine();
    desk.say("unseal --identity other.txt --out open envelopes")
        .refuses(1, &["none of the identity files opens any", "public key is in study.json"]);
    assert!(!desk.has("open/records.jsonl"), "the right key may still come");
    unseal(&desk, &["answers-1"], "").fine();
    desk.say("unseal --identity study.json --out b envelopes")
        .refuses(2, &["study.json is not an identity file", "AGE-SECRET-KEY-1"]);
    desk.say("unseal --identity register.age --out b envelopes").refuses(2, &["register.age is not an identity file"]);
    desk.say("unseal --identity other.txt --out b site").refuses(2, &["there is no envelope in site"]);
    assert!(!desk.has("b"));
    let nobody = super::kit::desk();
    nobody.say("unseal --out b envelopes").refuses(2, &["--identity"]);
}

#[test]
fn the_desk_scores_again_and_says_where_the_page_said_something_else() {
    let desk = answered();
    unseal(&desk, &["answers-1"], "").fine();
    let ran = desk.say("score open").fine();
    assert!(ran.out.contains("with scores from the page: 0 differences"), "{}", ran.out);
    let json = desk.say("score open --json").fine().json();
    assert_eq!(json["with_page_scores"], json["parts"], "every part was finished in one session");
}

/// A page that lies, or another version of it: the first score of the session becomes 99.
fn forge(plain: &mut Plain) {
    if let Plain::Manifest(manifest) = plain {
        let mut scores = manifest.scores.iter_mut().flat_map(|part| &mut part.document.scores);
        scores.next().unwrap().result = Ok(Decimal::whole(99));
    }
}

#[test]
fn a_forged_manifest_is_found_by_unsealing_and_by_scoring() {
    let desk = answered_by(&Way { twist: forge, ..WHOLE }, Some(&WHOLE));
    let ran = unseal(&desk, &["answers-1"], "");
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.out.contains("the page computed other scores for part 3 than its answers give"), "{}", ran.out);
    let ran = desk.say("score open");
    assert_eq!(ran.code, 1, "{}", ran.err);
    let said = "T0 part 3 kindstem-safety-adult-parent psychological_by_adult_prevalence: differs from the page";
    assert!(ran.out.contains(said) && ran.out.contains(": 1 difference\n"), "{}", ran.out);
    let json = desk.say("score open --json");
    assert_eq!(json.code, 1);
    let differences = json.json()["differences"].clone();
    assert_eq!((&differences[0]["with"], &differences[0]["there"]["value"]), (&"page".into(), &99.into()));
    assert_eq!(differences.as_array().unwrap().len(), 1, "{differences}");
}

#[test]
fn a_score_that_was_changed_in_the_records_is_found() {
    let desk = answered();
    unseal(&desk, &["answers-1"], "").fine();
    let mut records = records(&desk);
    let scores = records.iter_mut().flat_map(|r| &mut r.parts).flat_map(|p| &mut p.scores.scores);
    scores.take(1).for_each(|s| s.result = Ok(Decimal::whole(99)));
    let lines: Vec<String> = records.iter().map(|r| serde_json::to_string(r).unwrap() + "\n").collect();
    desk.write("open/records.jsonl", lines.concat());
    let ran = desk.say("score open");
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.out.contains("differs from the record") && ran.out.contains(": 1 difference\n"), "{}", ran.out);
}

#[test]
fn a_damaged_records_file_names_the_line_and_repeats_no_answer() {
    let desk = desk();
    desk.write("open/records.jsonl", format!("{{\"about\": {WORDS:?}}}\n"));
    let ran = desk.say("score open").refuses(2, &["open/records.jsonl: line 1", "unseal again"]);
    assert!(!ran.err.contains("canary"));
}
