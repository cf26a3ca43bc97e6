//! Files of version 1 that open for ever: `tests/seal/v1/`.

use super::keys::{identity, recipients};
use kindstem::encoding;
use kindstem::seal::{Envelope, Plain, canonical, kset, open};
use std::fs;
use std::path::{Path, PathBuf};

/// Name, whose keys, and how many padded bytes.
const FILES: [(&str, &str, usize); 6] = [
    ("page", "answers", 4096),
    ("page-own-words", "answers", 4096),
    ("dummy", "answers", 4096),
    ("manifest", "answers", 4096),
    ("contact", "contact", 4096),
    ("attachment", "answers", 65_536),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/seal/v1")
}

#[test]
fn every_frozen_file_opens_with_each_key_and_gives_its_plaintext() {
    let on_disk =
        fs::read_dir(folder()).unwrap().filter(|f| f.as_ref().unwrap().path().extension().is_some_and(|e| e == "age"));
    assert_eq!(on_disk.count(), FILES.len());
    for (name, whose, _) in FILES {
        let ciphertext = fs::read(folder().join(format!("{name}.age"))).unwrap();
        let expected = fs::read(folder().join(format!("{name}.json"))).unwrap();
        let expected = expected.strip_suffix(b"\n").unwrap();
        // Behind the first line stand the bytes of an attachment.
        let head = expected.split(|b| *b == b'\n').next().unwrap();
        let json: serde_json::Value = serde_json::from_slice(head).unwrap();
        for key in [1, 2] {
            let slot = json["slot"].as_str().unwrap().to_string();
            let identity = identity(&format!("{whose}-{key}"));
            // No file of an intake: its name is the one that it was sealed under.
            let eid = encoding::hex(&identity.open(&ciphertext).unwrap().eid);
            let kset = kset(&recipients(whose));
            let envelope = Envelope { kset, slot, eid, ciphertext: ciphertext.clone() };
            let opened = open([envelope], &identity);
            assert!(opened.faults.is_empty(), "{name}: {:?}", opened.faults);
            let plain = match &opened.entries[0].plain {
                Plain::Page(e) => canonical(&**e),
                Plain::Manifest(m) => canonical(&**m),
                Plain::Contact(c) => canonical(&**c),
                Plain::Attachment(a) => a.plain(),
            };
            assert_eq!(plain, expected, "{name}");
        }
    }
}

/// Seals the plaintexts for which there is no file yet. Run once for a new version, never over an old file:
/// `cargo test --test core -- --ignored freeze`.
#[test]
#[ignore = "makes files; see its comment"]
fn freeze() {
    for (name, whose, size) in FILES {
        let file = folder().join(format!("{name}.age"));
        let plain = fs::read(folder().join(format!("{name}.json"))).unwrap();
        let keys = recipients(whose);
        let sealed = kindstem::seal::seal(plain.strip_suffix(b"\n").unwrap(), size, &[&keys[0], &keys[1]]).unwrap();
        if !file.exists() {
            fs::write(file, sealed.ciphertext).unwrap();
        }
    }
}
