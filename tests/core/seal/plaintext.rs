//! What was opened is read with suspicion: one meaning has one form.

use super::keys::{identity, recipients, sealed};
use crate::scenario::{SLOT, Scenario, any_answer};
use kindstem::encoding;
use kindstem::seal::{Envelope, Fault, OpenedEnvelope, Plain, canonical, kset, open};
use serde_json::Value;

fn envelope(plain: &[u8], slot: &str) -> Envelope {
    let to = recipients("answers");
    let sealed = sealed(plain, &to).unwrap();
    Envelope { kset: kset(&to), slot: slot.into(), eid: encoding::hex(&sealed.eid), ciphertext: sealed.ciphertext }
}

/// What opening one plaintext gives.
fn read(plain: &[u8]) -> Result<Plain, Fault> {
    let mut opened = open([envelope(plain, SLOT)], &identity("answers-1"));
    match opened.entries.pop() {
        Some(e) => Ok(e.plain),
        None => Err(opened.faults.pop().unwrap().1),
    }
}

/// A page, a manifest and a contact as they are sealed.
fn three() -> [Vec<u8>; 3] {
    let mut parent = Scenario::parent();
    parent.walks("the end", any_answer);
    let plain = |n: usize| parent.sealed[n].plain.clone();
    [plain(0), plain(parent.sealed.len() - 1), plain(parent.sealed.len() - 2)]
}

fn changed(plain: &[u8], change: impl FnOnce(&mut serde_json::Map<String, Value>)) -> Vec<u8> {
    let mut json: Value = serde_json::from_slice(plain).unwrap();
    change(json.as_object_mut().unwrap());
    serde_json_canonicalizer::to_vec(&json).unwrap()
}

#[test]
fn each_kind_is_told_by_what_is_inside() {
    let kinds = three().map(|plain| match read(&plain).unwrap() {
        Plain::Page(e) => (canonical(&*e) == plain, "page"),
        Plain::Manifest(m) => (canonical(&*m) == plain, "manifest"),
        Plain::Contact(c) => (canonical(&*c) == plain, "contact"),
        Plain::Attachment(a) => (a.plain() == plain, "attachment"),
    });
    assert_eq!(kinds, [(true, "page"), (true, "manifest"), (true, "contact")]);
}

#[test]
fn another_form_of_the_same_is_refused() {
    for plain in three() {
        let text = String::from_utf8(plain.clone()).unwrap();
        let forms = [
            text.replacen('{', "{ ", 1),
            format!("{text}\n"),
            text.replacen("\"v\":1", "\"v\":1.0", 1),
            text.replacen("\"v\":1", "\"v\":1,\"v\":1", 1),
            text.replacen("\"slot\"", "\"sl\\u006ft\"", 1),
            format!("{},\"a_field\":1}}", &text[..text.len() - 1]),
            text.replacen("\"kind\":", "\"kind\":\"page\",\"kind\":", 1),
        ];
        for form in forms {
            assert_ne!(form, text);
            assert_eq!(read(form.as_bytes()), Err(Fault::Malformed), "{form}");
        }
        let whole = changed(&plain, |_| {});
        assert_eq!(whole, plain, "what the helper writes is canonical");
        assert_eq!(read(&changed(&plain, |x| drop(x.remove("wave")))), Err(Fault::Malformed));
        assert_eq!(read(&changed(&plain, |x| drop(x.insert("kind".into(), "note".into())))), Err(Fault::Malformed));
        assert_eq!(read(&changed(&plain, |x| drop(x.insert("role".into(), "aunt".into())))), Err(Fault::Malformed));
    }
}

#[test]
fn a_later_version_is_said_and_an_earlier_never_was() {
    for plain in three() {
        let version = |v: u32| changed(&plain, |x| drop(x.insert("v".into(), v.into())));
        assert_eq!(read(&version(2)), Err(Fault::LaterVersion));
        assert_eq!(read(&version(u32::MAX)), Err(Fault::LaterVersion));
        assert_eq!(read(&version(0)), Err(Fault::Malformed));
        let other_shape = br#"{"kind":"page","new":[1],"v":2}"#;
        assert_eq!(read(other_shape), Err(Fault::LaterVersion), "whatever else it holds");
    }
}

#[test]
fn what_is_no_json_of_ours_is_malformed() {
    let deep = format!("{}1{}", "[".repeat(2000), "]".repeat(2000));
    for plain in [&b"x"[..], b"null", b"[]", b"{}", b"\xff\xfe", br#"{"kind":"page","v":-1}"#, deep.as_bytes()] {
        assert_eq!(read(plain), Err(Fault::Malformed), "{plain:?}");
    }
}

#[test]
fn an_envelope_that_was_moved_to_another_slot_is_found_out() {
    for plain in three() {
        let right = envelope(&plain, SLOT);
        let moved = [
            Envelope { slot: "2".repeat(32), ..right.clone() },
            Envelope { eid: "2".repeat(32), ..right.clone() },
            Envelope { kset: "2".repeat(16), ..right.clone() },
        ];
        for moved in moved {
            let opened = open([moved], &identity("answers-1"));
            assert_eq!(opened.faults.iter().map(|f| f.1).collect::<Vec<_>>(), [Fault::WrongName]);
            // Whoever waits for a talk must not disappear because somebody moved the envelope.
            let is_contact = matches!(kindstem::seal::read(&plain), Ok(Plain::Contact(_)));
            assert_eq!(opened.entries.len(), usize::from(is_contact));
        }
        assert!(open([right], &identity("answers-1")).faults.is_empty());
    }
}

#[test]
fn every_envelope_is_either_read_or_a_fault() {
    let [page, manifest, contact] = three();
    let mut bad = envelope(&page, SLOT);
    bad.ciphertext.truncate(100);
    let all = [envelope(&page, SLOT), bad, envelope(&manifest, "x"), envelope(&contact, SLOT)];
    let opened = open(all, &identity("answers-2"));
    assert_eq!((opened.entries.len(), opened.faults.len()), (2, 2));
    let named = |e: &OpenedEnvelope| e.key.split('/').nth(1) == Some(SLOT) && e.link.len() == 64;
    assert!(opened.entries.iter().all(named));
}
