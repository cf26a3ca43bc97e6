//! The programs in `examples/` do what they say.

#[allow(dead_code, reason = "its main reads the command line")]
#[path = "../../examples/open_folder.rs"]
mod open_folder;
#[allow(dead_code, reason = "its main reads the command line")]
#[path = "../../examples/score_file.rs"]
mod score_file;

use crate::seal::keys::identity;
use kindstem::encoding;
use std::fs;
use std::path::Path;

#[test]
fn score_file_prints_values_and_reasons() {
    let nine: Vec<String> = (1..=9).map(|n| format!("\"phq9_{n}\": 2")).collect();
    let lines = score_file::run("phq-9", format!("{{{}}}", nine.join(",")).as_bytes()).unwrap();
    assert!(lines.contains("phq-9 total = 18\n"), "{lines}");
    let lines = score_file::run("phq-9", br#"{"phq9_1": 3, "phq9_2": 2}"#).unwrap();
    assert!(lines.contains("phq-9 total: no score, 2 of 9 answered"), "{lines}");
}

#[test]
fn score_file_refuses_what_does_not_fit() {
    let why = score_file::run("phq-9", br#"{"phq9_1": 7, "phq9_99": 1}"#).unwrap_err().to_string();
    assert!(why.contains("$.phq9_1") && why.contains("$.phq9_99"), "{why}");
    assert!(score_file::run("no-such-instrument", b"{}").is_err());
}

#[test]
fn open_folder_counts_what_its_key_opens() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let dir = tempfile::tempdir().unwrap();
    let mut sealed = 0;
    for name in ["page", "dummy", "manifest", "contact"] {
        let plain: serde_json::Value =
            serde_json::from_slice(&fs::read(root.join(format!("tests/seal/v1/{name}.json"))).unwrap()).unwrap();
        let bytes = fs::read(root.join(format!("tests/seal/v1/{name}.age"))).unwrap();
        let whose = if name == "contact" { "contact" } else { "answers" };
        let inside = identity(&format!("{whose}-1")).open(&bytes).unwrap();
        let slot = dir.path().join(encoding::hex(&inside.key_set)).join(plain["slot"].as_str().unwrap());
        fs::create_dir_all(&slot).unwrap();
        fs::write(slot.join(format!("{}.age", encoding::hex(&inside.eid))), bytes).unwrap();
        sealed += 1;
    }
    fs::write(dir.path().join("notes.txt"), "not an envelope").unwrap();
    let count = |key: &str| {
        let key = fs::read_to_string(root.join(format!("tests/keys/test-key-{key}.txt"))).unwrap();
        open_folder::run(&key, dir.path()).unwrap()
    };
    let answers = count("answers-1");
    assert!(answers.starts_with(&format!("{sealed} envelopes\n")), "{answers}");
    assert!(answers.contains("0 contacts\n1: no_matching_key\n"), "{answers}");
    let contacts = count("contact-2");
    assert!(contacts.contains("1 contacts\n3: no_matching_key\n"), "{contacts}");
}
