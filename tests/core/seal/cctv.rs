//! The test vectors of C2SP for age (`tests/seal/cctv/`): every file is as its header says, or is in a table with the
//! reason why not.

use super::keys::identity;
use kindstem::age_header;
use kindstem::seal::{Identities, SealError, SecretFile, SecretFileError};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::Path;

/// What decrypting a file should give, or gave. Ours has one word, [`Damaged`](SealError::Damaged), for four of the
/// specification's.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Outcome {
    /// SHA-256 of the payload in hex.
    Success(String),
    NoMatch,
    /// No match, where a passphrase is what opens the file.
    WrongPassphrase,
    Damaged,
    /// The secret key cannot be read.
    BadIdentity,
    Armored,
    /// An age file to a key where one behind a passphrase is wanted.
    NoPassphrase,
}

/// What is otherwise here than in the specification, on purpose: which files, what comes out, and why.
const OTHERWISE: &[(&[&str], Outcome, &str)] = &[
    (
        &[
            "armor_hybrid",
            "hybrid",
            "hybrid_and_x25519",
            "hybrid_bad_tag",
            "hybrid_currupted_enc_mlkem",
            "hybrid_currupted_enc_x25519",
            "hybrid_extra_argument",
            "hybrid_grease",
            "hybrid_identity",
            "hybrid_long_file_key",
            "hybrid_long_share",
            "hybrid_low_order",
            "hybrid_multiple_recipients",
            "hybrid_no_match",
            "hybrid_not_canonical_body",
            "hybrid_not_canonical_enc",
            "hybrid_short_share",
            "hybrid_uppercase",
            "hybrid_x25519_arg",
        ],
        Outcome::BadIdentity,
        "hybrid keys are not read: the secret key is refused before the file is looked at",
    ),
    (
        &[
            "armor_crlf",
            "armor_full_last_line",
            "armor_no_eol",
            "armor_no_match",
            "armor_whitespace_outside",
            "armor_x25519",
        ],
        Outcome::Damaged,
        "an envelope is binary: armour is refused, whatever is in it",
    ),
    (
        &["armor_scrypt"],
        Outcome::Armored,
        "a secret file is binary: armour is refused, with the command that removes it",
    ),
    (
        &["scrypt_uppercase"],
        Outcome::NoPassphrase,
        "no stanza of the file is one for a passphrase, so nobody is asked for one",
    ),
];

/// One file of C2SP.
struct Vector {
    expect: String,
    fields: BTreeMap<String, Vec<String>>,
    file: Vec<u8>,
}

impl Vector {
    fn read(path: &Path) -> Vector {
        let bytes = fs::read(path).unwrap();
        let end = bytes.windows(2).position(|w| w == b"\n\n").unwrap();
        let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for line in std::str::from_utf8(&bytes[..end]).unwrap().lines() {
            let (name, value) = line.split_once(": ").unwrap();
            fields.entry(name.to_string()).or_default().push(value.to_string());
        }
        let mut file = bytes[end + 2..].to_vec();
        match fields.get("compressed").map(|c| c[0].as_str()) {
            None => {}
            Some("zlib") => {
                let packed = std::mem::take(&mut file);
                flate2::read::ZlibDecoder::new(&packed[..]).read_to_end(&mut file).unwrap();
            }
            Some(other) => panic!("{}: compressed with {other}", path.display()),
        }
        Vector { expect: fields["expect"][0].clone(), fields, file }
    }

    fn all(&self, field: &str) -> &[String] {
        self.fields.get(field).map_or(&[], Vec::as_slice)
    }

    fn expected(&self) -> Outcome {
        match (self.expect.as_str(), self.all("passphrase")) {
            ("success", _) => Outcome::Success(self.all("payload")[0].clone()),
            ("no match", []) => Outcome::NoMatch,
            ("no match", _) => Outcome::WrongPassphrase,
            ("header failure" | "HMAC failure" | "payload failure" | "armor failure", _) => Outcome::Damaged,
            (other, _) => panic!("{other}"),
        }
    }

    /// As an envelope or a register, with the secret keys of the vector, or one of ours where it has none.
    fn as_envelope(&self) -> Outcome {
        let keys = match self.all("identity") {
            [] => identity("answers-1"),
            keys => match Identities::parse(&keys.join("\n")) {
                Ok(keys) => keys,
                Err(_) => return Outcome::BadIdentity,
            },
        };
        match keys.decrypt(&self.file) {
            Ok(payload) => success(&payload),
            Err(SealError::NoMatchingKey) => Outcome::NoMatch,
            Err(SealError::Damaged) => Outcome::Damaged,
            Err(other) => panic!("{other:?}"),
        }
    }

    /// As a secret file of the researcher.
    fn as_secret_file(&self) -> Outcome {
        let error = |e| match e {
            SecretFileError::Armored => Outcome::Armored,
            SecretFileError::Damaged => Outcome::Damaged,
            SecretFileError::WrongPassphrase => Outcome::WrongPassphrase,
            SecretFileError::OtherFile => Outcome::NoPassphrase,
        };
        let protected = match SecretFile::read(self.file.clone()) {
            Ok(SecretFile::Protected(protected)) => protected,
            Ok(SecretFile::Text(_)) => panic!("an age file was taken for a text"),
            Err(e) => return error(e),
        };
        let mut last = Outcome::WrongPassphrase;
        for passphrase in self.all("passphrase") {
            last = protected.unlock(passphrase).map_or_else(error, |text| success(text.as_bytes()));
            if last != Outcome::WrongPassphrase {
                break;
            }
        }
        last
    }
}

fn success(payload: &[u8]) -> Outcome {
    Outcome::Success(kindstem::encoding::hex(&Sha256::digest(payload)))
}

fn vectors() -> BTreeMap<String, Vector> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/seal/cctv");
    let paths = fs::read_dir(folder).unwrap().map(|f| f.unwrap().path());
    let all: BTreeMap<String, Vector> = paths
        .filter(|p| p.extension().is_none())
        .map(|p| (p.file_name().unwrap().to_str().unwrap().to_string(), Vector::read(&p)))
        .collect();
    assert_eq!(all.len(), 143);
    all
}

#[test]
fn every_vector_is_as_specified_or_in_the_table() {
    let rows = OTHERWISE.iter().flat_map(|(names, what, _)| names.iter().map(move |name| (*name, what)));
    let table: BTreeMap<&str, &Outcome> = rows.collect();
    let (mut used, mut wrong) = (BTreeSet::new(), Vec::new());
    for (name, vector) in &vectors() {
        let got = if vector.all("passphrase").is_empty() { vector.as_envelope() } else { vector.as_secret_file() };
        let specified = vector.expected();
        if got == specified {
            continue;
        }
        match table.get_key_value(name.as_str()) {
            Some((row, what)) if **what == got => drop(used.insert(*row)),
            _ => wrong.push(format!("{name}: {} is {specified:?}, here {got:?}", vector.expect)),
        }
    }
    wrong.extend(table.keys().filter(|row| !used.contains(*row)).map(|row| format!("{row}: its row is not needed")));
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What has a header by the specification is read by ours, whatever is wrong behind it: a mistake there must not pass
/// for another one.
#[test]
fn only_a_header_failure_may_have_no_header() {
    for (name, vector) in &vectors() {
        if vector.expect != "header failure" && vector.all("armored").is_empty() {
            assert!(age_header::length(&vector.file).is_some(), "{name}");
        }
    }
    for name in ["stanza_missing_body", "stanza_missing_final_line"] {
        assert_eq!(age_header::length(&vectors()[name].file), None, "{name}");
    }
}

/// A passphrase opens no envelope, and is never tried.
#[test]
fn what_has_a_passphrase_is_no_envelope() {
    let key = identity("answers-1");
    for (name, vector) in vectors().iter().filter(|(_, v)| !v.all("passphrase").is_empty()) {
        assert!(key.decrypt(&vector.file).is_err(), "{name}");
    }
}
