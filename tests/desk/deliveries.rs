//! Deliveries add: a second folder, a half copy and an older copy take nothing away, in any order, and what was deleted
//! comes back in none.

use super::contacts::talk;
use super::family::{WHOLE, Way, answer_again, answered, answered_by, seal_into, seal_page_into};
use super::kit::{Desk, Ran, key_file};
use super::resume::files;
use kindstem::seal::{Plain, State};
use std::path::PathBuf;

/// What says which answers count.
const TABLES: [&str; 4] = ["records.jsonl", "contacts.jsonl", "letters.jsonl", "integrity.csv"];

fn unseal(desk: &Desk, out: &str, from: &str, more: &str) -> Ran {
    let keys = format!("--identity {} --identity {}", key_file("answers-1"), key_file("contact-1"));
    desk.say(&format!(
        "unseal --register register.age {keys} --study study.json --now 2026-11-24T09:00Z --out {out} {more} {from}"
    ))
}

fn tables(desk: &Desk, out: &str) -> Vec<String> {
    TABLES.iter().map(|name| desk.read(&format!("{out}/{name}"))).collect()
}

/// Everything that lies in `envelopes/`, by its path there.
fn all(desk: &Desk) -> Vec<String> {
    let dir = desk.path("envelopes");
    files(&dir).iter().map(|p| p.strip_prefix(&dir).unwrap().to_str().unwrap().to_string()).collect()
}

/// A folder with some of it.
fn deliver(desk: &Desk, to: &str, some: impl IntoIterator<Item = String>) {
    for name in some {
        let path = desk.path(to).join(&name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::copy(desk.path("envelopes").join(&name), path).unwrap();
    }
}

fn mark(desk: &Desk, to: &str, name: &str) {
    let eid = PathBuf::from(name).file_stem().unwrap().to_str().unwrap().to_string();
    desk.write(&format!("{to}/gone/{eid}"), "");
}

/// An order of numbers that only the seed decides.
fn drawn(n: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    let mut state = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    for i in (1..n).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(i, ((state >> 33) % (i as u64 + 1)) as usize);
    }
    order
}

/// The child's slot and the paths of its answers, which have the key set of the study's recipients.
fn of_child(desk: &Desk) -> (String, Vec<String>) {
    unseal(desk, "look", "envelopes", "");
    let table = desk.read("look/integrity.csv");
    let row = table.lines().find(|l| l.contains(",T0,child,")).unwrap();
    let slot = row.split(',').nth(2).unwrap().to_string();
    let kset = desk.read("study.json");
    let study = kindstem::study::Study::parse(kset.as_bytes()).unwrap();
    let kset = kindstem::seal::kset(&study.recipient_keys());
    let begins = format!("{kset}/{slot}/");
    (slot, all(desk).into_iter().filter(|n| n.starts_with(&begins)).collect())
}

#[test]
fn deliveries_in_their_own_folders_give_what_one_gives() {
    let desk = answered_by(&WHOLE, Some(&Way { twist: talk, ..WHOLE }));
    answer_again(&desk);
    unseal(&desk, "whole", "envelopes", "").fine();
    let all = all(&desk);
    for seed in 0..3 {
        let order = drawn(all.len(), seed);
        let mut last = None;
        for (n, part) in order.chunks(all.len().div_ceil(3)).enumerate() {
            let from = format!("d{seed}-{n}");
            deliver(&desk, &from, part.iter().map(|i| all[*i].clone()));
            last = Some(unseal(&desk, &format!("add{seed}"), &from, ""));
        }
        assert_eq!(tables(&desk, &format!("add{seed}")), tables(&desk, "whole"), "seed {seed}");
        let last = last.unwrap().fine();
        assert!(last.out.contains(" from earlier deliveries not in this one; their answers stay"), "{}", last.out);
        // An older copy afterwards changes nothing, and opens nothing.
        let again = unseal(&desk, &format!("add{seed}"), &format!("d{seed}-0"), "--json").fine().json();
        assert_eq!(tables(&desk, &format!("add{seed}")), tables(&desk, "whole"));
        assert!(again["absent"].as_u64().unwrap() > 0);
    }
}

#[test]
fn a_daily_folder_and_a_half_copy_replace_nothing() {
    let desk = answered();
    answer_again(&desk);
    let all = all(&desk);
    let slot = |name: &String| name.split('/').nth(1).unwrap().to_string();
    let first = slot(&all[0]);
    deliver(&desk, "monday", all.iter().filter(|n| slot(n) != first).cloned());
    deliver(&desk, "tuesday", all.iter().filter(|n| slot(n) == first).cloned());
    unseal(&desk, "open", "monday", "").fine();
    let before = desk.read("open/records.jsonl").lines().count();
    let ran = unseal(&desk, "open", "tuesday", "").fine();
    assert!(desk.read("open/records.jsonl").lines().count() > before, "{}", ran.out);
    unseal(&desk, "whole", "envelopes", "").fine();
    assert_eq!(tables(&desk, "open"), tables(&desk, "whole"));
    // Half a copy: some files are missing, others are cut.
    deliver(&desk, "half", all.iter().step_by(2).cloned());
    for path in files(&desk.path("half")).iter().step_by(3) {
        let bytes = std::fs::read(path).unwrap();
        std::fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
    }
    let ran = unseal(&desk, "open", "half", "");
    assert_eq!(ran.code, 1);
    assert!(
        ran.out.contains("damaged; ") && ran.out.contains("needs attention: "),
        "what is cut is named: {}",
        ran.out
    );
    assert_eq!(tables(&desk, "open")[..3], tables(&desk, "whole")[..3], "and what was opened stays");
}

/// Seals that the child's session was thrown away, and gives the name of the envelope.
fn throws_away(desk: &Desk, slot: &str) -> String {
    let before = all(desk);
    seal_page_into(desk, slot, |plain| {
        if let Plain::Page(e) = plain {
            (e.state, e.answers) = (State::Erased, Vec::new());
            e.seq += 2;
        }
    });
    all(desk).into_iter().find(|n| !before.contains(n)).unwrap()
}

#[test]
fn what_the_session_erased_comes_back_in_no_order_of_deliveries() {
    let desk = answered_by(&WHOLE, Some(&Way { twist: talk, ..WHOLE }));
    let (slot, answers) = of_child(&desk);
    let contacts: Vec<String> = all(&desk).into_iter().filter(|n| !answers.contains(n)).collect();
    deliver(&desk, "old", all(&desk));
    let statement = throws_away(&desk, &slot);
    deliver(&desk, "new", contacts.iter().cloned().chain([statement]));
    answers.iter().for_each(|name| mark(&desk, "new", name));
    for (n, order) in [["old", "new", "old"], ["new", "old", "old"], ["new", "old", "new"]].into_iter().enumerate() {
        let out = format!("open{n}");
        let mut last = None;
        for from in order {
            last = Some(unseal(&desk, &out, from, ""));
        }
        let last = last.unwrap().fine();
        assert!(last.out.contains("1 session erased by the respondent"), "{}", last.out);
        assert!(last.out.contains(&format!("slot {slot} T0 child 8-11: wants a talk")), "a wish stays: {}", last.out);
        assert!(!desk.read(&format!("{out}/records.jsonl")).contains(&slot), "{order:?}");
        assert!(!desk.has(&format!("{out}/marks.csv")));
        // Nothing of it is kept: not in state/ either.
        let state = desk.read(&format!("{out}/state/opened/{}/{slot}.jsonl", &slot[..2]));
        let plain = state
            .lines()
            .filter_map(|l| serde_json::from_str::<serde_json::Value>(l).ok()?["plain"].as_str().map(String::from));
        let pages = plain.map(|p| String::from_utf8(kindstem::encoding::from_base64(&p).unwrap()).unwrap());
        assert!(pages.filter(|p| p.contains("\"kind\":\"page\"")).all(|p| p.contains("\"answers\":[]")), "{order:?}");
    }
}

#[test]
fn a_mark_alone_takes_answers_out_of_every_table_until_a_person_decides() {
    let desk = answered_by(&WHOLE, Some(&Way { twist: talk, ..WHOLE }));
    let (slot, answers) = of_child(&desk);
    unseal(&desk, "whole", "envelopes", "").fine();
    let all = all(&desk);
    deliver(&desk, "old", all.clone());
    deliver(&desk, "new", all.iter().filter(|n| !answers.contains(n)).cloned());
    answers.iter().for_each(|name| mark(&desk, "new", name));
    // Also a mark on the contact itself.
    all.iter().filter(|n| n.contains(&slot)).for_each(|name| mark(&desk, "new", name));
    for (n, order) in [["old", "new"], ["new", "old"]].into_iter().enumerate() {
        let out = format!("open{n}");
        let last = order.map(|from| unseal(&desk, &out, from, "")).into_iter().next_back().unwrap();
        assert_eq!(last.code, 1, "{}", last.out);
        let said = format!("{} entries erased, by mark only: in no table", answers.len());
        assert!(last.out.contains(&said), "{said:?} is not in {}", last.out);
        assert!(
            last.out.lines().last().unwrap().contains("erased by a mark only; decide with --marks"),
            "{}",
            last.out
        );
        assert!(!desk.read(&format!("{out}/records.jsonl")).contains(&slot));
        assert!(last.out.contains(&format!("slot {slot} T0 child 8-11: wants a talk")), "{}", last.out);
        let marks = desk.read(&format!("{out}/marks.csv"));
        let row = marks.lines().nth(1).unwrap().to_string();
        let decide = |decision: &str, name: &str| {
            let filled = row.replace(",,,", &format!(",{decision},the researcher asked,Anna"));
            desk.write(name, marks.replace(&row, &filled));
            unseal(&desk, &out, "new", &format!("--marks {name}"))
        };
        let rejected = decide("reject", "reject.csv").fine();
        assert!(!rejected.out.contains("by mark only"), "{}", rejected.out);
        assert_eq!(desk.read(&format!("{out}/records.jsonl")), desk.read("whole/records.jsonl"));
        assert!(!desk.has(&format!("{out}/marks.csv")));
        unseal(&desk, &out, "new", "").fine();
        let confirmed = decide("confirm", "confirm.csv").fine();
        assert!(confirmed.out.contains("1 session erased by the respondent"), "{}", confirmed.out);
        for from in ["old", "new", "old"] {
            unseal(&desk, &out, from, "").fine();
            assert!(!desk.read(&format!("{out}/records.jsonl")).contains(&slot), "confirmed is for good");
        }
        decide("reject", "again.csv").refuses(1, &["confirmed before", "no decision was applied"]);
    }
}

#[test]
fn a_mark_on_one_page_takes_that_page_and_makes_no_gap() {
    let desk = answered();
    let (_, answers) = of_child(&desk);
    mark(&desk, "envelopes", &answers[3]);
    let ran = unseal(&desk, "open", "envelopes", "");
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("1 entry erased, by mark only"), "{}", ran.out);
    assert!(!ran.out.contains("is missing or was replaced"), "{}", ran.out);
}

#[test]
fn decisions_that_do_not_fit_are_refused_with_their_cell() {
    let desk = answered();
    let (slot, answers) = of_child(&desk);
    mark(&desk, "envelopes", &answers[0]);
    unseal(&desk, "open", "envelopes", "");
    let session = desk.read("open/marks.csv").lines().nth(1).unwrap().split(',').nth(1).unwrap().to_string();
    let before = tables(&desk, "open");
    for (row, said) in [
        (
            format!("{slot},{session},1,yes,why,Anna"),
            "column decision: \"yes\" is not one of confirm, reject, withdraw",
        ),
        (format!("{slot},{session},1,confirm,,Anna"), "column reason: "),
        (format!("{slot},{session},1,confirm,why,"), "column by: "),
        (format!("{slot},{},1,confirm,why,Anna", "0".repeat(32)), "column session: nothing of session"),
        (format!("{slot},{session},1,withdraw,why,Anna"), "column session: leave it empty"),
        (format!("the child,{session},1,confirm,why,Anna"), "column slot: "),
    ] {
        desk.write("filled.csv", format!("slot,session,entries,decision,reason,by\n{row}\n"));
        unseal(&desk, "open", "envelopes", "--marks filled.csv").refuses(1, &["line 2", said]);
    }
    desk.write("filled.csv", "slot,decision\n");
    unseal(&desk, "open", "envelopes", "--marks filled.csv").refuses(2, &["column \"session\" is missing"]);
    assert_eq!(tables(&desk, "open"), before);
}

#[test]
fn who_withdrew_comes_back_in_no_delivery_and_an_open_wish_stays() {
    let desk = answered_by(&WHOLE, Some(&Way { twist: talk, ..WHOLE }));
    let (slot, _) = of_child(&desk);
    unseal(&desk, "open", "envelopes", "").fine();
    desk.write(
        "out.csv",
        format!("slot;session;entries;decision;reason;by\r\n{slot};;;withdraw;by telephone;Anna\r\n"),
    );
    let ran = unseal(&desk, "open", "envelopes", "--marks out.csv").fine();
    assert!(ran.out.contains("1 slot withdrawn; its answers are not read"), "{}", ran.out);
    assert!(ran.out.contains(&format!("slot {slot} T0 child 8-11: wants a talk")), "{}", ran.out);
    unseal(&desk, "open", "envelopes", "").fine();
    assert!(!desk.read("open/records.jsonl").contains(&slot));
    seal_page_into(&desk, &slot, |plain| {
        if let Plain::Page(e) = plain {
            e.session = "cc".repeat(16);
        }
    });
    let ran = unseal(&desk, "open", "envelopes", "").fine();
    assert!(!desk.read("open/records.jsonl").contains(&slot), "also what arrives later: {}", ran.out);
}

#[test]
fn a_spoilt_state_is_said_where_its_delivery_is_gone() {
    let desk = answered();
    let all = all(&desk);
    let slot = all[0].split('/').nth(1).unwrap().to_string();
    deliver(&desk, "rest", all.iter().filter(|n| !n.contains(&slot)).cloned());
    unseal(&desk, "open", "envelopes", "").fine();
    desk.write(&format!("open/state/opened/{}/{slot}.jsonl", &slot[..2]), "");
    let ran = unseal(&desk, "open", "rest", "--app 00");
    assert!(ran.out.contains("lost with a damaged state/; open its delivery again"), "{}", ran.out);
    let ran = unseal(&desk, "open", "envelopes", "").fine();
    assert!(!ran.out.contains("spoilt"), "{}", ran.out);
}

#[test]
fn no_random_sequence_makes_a_wish_disappear_from_what_is_printed() {
    let desk = answered_by(&WHOLE, Some(&WHOLE));
    let (slot, _) = of_child(&desk);
    let hours = ["2026-11-23T16:00Z", "2026-11-23T16:00Z", "zzzz", "9999-12-31T23:00Z", "1970-01-01T00:00Z", ""];
    let wants = ["yes", "no", "later", "not_asked", "yes", "no"];
    for seed in 0..4_u64 {
        let order = drawn(36, seed);
        let before = all(&desk);
        for n in 0..6 {
            let pick = |k: usize| order[(n + 6 * k) % 36];
            seal_into(&desk, &slot, |plain| {
                if let Plain::Contact(c) = plain {
                    c.wants = serde_json::from_value(wants[pick(0) % 6].into()).unwrap();
                    c.clock.wall = hours[pick(1) % 6].into();
                    c.nth = pick(2) as u32 % 2;
                    c.session = format!("{:032x}", pick(3) % 2);
                    c.wave = ["T0", "box", ""][pick(4) % 3].into();
                }
            });
        }
        let new: Vec<String> = all(&desk).into_iter().filter(|n| !before.contains(n)).collect();
        for name in new.iter().step_by(2) {
            mark(&desk, "envelopes", name);
        }
        // Two deliveries that overlap, the later one without the first's contacts.
        deliver(&desk, &format!("a{seed}"), before.iter().chain(&new[..4]).cloned());
        deliver(&desk, &format!("b{seed}"), before.iter().chain(&new[3..]).cloned());
        let out = format!("rnd{seed}");
        let handled = format!("--handled handled{seed}.age");
        let contacts = |from: &str, more: &str| {
            let line = format!("contacts --identity {} --study study.json --json {handled}", key_file("contact-1"));
            desk.say(&format!("{line} --now 2026-11-24T09:00Z {more} {from}")).json()
        };
        contacts(&format!("a{seed}"), "");
        let list = contacts(&format!("b{seed}"), "");
        let ids = |list: &serde_json::Value| -> Vec<String> {
            let calls = list["waiting"].as_array().unwrap().iter();
            let wishes = calls.flat_map(|c| c["wishes"].as_array().unwrap());
            wishes.map(|w| w["contact"].as_str().unwrap().to_string()).collect()
        };
        let mut open = ids(&list);
        let wished = contacts("envelopes", "");
        open.sort();
        let mut whole = ids(&wished);
        whole.sort();
        assert_eq!(open, whole, "seed {seed}: two deliveries list what one lists");
        for from in ["a", "b"] {
            unseal(&desk, &out, &format!("{from}{seed}"), "");
        }
        // A run that is killed at any moment writes no list that is not whole.
        let mut command = desk.command();
        let keys = format!("--identity {} --identity {}", key_file("answers-1"), key_file("contact-1"));
        let line = format!("unseal --register register.age {keys} --study study.json --out {out} b{seed}");
        command.args(line.split(' ')).stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        let mut child = command.spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(20 * seed));
        let _ = child.kill();
        child.wait().unwrap();
        let close = open.pop().map(|id| format!("--handle {id} --step talked --by Anna")).unwrap_or_default();
        contacts("envelopes", &close);
        let printed = unseal(&desk, &out, &format!("a{seed}"), &handled).out;
        let csv = desk.read(&format!("{out}/contacts.csv"));
        for id in &open {
            assert!(printed.contains(&id[..12]) || printed.contains(" more\n"), "seed {seed}: {id} in {printed}");
            assert!(csv.contains(id.as_str()) || csv.contains(" more"), "seed {seed}: {id} in {csv}");
        }
    }
}
