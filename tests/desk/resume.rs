//! `unseal` over and over: what comes in bit by bit gives what comes in at once, and only what is new is opened.

use super::family::{answer_again, answered};
use super::kit::{Desk, Ran, key_file};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

/// What does not depend on when it was written.
const RESULTS: [&str; 6] =
    ["records.jsonl", "contacts.jsonl", "contacts.csv", "letters.jsonl", "integrity.csv", "report.txt"];

/// Opens what has arrived, and finds nothing wrong with it.
#[track_caller]
fn unseal(desk: &Desk, out: &str, more: &str) -> Ran {
    run(desk, out, more).fine()
}

fn run(desk: &Desk, out: &str, more: &str) -> Ran {
    let keys = format!("--identity {} --identity {}", key_file("answers-1"), key_file("contact-1"));
    desk.say(&format!(
        "unseal --register register.age {keys} --study study.json --now 2026-11-24T09:00Z --out {out} {more} envelopes"
    ))
}

fn opened(ran: &Ran) -> (u64, u64) {
    let json = ran.json();
    (json["opened"].as_u64().unwrap(), json["known"].as_u64().unwrap())
}

fn results(desk: &Desk, out: &str) -> Vec<String> {
    RESULTS.iter().map(|name| desk.read(&format!("{out}/{name}"))).collect()
}

/// Every file below a folder.
pub fn files(dir: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() { out.extend(files(&entry.path())) } else { out.push(entry.path()) }
    }
    out.sort();
    out
}

fn inside(dir: &Path, path: &Path) -> String {
    path.strip_prefix(dir).unwrap().to_str().unwrap().replace('\\', "/")
}

/// Three slots of five envelopes or more: two of T0, and those of T1.
fn delivered() -> Desk {
    let desk = answered();
    answer_again(&desk);
    desk
}

#[test]
fn bit_by_bit_gives_what_at_once_gives() {
    let desk = delivered();
    unseal(&desk, "whole", "");
    let (from, to) = (desk.path("envelopes"), desk.path("later"));
    std::fs::rename(&from, &to).unwrap();
    let all = files(&to);
    // In an order that has nothing to do with slots or time.
    let mut order: Vec<&PathBuf> = all.iter().collect();
    order.sort_by_key(|p| inside(&to, p).chars().rev().collect::<String>());
    for (n, part) in order.chunks(all.len().div_ceil(4)).enumerate() {
        for path in part {
            let there = from.join(inside(&to, path));
            std::fs::create_dir_all(there.parent().unwrap()).unwrap();
            std::fs::copy(path, there).unwrap();
        }
        let ran = run(&desk, "parts", "");
        if n < 3 {
            ran.finds(&["4 broke off", "the entry before"])
        } else {
            ran.fine()
        };
    }
    assert_eq!(results(&desk, "parts"), results(&desk, "whole"));
    assert_eq!(opened(&unseal(&desk, "parts", "--json")), (0, 4), "a second run opens nothing");
    assert_eq!(results(&desk, "parts"), results(&desk, "whole"));
    assert_eq!(opened(&unseal(&desk, "one", "--json --jobs 1")), (4, 0));
    assert_eq!(results(&desk, "one"), results(&desk, "whole"), "the number of cores changes nothing");
}

#[test]
fn a_run_that_was_killed_goes_on() {
    let desk = delivered();
    unseal(&desk, "whole", "");
    let keys = ["answers-1", "contact-1"].map(key_file);
    for wait in [0, 5, 20, 60] {
        let mut command = desk.command();
        command.args(["unseal", "--study", "study.json", "--now", "2026-11-24T09:00Z", "--out", "cut", "envelopes"]);
        keys.iter().for_each(|key| {
            command.args(["--identity", key]);
        });
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let state = desk.path("cut/state");
        while !state.exists() && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_millis(wait));
        let _ = child.kill();
        child.wait().unwrap();
    }
    unseal(&desk, "cut", "");
    assert_eq!(results(&desk, "cut"), results(&desk, "whole"));
}

#[test]
fn only_slots_that_changed_are_opened_and_a_torn_state_is_made_again() {
    let desk = delivered();
    assert_eq!(opened(&unseal(&desk, "open", "--json")), (4, 0));
    let before = results(&desk, "open");
    let envelope = files(&desk.path("envelopes")).remove(0);
    let bytes = std::fs::read(&envelope).unwrap();
    let mut spoilt = bytes.clone();
    let last = spoilt.len() - 1;
    spoilt[last] ^= 1;
    std::fs::write(&envelope, spoilt).unwrap();
    let ran = run(&desk, "open", "--json");
    assert_eq!((ran.code, opened(&ran)), (1, (1, 3)));
    assert!(desk.read("open/report.txt").contains("damaged; changed, cut, or not an envelope"));
    // Fetched again from the intake.
    std::fs::write(&envelope, bytes).unwrap();
    assert_eq!(opened(&unseal(&desk, "open", "--json")), (1, 3));
    assert_eq!(results(&desk, "open"), before);
    // The machine lost power while it wrote.
    let state = files(&desk.path("open/state/slots"));
    let text = std::fs::read(&state[0]).unwrap();
    std::fs::write(&state[0], &text[..text.len() / 2]).unwrap();
    std::fs::write(&state[1], "").unwrap();
    assert_eq!(opened(&unseal(&desk, "open", "--json")), (2, 2));
    assert_eq!(results(&desk, "open"), before);
    #[cfg(unix)]
    for path in files(&desk.path("open")) {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}", path.display());
    }
}

#[test]
fn partitions_and_shares_hold_the_same_records() {
    let desk = delivered();
    unseal(&desk, "open", "");
    let sorted = |lines: Vec<String>| {
        let mut lines: Vec<String> = lines.iter().flat_map(|l| l.lines()).map(String::from).collect();
        lines.sort();
        lines
    };
    let whole = sorted(vec![desk.read("open/records.jsonl")]);
    unseal(&desk, "open", "--partitioned");
    assert!(!desk.has("open/records.jsonl"), "one of the two, never both");
    let dir = desk.path("open/records");
    let parts = files(&dir);
    let names: Vec<String> = parts.iter().map(|p| inside(&dir, p)).collect();
    assert_eq!(
        names,
        ["T0/role=child", "T0/role=parent", "T1/role=child", "T1/role=parent"]
            .map(|p| format!("study=desk-test/wave={p}/records.jsonl"))
    );
    let read = |paths: &[PathBuf]| sorted(paths.iter().map(|p| std::fs::read_to_string(p).unwrap()).collect());
    assert_eq!(read(&parts), whole);
    assert!(read(&parts[..1]).iter().all(|l| l.contains("\"role\":\"child\"") && l.contains("\"wave\":\"T0\"")));
    // What reads records reads partitions.
    let scored = desk.say("score open --json").fine().json();
    unseal(&desk, "open", "");
    assert!(!desk.has("open/records"));
    let again = desk.say("score open --json").fine().json();
    assert_eq!((&scored["parts"], &scored["differences"]), (&again["parts"], &again["differences"]));
    // Slots are random; of five shares of four slots at least one is empty.
    let (mut shares, mut empty) = (Vec::new(), 0);
    for n in 1..=5 {
        let keys = format!("--identity {}", key_file("answers-1"));
        let ran = desk
            .say(&format!(
                "unseal --study study.json --register register.age {keys} --out share-{n} --shard {n}/5 envelopes"
            ))
            .fine();
        let records = format!("share-{n}/records.jsonl");
        let none = ran.out.contains(&format!("share {n}/5 has no slots"));
        assert_eq!(desk.has(&records), !none, "{}", ran.out);
        empty += usize::from(none);
        shares.extend((!none).then(|| desk.read(&records)));
    }
    assert!((1..5).contains(&empty), "{empty} of 5 are empty");
    assert_eq!(sorted(shares), whole);
}

#[test]
fn a_table_has_a_row_per_respondent_and_wave() {
    let desk = delivered();
    let envelope =
        files(&desk.path("envelopes")).into_iter().find(|p| std::fs::metadata(p).unwrap().len() > 0).unwrap();
    std::fs::remove_file(envelope).unwrap();
    let key = key_file("answers-1");
    let from = "--study study.json --register register.age --out open envelopes";
    desk.say(&format!("unseal --identity {key} {from}"));
    let table = desk.read("open/integrity.csv");
    let rows: Vec<Vec<&str>> = table.lines().map(|l| l.split(',').collect()).collect();
    assert_eq!(rows[0][..6], ["family_id", "person_id", "slot", "wave", "role", "complete"]);
    let mut who: Vec<_> = rows[1..].iter().map(|r| (r[0], r[1], r[3], r[4])).collect();
    who.sort_unstable();
    assert_eq!(
        who,
        [
            ("F1", "P1", "T0", "parent"),
            ("F1", "P1", "T1", "parent"),
            ("F1", "P2", "T0", "child"),
            ("F1", "P2", "T1", "child")
        ]
    );
    assert!(rows.iter().all(|r| r.len() == 31));
}
