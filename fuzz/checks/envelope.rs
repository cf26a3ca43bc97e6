//! What comes out of an intake: opened or a named fault; padding and plaintext have one form; whatever could be read
//! is assembled the same way in any order.

use kindstem::instrument::{identity, parse};
use kindstem::record::{Links, Options, Structures, assemble};
use kindstem::seal::{self, Envelope, Fault, Identities, Opened, OpenedEnvelope, Plain};
use kindstem::study::proof_hash;

/// A published test key.
const KEY: &str = include_str!("../../tests/keys/test-key-answers-1.txt");
const STRUCTURE: &[u8] = include_bytes!("../seeds/instrument/own.json");
const SLOT: &str = "11111111111111111111111111111111";

thread_local! {
    static KEYS: Identities = Identities::parse(KEY).expect("the test key is a key");
    static STRUCTURES: Structures =
        [(identity(STRUCTURE), parse(STRUCTURE).expect("the seed is an instrument"))].into();
}

/// Panics where something does not hold; true where the bytes were read.
pub fn check(bytes: &[u8]) -> bool {
    // Under the name that it was sealed under, where it opens.
    let inside = KEYS.with(|key| key.open(bytes)).ok();
    let (kset, eid) = inside.map_or_else(
        || ("k".to_string(), "e".to_string()),
        |i| (kindstem::encoding::hex(&i.key_set), kindstem::encoding::hex(&i.eid)),
    );
    let envelope = Envelope { kset, slot: SLOT.into(), eid, ciphertext: bytes.to_vec() };
    let opened = KEYS.with(|key| seal::open([envelope], key));
    let is_both = opened.faults.iter().any(|(_, f)| *f == Fault::WrongName) && !opened.entries.is_empty();
    assert_eq!(opened.entries.len() + opened.faults.len(), 1 + usize::from(is_both), "nothing is lost");

    let padded = seal::unpad(bytes);
    if let Ok(plain) = padded {
        assert_eq!(seal::pad(plain, bytes.len()).expect("it was padded"), bytes);
    }
    let mut entries: Vec<OpenedEnvelope> = Vec::new();
    for (n, line) in bytes.split(|b| *b == b'\n').enumerate() {
        let Ok(plain) = seal::read(line) else { continue };
        let again = match &plain {
            Plain::Page(e) => seal::canonical(&**e),
            Plain::Manifest(m) => seal::canonical(&**m),
            Plain::Contact(c) => seal::canonical(&**c),
            Plain::Attachment(a) => a.plain(),
        };
        assert_eq!(again, line, "one meaning has one form");
        entries.push(OpenedEnvelope { key: format!("k/{SLOT}/{n}"), link: identity(line), plain });
    }
    if entries.is_empty() {
        return opened.faults.is_empty() || padded.is_ok();
    }
    let mut reversed = entries.clone();
    reversed.reverse();
    assert_eq!(assembled(entries), assembled(reversed), "order changes nothing");
    true
}

fn assembled(entries: Vec<OpenedEnvelope>) -> Vec<u8> {
    let all = Opened { entries, ..Opened::default() };
    let slot = (SLOT.to_string(), proof_hash(&"3".repeat(32)).expect("32 hex digits"));
    let options = Options { use_unconfirmed: true, links: Links::Known([slot].into()), ..Options::default() };
    let made = STRUCTURES.with(|structures| assemble(all, structures, &options));
    serde_json::to_vec(&(made.contacts, made.records, made.set_aside, made.report)).expect("a result can be written")
}
