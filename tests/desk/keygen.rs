//! `keygen`.

use super::kit::desk;
use std::process::Command;

#[test]
fn makes_a_key_in_ages_own_format_that_only_its_owner_reads() {
    let desk = desk();
    let ran = desk.run(["keygen", "--out", "key.txt", "--name", "Test reader"]).fine();
    let file = desk.read("key.txt");
    let lines: Vec<&str> = file.lines().collect();
    assert!(lines[0].starts_with("# created: 20"));
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
    desk.say("keygen --out key.txt").refuses(2, &["key.txt is there already", "move it away"]);
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
