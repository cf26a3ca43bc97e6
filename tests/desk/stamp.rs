//! The dead man's switch: a stamp when the contacts were read, an alarm when nobody leaves one.

use super::clock;
use super::contacts::talk;
use super::family::{WHOLE, answer, seal_into};
use super::http::send;
use super::invite::FAMILY;
use super::kit::{Desk, Ran, desk, key_file, template};
use super::serve::serve;
use serde_json::{Value as Json, json};
use std::io::BufRead;
use std::net::SocketAddr;

const CHECK: &str = "contacts --check contacts.stamp --study study.json";

/// A desk with a stamp key, its study, and a family that answered.
fn stamped() -> Desk {
    let desk = desk();
    let public = desk.say("keygen --stamp --out stamp-key.txt").fine().out;
    let mut study = template();
    study["protocol"]["stamp"] = public.trim().into();
    desk.write("template.json", study.to_string());
    desk.say("study pin template.json --out study.json --site site").fine();
    answer(&desk, FAMILY, "links.csv", "", [Some(&WHOLE), Some(&WHOLE)]);
    desk
}

/// The slot of somebody who sent contacts.
fn a_slot(desk: &Desk) -> String {
    let contacts = kindstem::seal::kset(&["contact-1", "contact-2"].map(super::kit::public_key));
    let slot = std::fs::read_dir(desk.path(&format!("envelopes/{contacts}"))).unwrap().next().unwrap().unwrap();
    slot.file_name().into_string().unwrap()
}

fn leave(desk: &Desk, now: &str, key: &str, more: &str) -> Ran {
    at(desk, now, &format!("contacts --identity {} --study study.json {more} envelopes", key_file(key)))
}

const LEAVE: &str = "--stamp contacts.stamp --stamp-key stamp-key.txt";

/// Runs the program at a moment.
fn at(desk: &Desk, now: &str, line: &str) -> Ran {
    let mut command = desk.command();
    let ran = Ran::of(command.env(clock::VARIABLE, now).args(line.split_whitespace()));
    let err = ran.err.lines().filter(|l| !l.contains(clock::VARIABLE)).map(|l| format!("{l}\n")).collect();
    Ran { err, ..ran }
}

/// One line on standard error, nothing on standard output, and exit code 1.
#[track_caller]
fn alarm(ran: Ran, says: &[&str]) {
    assert_eq!((ran.code, ran.out.as_str(), ran.err.lines().count()), (1, "", 1), "{}{}", ran.out, ran.err);
    assert!(ran.err.starts_with("kindstem: ALARM: "), "{}", ran.err);
    for text in says {
        assert!(ran.err.contains(text), "{text:?} is not in: {}", ran.err);
    }
}

fn edit(desk: &Desk, file: &str, change: impl FnOnce(&mut Json)) {
    let mut json: Json = serde_json::from_str(&desk.read(file)).unwrap();
    change(&mut json);
    desk.write(file, json.to_string());
}

#[test]
fn a_stamp_key_is_a_secret_file_and_a_public_line() {
    let desk = desk();
    let ran = desk.say("keygen --stamp --out key.txt").fine();
    let public = ran.out.trim();
    assert!(public.len() == 15 + 64 && public.starts_with("kindstem-stamp1"), "{public}");
    let file = desk.read("key.txt");
    let lines: Vec<&str> = file.lines().collect();
    assert_eq!(lines[..2], ["# created: 2026-11-23T18:00:00Z", &format!("# public stamp key: {public}")]);
    let secret = lines[2].strip_prefix("KINDSTEM-STAMP-SECRET-KEY-1").unwrap();
    assert!(lines.len() == 3 && secret.len() == 64);
    assert!(!ran.out.contains(secret) && !ran.err.contains(secret));
    let words =
        ran.err.lines().find_map(|l| l.strip_prefix("Words of the public key, to compare by telephone: ")).unwrap();
    assert_eq!(words.split(' ').count(), 6);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(desk.path("key.txt")).unwrap().permissions().mode() & 0o777, 0o600);
    }
    desk.say("keygen --stamp --out key.txt").refuses(2, &["key.txt already exists"]);
    assert_eq!(desk.read("key.txt"), file, "never overwritten");
    let json = desk.say("keygen --stamp --out other.txt --json").fine().json();
    assert_eq!(json, json!({"stamp": desk.read("other.txt").lines().nth(1).unwrap().split(' ').next_back().unwrap()}));
    assert_ne!(json["stamp"], public, "each is another");
    desk.say("keygen --stamp --name Reader --out third.txt").refuses(2, &["--name"]);
    desk.say("unseal none --identity key.txt --out o").refuses(2, &["key.txt is not an identity file"]);
}

#[test]
fn whoever_reads_the_contacts_leaves_a_stamp_and_it_says_nothing_about_anybody() {
    let desk = stamped();
    let ran = leave(&desk, "2026-11-25T09:30Z", "contact-1", LEAVE).fine();
    let text = desk.read("contacts.stamp");
    let stamp: Json = serde_json::from_str(&text).unwrap();
    assert_eq!(
        (&stamp["v"], &stamp["study"], &stamp["at"]),
        (&1.into(), &"desk-test".into(), &"2026-11-25T09:30Z".into())
    );
    assert_eq!((stamp.as_object().unwrap().len(), stamp["signature"].as_str().unwrap().len()), (4, 128), "no more");
    assert!(!ran.out.contains("stamp"), "the list is the list");
    let ran = at(&desk, "2026-11-25T09:30Z", CHECK).fine();
    assert_eq!(ran.out, "the contacts of desk-test were read 0 hours ago; promised: within 7 days\n");
    // Nothing is left of an earlier one, and no half of a file.
    leave(&desk, "2026-11-26T09:30Z", "contact-2", LEAVE).fine();
    assert!(desk.read("contacts.stamp").contains("2026-11-26T09:30Z") && !desk.has("contacts.stamp.new"));
    // Somebody who waits for too long is an alarm of the list; the contacts were read all the same.
    seal_into(&desk, &a_slot(&desk), talk);
    leave(&desk, "2026-12-31T00:00Z", "contact-1", LEAVE).finds(&["waiting for a talk: 1, overdue: 1"]);
    assert!(desk.read("contacts.stamp").contains("2026-12-31T00:00Z"));
}

#[test]
fn where_the_contacts_were_not_read_no_stamp_is_left() {
    let desk = stamped();
    let now = "2026-11-25T09:30Z";
    // No key of theirs, a list that cannot be written, a rehearsal, a stamp or a key that is no file.
    leave(&desk, now, "answers-1", LEAVE).refuses(1, &["none of the identity files belongs to a contact reader"]);
    leave(&desk, now, "contact-1", &format!("{LEAVE} --out study.json")).refuses(2, &["study.json"]);
    leave(&desk, now, "contact-1", &format!("--now 2026-11-24T00:00Z {LEAVE}"))
        .refuses(2, &["a rehearsal must not write a stamp", "omit --now"]);
    leave(&desk, now, "contact-1", "--stamp contacts.stamp").refuses(2, &["--stamp-key"]);
    leave(&desk, now, "contact-1", "--stamp-key stamp-key.txt").refuses(2, &["--stamp <FILE>"]);
    leave(&desk, now, "contact-1", "--stamp site --stamp-key stamp-key.txt").refuses(2, &["site: it is a folder"]);
    leave(&desk, now, "contact-1", "--stamp none/contacts.stamp --stamp-key stamp-key.txt").refuses(2, &["none"]);
    leave(&desk, now, "contact-1", "--stamp contacts.stamp --stamp-key none.txt").refuses(2, &["none.txt"]);
    let twice = desk.read("stamp-key.txt").repeat(2);
    desk.write("two-keys.txt", &twice);
    desk.write("half-key.txt", &twice[..twice.len() / 2 - 2]);
    let half = twice.lines().nth(2).unwrap();
    for no_key in [&key_file("contact-1"), "study.json", "two-keys.txt", "half-key.txt", "site/index.html"] {
        desk.write("site/index.html", [0xff]);
        let ran = leave(&desk, now, "contact-1", &format!("--stamp contacts.stamp --stamp-key {no_key}"));
        assert!(ran.out.is_empty() && !ran.err.contains(&half[..40]), "{no_key}: {}{}", ran.out, ran.err);
        ran.refuses(2, &[&format!("{no_key} is not a stamp key"), "kindstem keygen --stamp"]);
    }
    desk.say("keygen --stamp --out other-key.txt").fine();
    leave(&desk, now, "contact-1", "--stamp contacts.stamp --stamp-key other-key.txt")
        .refuses(1, &["$.protocol.stamp of the study is not the public half of other-key.txt"]);
    leave(&desk, now, "contact-1", &format!("{LEAVE} --handled study.json")).refuses(2, &["study.json"]);
    assert!(!desk.has("contacts.stamp"));

    // One envelope of two is damaged: the list is shown, and nobody may think that all of it was.
    let contacts = kindstem::seal::kset(&["contact-1", "contact-2"].map(super::kit::public_key));
    let slot = desk.path(&format!("envelopes/{contacts}/{}", a_slot(&desk)));
    let file = std::fs::read_dir(slot).unwrap().next().unwrap().unwrap().path();
    let whole = std::fs::read(&file).unwrap();
    std::fs::write(&file, &whole[..whole.len() - 1]).unwrap();
    let ran = leave(&desk, now, "contact-1", LEAVE);
    assert!(ran.code == 1 && ran.err.contains("no stamp was left: 1 envelope could not be opened"), "{}", ran.err);
    assert!(!desk.has("contacts.stamp"));
    std::fs::write(&file, whole).unwrap();

    // The folder of another study.
    std::fs::rename(desk.path("envelopes"), desk.path("moved")).unwrap();
    desk.write("envelopes/0123456789abcdef/0123456789abcdef0123456789abcdef/0123456789abcdef0123456789abcdef.age", "x");
    let ran = leave(&desk, now, "contact-1", LEAVE);
    assert!(ran.code == 1 && ran.err.contains("none of this study"), "{}", ran.err);
    std::fs::remove_dir_all(desk.path("envelopes")).unwrap();
    assert!(leave(&desk, now, "contact-1", LEAVE).code == 2 && !desk.has("contacts.stamp"), "no folder");

    // A folder that is empty says nothing about what was sent.
    std::fs::create_dir(desk.path("envelopes")).unwrap();
    leave(&desk, now, "contact-1", LEAVE).refuses(2, &["there is no envelope in envelopes"]);
    assert!(!desk.has("contacts.stamp"));

    // Somebody is half-way, and no call has come yet: a key that cannot read one when it comes leaves no stamp.
    let answers = kindstem::seal::kset(&["answers-1", "answers-2"].map(super::kit::public_key));
    std::fs::rename(desk.path(&format!("moved/{answers}")), desk.path(&format!("envelopes/{answers}"))).unwrap();
    leave(&desk, now, "answers-1", LEAVE).refuses(1, &["none of the identity files belongs to a contact reader"]);
    assert!(!desk.has("contacts.stamp"));
    leave(&desk, now, "contact-1", LEAVE).fine();
    assert!(desk.has("contacts.stamp"));

    // Without a key in the study it says which line belongs there.
    edit(&desk, "study.json", |s| s["protocol"]["stamp"] = Json::Null);
    leave(&desk, now, "contact-1", LEAVE).refuses(1, &["the study has no stamp key", ": kindstem-stamp1"]);
}

#[test]
fn a_stamp_is_an_alarm_when_nobody_read_in_time() {
    let desk = stamped();
    alarm(at(&desk, "2026-11-23T18:00Z", CHECK), &["contacts.stamp: there is no stamp", "kindstem contacts"]);
    leave(&desk, "2026-11-23T18:00Z", "contact-1", LEAVE).fine();
    // Seven days are promised, to the minute; five minutes of another clock are nothing.
    for fresh in ["2026-11-23T18:00Z", "2026-11-23T17:55Z", "2026-11-30T18:00Z"] {
        at(&desk, fresh, CHECK).fine();
    }
    let days = at(&desk, "2026-11-29T18:00Z", CHECK).fine().out;
    assert_eq!(days, "the contacts of desk-test were read 6 days ago; promised: within 7 days\n");
    for (late, ago) in [("2026-11-30T18:01Z", "7 days ago"), ("2029-11-30T00:00Z", "1102 days ago")] {
        let says =
            ["nobody has read the contacts of desk-test since 2026-11-23T18:00Z", ago, "within 7 days", "read them"];
        alarm(at(&desk, late, CHECK), &says);
    }
    let ahead = ["is dated 2026-11-23T18:00Z", "more than 5 minutes ahead", "correct whichever clock"];
    alarm(at(&desk, "2026-11-23T17:54Z", CHECK), &ahead);
    alarm(at(&desk, "1970-01-01T00:00Z", CHECK), &ahead);
}

#[test]
fn a_stamp_that_does_not_count_is_an_alarm_that_says_why() {
    let desk = stamped();
    leave(&desk, "2026-11-23T18:00Z", "contact-1", LEAVE).fine();
    let good = desk.read("contacts.stamp");
    let check = |text: &str, says: &[&str]| {
        desk.write("contacts.stamp", text);
        alarm(desk.say(CHECK), says);
    };
    let long = " ".repeat(5000);
    for text in
        ["", "\n", "{}", "null", "canary", "\u{1b}[2J", &good[..good.len() / 2], &long, &format!("{good}{long}")]
    {
        check(text, &["contacts.stamp: not a stamp", "read them now"]);
    }
    check(&good.replace("\"v\":1", "\"v\":2"), &["a later version of kindstem"]);
    check(&good.replace("desk-test", "other-test"), &["of another study than desk-test"]);
    check(&good.replace("T18:00Z", "T18:01Z"), &["not signed by the key in $.protocol.stamp"]);
    std::fs::write(desk.path("contacts.stamp"), [0xff, 0xfe, 0]).unwrap();
    alarm(desk.say(CHECK), &["not a stamp"]);
    std::fs::remove_file(desk.path("contacts.stamp")).unwrap();
    std::fs::create_dir(desk.path("contacts.stamp")).unwrap();
    alarm(desk.say(CHECK), &["cannot be read; check the path"]);
    std::fs::remove_dir(desk.path("contacts.stamp")).unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(desk.path("nowhere"), desk.path("contacts.stamp")).unwrap();
        alarm(desk.say(CHECK), &["there is no stamp"]);
        std::fs::remove_file(desk.path("contacts.stamp")).unwrap();
        // Whoever opens it waits for a writer.
        assert!(std::process::Command::new("mkfifo").arg(desk.path("contacts.stamp")).status().unwrap().success());
        alarm(desk.say(CHECK), &["cannot be read; check the path"]);
        std::fs::remove_file(desk.path("contacts.stamp")).unwrap();
    }
    desk.write("contacts.stamp", &good);
    desk.say(CHECK).fine();

    // The study has another key now, one that is none, or none at all.
    let other = desk.say("keygen --stamp --out other-key.txt").fine().out;
    edit(&desk, "study.json", |s| s["protocol"]["stamp"] = other.trim().into());
    alarm(desk.say(CHECK), &["not signed by the key", "another key"]);
    for none in ["", "kindstem-stamp1", &format!("kindstem-stamp101{}", "00".repeat(31))] {
        edit(&desk, "study.json", |s| s["protocol"]["stamp"] = none.into());
        alarm(desk.say(CHECK), &["$.protocol.stamp of the study is not a stamp key", "kindstem keygen --stamp"]);
    }
    edit(&desk, "study.json", |s| s["protocol"]["stamp"] = Json::Null);
    alarm(desk.say(CHECK), &["the study has no stamp key", "kindstem keygen --stamp"]);
    desk.say("contacts --check contacts.stamp --study none.json").refuses(2, &["none.json"]);
}

#[test]
fn a_check_takes_nothing_else_and_a_list_needs_key_and_folder() {
    let desk = stamped();
    for more in
        ["--identity key.txt", "--now 2026-11-23T16:00Z", "--stamp other --stamp-key key.txt", "--json", "envelopes"]
    {
        desk.say(&format!("{CHECK} {more}")).refuses(2, &["cannot be used with"]);
    }
    desk.say("contacts --study study.json envelopes").refuses(2, &["--identity"]);
    desk.say("contacts --study study.json --identity key.txt").refuses(2, &["ENVELOPES_DIR"]);
    let help = desk.say("contacts --help").fine().out;
    for text in ["kindstem contacts --check", "MAILTO=", "OnFailure=", "kindstem keygen --stamp"] {
        assert!(help.contains(text), "{help}");
    }
}

#[test]
fn a_key_with_a_passphrase_leaves_stamps_too() {
    let desk = stamped();
    let with = |line: &str| {
        desk.write("passphrase.txt", "correct horse battery\n");
        let mut command = desk.command();
        Ran::of(command.args(line.split_whitespace()).env("KINDSTEM_PASSPHRASE_FILE", "passphrase.txt"))
    };
    let public = with("keygen --stamp --passphrase --out locked.age").fine().out;
    let file = std::fs::read(desk.path("locked.age")).unwrap();
    assert!(file.starts_with(b"age-encryption.org/v1") && !String::from_utf8_lossy(&file).contains("KINDSTEM-STAMP"));
    edit(&desk, "study.json", |s| s["protocol"]["stamp"] = public.trim().into());
    let key = key_file("contact-1");
    with(&format!(
        "contacts --identity {key} --study study.json --stamp contacts.stamp --stamp-key locked.age envelopes"
    ))
    .fine();
    desk.say(CHECK).fine();
}

#[test]
fn the_page_s_study_has_no_stamp_key_and_the_check_of_a_study_wants_one_that_is_one() {
    let desk = stamped();
    assert!(desk.read("study.json").contains("kindstem-stamp1") && !desk.read("site/page.json").contains("stamp"));
    edit(&desk, "study.json", |s| s["protocol"]["stamp"] = "kindstem-stamp1".into());
    let ran = desk.say("study check study.json");
    assert!(ran.code == 1 && ran.out.contains("error[stamp] $.protocol.stamp"), "{}", ran.out);
}

#[test]
#[cfg(unix)]
fn the_server_s_numbers_tell_whether_the_contacts_are_read() {
    let desk = stamped();
    desk.write("site/index.html", "first page");
    let line = "serve site --port 0 --metrics 127.0.0.1:0 --stamp contacts.stamp";
    desk.say("serve site --port 0 --stamp contacts.stamp").refuses(2, &["--metrics"]);
    desk.say(line).refuses(2, &["--stamp: site has no study.json", "kindstem study pin"]);
    let study = desk.read("study.json");
    for (key, says) in [(Json::Null, "the study has no stamp key"), ("soon".into(), "is not a stamp key")] {
        desk.write("site/study.json", &study);
        edit(&desk, "site/study.json", |s| s["protocol"]["stamp"] = key);
        desk.say(line).refuses(1, &[says, "kindstem keygen --stamp"]);
    }
    desk.write("site/study.json", study);
    let mut serving = serve(&desk, line);
    let mut second = String::new();
    serving.out.read_line(&mut second).unwrap();
    let numbers = second.trim_end().strip_prefix("metrics at http://").and_then(|l| l.strip_suffix("/metrics"));
    let numbers: SocketAddr = numbers.expect(&second).parse().unwrap();
    let says = |ok: u8, age: &str| {
        let text = send(numbers, "GET", "/metrics", &[], b"").text();
        for line in [format!("kindstem_contacts_stamp_ok {ok}"), format!("kindstem_contacts_stamp_age_seconds {age}")] {
            assert!(text.lines().any(|l| l == line), "{line} is not in\n{text}");
        }
        assert!(!text.contains("desk-test") && !text.contains("contacts.stamp"), "{text}");
    };
    // The server is at 2026-11-23T18:00Z; the file is read each time.
    says(0, "+Inf");
    for (moment, ok, age) in [
        ("2026-11-23T17:00Z", 1, "3600"),
        ("2026-11-16T18:00Z", 1, "604800"),
        ("2026-11-16T17:59Z", 0, "604860"),
        ("2026-11-23T18:05Z", 1, "-300"),
        ("2026-11-23T18:06Z", 0, "-360"),
    ] {
        leave(&desk, moment, "contact-1", LEAVE).fine();
        says(ok, age);
    }
    for wrong in ["", "{}", &desk.read("contacts.stamp").replace("desk-test", "other")] {
        desk.write("contacts.stamp", wrong);
        says(0, "+Inf");
    }
    assert_eq!(serving.stop().0, Some(0));
}
