//! The `age` command of Debian opens what we seal, and we open what it seals: a study can be read without us.

use super::keys::{identity, recipients, sealed};
use kindstem::seal::{NAME_BYTES, Unsealed, pad, unpad};
use std::path::{Path, PathBuf};
use std::process::Command;

fn age() -> Command {
    Command::new("age")
}

fn key(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/keys/test-key-{name}.txt"))
}

#[test]
#[ignore = "needs age's own program: apt-get install age; cargo xtask test runs it"]
fn t_32_the_age_command_opens_ours() {
    let plain = "{\"words\":\"é😀\"}".as_bytes();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("entry.age");
    std::fs::write(&file, sealed(plain, &recipients("answers")).unwrap().ciphertext).unwrap();
    for name in ["answers-1", "answers-2"] {
        let out = age().arg("-d").arg("-i").arg(key(name)).arg(&file).output().unwrap();
        assert!(out.status.success(), "{name}: {}", String::from_utf8_lossy(&out.stderr));
        assert_eq!(out.stdout.len(), 4096);
        assert_eq!(unpad(&out.stdout).unwrap()[NAME_BYTES..], *plain);
    }
    let other = age().arg("-d").arg("-i").arg(key("contact-1")).arg(&file).output().unwrap();
    assert!(!other.status.success(), "a key that is no recipient opens nothing");
}

#[test]
#[ignore = "needs age's own program: apt-get install age; cargo xtask test runs it"]
fn t_32_we_open_what_the_age_command_seals() {
    let mut age = age();
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("plain"), folder.path().join("entry.age"));
    // Larger than one chunk of age's payload.
    let plain = b"x".repeat(70_000);
    // Key set and entry id in front, as in the object key.
    let named = [&[7; 8][..], &[9; 16], &plain].concat();
    std::fs::write(&from, pad(&named, 131_072).unwrap()).unwrap();
    for recipient in recipients("answers") {
        age.arg("-r").arg(recipient);
    }
    let out = age.arg("-o").arg(&to).arg(&from).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let ciphertext = std::fs::read(&to).unwrap();
    for name in ["answers-1", "answers-2"] {
        let opened = Unsealed { key_set: [7; 8], eid: [9; 16], plain: plain.clone() };
        assert_eq!(identity(name).open(&ciphertext), Ok(opened), "{name}");
    }
}
