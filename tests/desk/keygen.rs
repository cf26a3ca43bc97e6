//! `keygen`.

use super::clock;
use super::kit::{Desk, Ran, desk, template};
use std::process::Command;

#[test]
fn makes_a_key_in_ages_own_format_that_only_its_owner_reads() {
    let desk = desk();
    let ran = desk.run(["keygen", "--out", "key.txt", "--name", "Test reader"]).fine();
    let file = desk.read("key.txt");
    let lines: Vec<&str> = file.lines().collect();
    assert!(lines[0] == "# created: 2026-11-23T18:00:00Z");
    assert_eq!(lines[1], "# name: Test reader");
    assert_eq!(lines[2], format!("# public key: {}", ran.out.trim()));
    assert!(lines[3].starts_with("AGE-SECRET-KEY-1") && lines.len() == 4);
    assert!(!ran.out.contains("SECRET") && !ran.err.contains("SECRET"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(desk.path("key.txt")).unwrap().permissions().mode() & 0o777, 0o600);
    }
    // Another implementation reads the same public key out of it, where it is installed.
    if let Ok(age) = Command::new("age-keygen").arg("-y").arg(desk.path("key.txt")).output() {
        assert_eq!(String::from_utf8(age.stdout).unwrap(), ran.out);
    }
}

#[test]
fn never_overwrites_a_key() {
    let desk = desk();
    desk.say("keygen --out key.txt").fine();
    let before = desk.read("key.txt");
    desk.say("keygen --out key.txt").refuses(2, &["key.txt already exists", "move it"]);
    assert_eq!(desk.read("key.txt"), before);
}

#[test]
fn says_the_recipient_as_a_study_has_it() {
    let desk = desk();
    let json = desk.run(["keygen", "--out", "key.txt", "--name", "Test reader", "--json"]).fine().json();
    assert_eq!(json["name"], "Test reader");
    assert!(desk.read("key.txt").contains(json["age"].as_str().unwrap()));
    desk.run(["keygen", "--out", "b.txt", "--name", "two\nlines"]).refuses(2, &["write it on one line"]);
    assert!(!desk.has("b.txt"));
}

/// Runs the program with a passphrase in a file, as a script does.
fn with(desk: &Desk, passphrases: &str, line: &str) -> Ran {
    desk.write("passphrase.txt", passphrases);
    let mut command = desk.command();
    Ran::of(command.args(line.split_whitespace()).env("KINDSTEM_PASSPHRASE_FILE", "passphrase.txt"))
}

#[test]
fn a_key_with_a_passphrase_opens_what_was_sealed_to_it_and_stands_nowhere_in_clear() {
    let desk = desk();
    let made = with(&desk, "correct horse battery\n", "keygen --passphrase --out locked.age").fine();
    let file = std::fs::read(desk.path("locked.age")).unwrap();
    let text = String::from_utf8_lossy(&file);
    assert!(text.starts_with("age-encryption.org/v1\n-> scrypt "), "{text}");
    assert!(text.lines().nth(1).unwrap().ends_with(" 18"), "the work factor of age's own program: {text}");
    assert!(!text.contains("SECRET") && !text.contains(made.out.trim()));

    let mut study = template();
    study["recipients"][0]["age"] = made.out.trim().into();
    desk.write("template.json", study.to_string());
    desk.say("study pin template.json --out study.json").fine();
    desk.say("simulate study.json --families 1 --seed 1 --out made").fine();
    let unseal = "unseal made/envelopes --identity locked.age --study study.json --register made/register.age --out";
    with(&desk, "wrong\n", &format!("{unseal} a")).refuses(2, &["locked.age cannot be opened with this passphrase"]);
    // One of several, and asked once for envelopes and register.
    with(&desk, "wrong\n\ncorrect horse battery\n", &format!("{unseal} b")).fine();
    assert!(desk.read("b/integrity.csv").lines().count() > 1);
}

#[test]
fn what_is_wrong_with_a_passphrase_or_its_file_is_said() {
    let desk = desk();
    with(&desk, "short\n", "keygen --passphrase --out a.age").refuses(2, &["5 characters is too easy to guess"]);
    with(&desk, "", "keygen --passphrase --out a.age").refuses(2, &["0 characters is too easy to guess"]);
    assert!(!desk.has("a.age"));
    let key = age::x25519::Identity::generate();
    desk.write("other.age", age::encrypt(&key.to_public(), b"x").unwrap());
    desk.say("unseal none --identity other.age --out o").refuses(2, &["other.age is not an identity file"]);
    desk.write("armoured.age", "-----BEGIN AGE ENCRYPTED FILE-----\n");
    desk.say("unseal none --identity armoured.age --out o").refuses(2, &["armoured.age is an ASCII-armored age file"]);
}

/// Without a terminal nobody can be asked.
#[test]
#[cfg(target_os = "linux")]
fn a_script_without_a_passphrase_is_told_where_to_put_it() {
    let desk = desk();
    let mut command = Command::new("setsid");
    command
        .arg("--wait")
        .arg(env!("CARGO_BIN_EXE_kindstem"))
        .current_dir(desk.path("."))
        .env(clock::VARIABLE, clock::NOW);
    command.args(["keygen", "--passphrase", "--out", "a.age"]).stdin(std::process::Stdio::null());
    Ran::of(&mut command).refuses(2, &["no terminal to ask", "KINDSTEM_PASSPHRASE_FILE"]);
    assert!(!desk.has("a.age"));
}

#[test]
fn keygen_and_study_check_say_the_same_words_of_a_key() {
    let desk = desk();
    let made = desk.say("keygen --out key.txt").fine();
    let words =
        made.err.lines().find_map(|l| l.strip_prefix("Words of the public key, to compare by telephone: ")).unwrap();
    assert_eq!(words.split(' ').count(), 6);
    let mut study = template();
    study["contact_recipients"][1]["age"] = made.out.trim().into();
    desk.write("template.json", study.to_string());
    desk.say("study pin template.json --out study.json").fine();
    let name = study["contact_recipients"][1]["name"].as_str().unwrap();
    let check = desk.say("study check study.json --today 2026-01-02").fine();
    let line = format!("study.json: info $.contact_recipients[1]: {name}, key words: {words}\n");
    assert!(check.out.contains(&line), "{}", check.out);
    let json = desk.say("study check study.json --today 2026-01-02 --json").fine().json();
    assert_eq!(json["keys"][3]["words"], words);
    assert_eq!(json["keys"].as_array().unwrap().len(), 4);
}
