//! T-29, `study verify`: no live mode before each recipient has opened what the page seals.

use super::kit::{Desk, Ran, desk, key_file};
use serde_json::Value as Json;

/// A trial study, and what a trial session of it left in the intake.
fn trial() -> Desk {
    let desk = desk();
    desk.pinned_study();
    desk.say("simulate study.json --families 1 --seed 1 --out made").fine();
    desk.say("study verify challenge study.json made/envelopes").fine();
    desk
}

/// The codes that a key gives, as its holder reads them out.
fn codes(desk: &Desk, key: &str) -> Vec<String> {
    let ran = desk.say(&format!("study verify answer challenge.json --identity {}", key_file(key))).fine();
    ran.out.lines().map(|l| l.split_once(": ").unwrap().1.to_string()).collect()
}

fn record(desk: &Desk, key: &str, codes: &[&str]) -> Ran {
    let identity = key_file(key);
    let mut args = vec!["study", "verify", "record", "study.json", "challenge.json", "--identity", &identity];
    codes.iter().for_each(|c| args.extend(["--code", c]));
    desk.run(args)
}

/// Pins the study in live mode.
fn go_live(desk: &Desk, more: &str) -> Ran {
    desk.write("live.json", desk.read("study.json").replace("\"trial\"", "\"live\""));
    desk.say(&format!("study pin live.json --out pinned.json {more}"))
}

/// Places that a check names as unverified.
fn unverified(desk: &Desk, study: &str) -> Vec<String> {
    let ran = desk.say(&format!("study check {study} --json"));
    let findings = ran.json()["findings"].as_array().unwrap().clone();
    let those = findings.into_iter().filter(|f| f["code"] == "unverified");
    those.map(|f| f["path"].as_str().unwrap().to_string()).collect()
}

#[test]
fn live_mode_waits_for_every_recipient() {
    let desk = trial();
    let refused = go_live(&desk, "").refuses(1, &["nothing was pinned", "not every recipient has been verified"]);
    assert_eq!(refused.out.matches("error[unverified]").count(), 4, "{}", refused.out);
    assert!(!desk.has("pinned.json"));
    let trial = desk.say("study check study.json").fine();
    assert_eq!(trial.out.matches("warning[unverified]").count(), 4, "{}", trial.out);

    let second = &codes(&desk, "answers-2")[0];
    assert_eq!((second.split(' ').count(), &codes(&desk, "answers-2")[0]), (4, second), "the same every time");
    // As somebody types what was said on the telephone.
    let heard = format!(" {}", second.to_uppercase().replace(' ', ",  "));
    let ran = record(&desk, "answers-1", &[&heard]).fine();
    assert!(ran.out.contains("2 to go"), "{}", ran.out);
    let contact = ["$.contact_recipients[0]", "$.contact_recipients[1]"];
    assert_eq!(unverified(&desk, "study.json"), contact);
    go_live(&desk, "").refuses(1, &["nothing was pinned"]);
    assert_eq!(unverified(&desk, "live.json"), contact, "beside it, whatever the file is called");

    record(&desk, "contact-2", &[&codes(&desk, "contact-1")[0]]).fine();
    go_live(&desk, "").fine();
    let pinned: Json = serde_json::from_str(&desk.read("pinned.json")).unwrap();
    assert_eq!((&pinned["mode"], pinned["pins"].as_array().unwrap().is_empty()), (&"live".into(), false));
    let book = desk.read("desk-test.verified.json");
    assert!(!book.contains(second.as_str()) && !book.contains("SECRET"), "{book}");
}

#[test]
fn a_code_that_does_not_fit_counts_for_nobody() {
    let desk = trial();
    let other = codes(&desk, "contact-2");
    for wrong in ["abacus abacus abacus abacus", &other[0], ""] {
        let ran = record(&desk, "answers-1", &[wrong]);
        ran.refuses(1, &["is not the code of any recipient"]);
        assert_eq!(unverified(&desk, "study.json").len(), 3, "only who recorded");
    }
    desk.say("keygen --out stranger.txt").fine();
    desk.say("study verify answer challenge.json --identity stranger.txt")
        .refuses(1, &["this key opens none of the test envelopes"]);
    desk.say("study verify record study.json challenge.json --identity stranger.txt")
        .refuses(1, &["none of the identity files opens"]);
}

#[test]
fn other_keys_or_another_page_are_shown_anew() {
    let desk = trial();
    for keys in [["answers-1", "answers-2"], ["contact-1", "contact-2"]] {
        record(&desk, keys[0], &[&codes(&desk, keys[1])[0]]).fine();
    }
    assert_eq!(unverified(&desk, "study.json"), [""; 0]);
    let in_a_year = desk.say("study check study.json --today 2099-01-01").fine();
    assert_eq!(in_a_year.out.matches("warning[verified_long_ago]").count(), 4, "{}", in_a_year.out);

    // Code that no envelope of the trial came from; readers of contacts cannot tell.
    desk.write("site/respond_bg.wasm", "other code");
    let ran = go_live(&desk, "--site site").refuses(1, &["nothing was pinned"]);
    assert_eq!(ran.out.matches("opened what other code of the page sealed").count(), 2, "{}", ran.out);

    let made = desk.say("keygen --out new.txt").fine();
    let mut study: Json = serde_json::from_str(&desk.read("study.json")).unwrap();
    study["contact_recipients"][1]["age"] = made.out.trim().into();
    desk.write("study.json", study.to_string());
    assert_eq!(unverified(&desk, "study.json"), ["$.contact_recipients[0]", "$.contact_recipients[1]"]);
    record(&desk, "answers-1", &[]).refuses(1, &["of other keys than it has now"]);
    desk.say("study verify challenge study.json made/envelopes --out again.json")
        .refuses(1, &["no slot in made/envelopes has envelopes for every recipient", "were the keys changed"]);
}

#[test]
fn envelopes_that_are_meant_are_no_test() {
    let desk = trial();
    desk.write("live.json", desk.read("study.json").replace("\"trial\"", "\"live\""));
    desk.say("study verify challenge live.json made/envelopes --out b.json").refuses(1, &["hold real answers"]);
    let mut challenge: Json = serde_json::from_str(&desk.read("challenge.json")).unwrap();
    challenge["study"] = "another".into();
    desk.write("challenge.json", challenge.to_string());
    desk.say(&format!("study verify answer challenge.json --identity {}", key_file("answers-1")))
        .refuses(1, &["is of another study"]);
    challenge["envelopes"][0]["age"] = "no base64".into();
    desk.write("challenge.json", challenge.to_string());
    let both = format!("--identity {} --identity {}", key_file("answers-1"), key_file("contact-1"));
    desk.say(&format!("study verify answer challenge.json {both}")).refuses(1, &["is damaged"]);
    desk.write("challenge.json", "{}");
    desk.say(&format!("study verify answer challenge.json {both}"))
        .refuses(2, &["give the file that kindstem study verify challenge wrote"]);
}

/// Puts all envelopes of one folder beside those of another, as an intake has them.
fn gather(desk: &Desk, from: &str, to: &str) {
    for key_set in std::fs::read_dir(desk.path(from)).unwrap() {
        let key_set = key_set.unwrap().path();
        for slot in std::fs::read_dir(&key_set).unwrap() {
            let slot = slot.unwrap().path();
            let there = desk.path(to).join(key_set.file_name().unwrap()).join(slot.file_name().unwrap());
            std::fs::create_dir_all(&there).unwrap();
            for file in std::fs::read_dir(slot).unwrap() {
                let file = file.unwrap().path();
                std::fs::copy(&file, there.join(file.file_name().unwrap())).unwrap();
            }
        }
    }
}

#[test]
fn who_leaves_opens_nothing_of_the_new_keys_and_who_stays_opens_both() {
    let desk = trial();
    gather(&desk, "made/envelopes", "intake");
    let before = std::fs::read_dir(desk.path("intake")).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    let before: Vec<String> = before.collect();
    let made = desk.say("keygen --out new.txt").fine();
    let mut study: Json = serde_json::from_str(&desk.read("study.json")).unwrap();
    study["recipients"][0]["age"] = made.out.trim().into();
    desk.write("template.json", study.to_string());
    desk.say("study pin template.json --out study.json").fine();
    desk.say("simulate study.json --families 1 --seed 2 --out later").fine();
    gather(&desk, "later/envelopes", "intake");

    let old = before.iter().map(|k| format!(" --key-set {k}")).collect::<String>();
    let run = |identities: &str, more: &str, out: &str| {
        desk.say(&format!("unseal intake {identities} --study study.json --out {out} --json {more}"))
    };
    // Two simulations have two registers; without one nothing is in a table, and all of it is opened and set aside.
    let unseal = |identities: &str, more: &str, out: &str| run(identities, more, out).finds(&[]).json();
    let [left, stays] = ["answers-1", "answers-2"].map(|k| format!("--identity {}", key_file(k)));
    let [one, both] = [unseal(&left, &old, "left"), unseal(&stays, &old, "stays")];
    let records = |report: &Json| report["set_aside"].as_u64().unwrap();
    let joined = unseal("--identity new.txt", &old, "joined");
    assert!(records(&one) > 0 && records(&joined) > 0);
    assert_eq!(records(&both), records(&one) + records(&joined));
    // Contact envelopes have keys of their own.
    assert_eq!(one["closed_key_sets"].as_array().unwrap().len(), both["closed_key_sets"].as_array().unwrap().len() + 1);
    assert_eq!(both["foreign_key_sets"], serde_json::json!([]));
    let unnamed = run(&stays, "", "unnamed").finds(&[]).json();
    assert_eq!(unnamed["foreign_key_sets"].as_array().unwrap().len(), 1, "only what is named is the study's");
    let all = unseal(&format!("{left} --identity new.txt"), &old, "all");
    assert_eq!(records(&all), records(&both), "old and new keys together");
}
