//! The stamp by itself: which bytes count, and that no others do.

use super::{Broken, Stamp, VERSION, key, signed};
use ed25519_dalek::SigningKey;
use proptest::prelude::*;

const STUDY: &str = "a-study";
const AT: &str = "2026-11-30T16:00Z";
const MOMENT: i64 = 1_796_054_400;

fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

fn read(bytes: &[u8]) -> Result<i64, Broken> {
    Stamp::read(bytes, STUDY, &key().verifying_key())
}

fn bytes(stamp: &Stamp) -> Vec<u8> {
    serde_json::to_vec(stamp).unwrap()
}

fn good() -> Stamp {
    Stamp::sign(STUDY, AT, &key())
}

#[test]
fn a_stamp_is_the_same_for_ever() {
    // Stamps and keys outlive this version: what it reads, and how it signs, must not change unnoticed. OpenSSL's Ed25519
    // makes the same signature of the bytes below with the same key.
    let text = String::from_utf8(bytes(&good())).unwrap();
    let signature = "a9a24542eb9154744a10a77483f59b29df28afa6bb9d8f11a4d6a4f28ae4e9f2\
                     de1aacd985434ee29c548f554682d9ea6f3d7dd9e33c1c45e5ef9c05864d0a00";
    assert_eq!(text, format!(r#"{{"v":1,"study":"a-study","at":"{AT}","signature":"{signature}"}}"#));
    assert_eq!(read(text.as_bytes()), Ok(MOMENT));
    let public = "kindstem-stamp1ea4a6c63e29c520abef5507b132ec5f9954776aebebe7b92421eea691446d22c";
    assert_eq!(key::public_line(&key().verifying_key()), public);
    let mut expected = b"kindstem contacts stamp v1\0\0\0\0\0\0\0\0\x07a-study".to_vec();
    expected.extend(b"\0\0\0\0\0\0\0\x112026-11-30T16:00Z");
    assert_eq!(signed(STUDY, AT), expected);
}

#[test]
fn what_was_changed_or_is_of_another_study_or_key_does_not_count() {
    let with = |change: fn(&mut Stamp)| {
        let mut stamp = good();
        change(&mut stamp);
        read(&bytes(&stamp))
    };
    assert_eq!(with(|_| ()), Ok(MOMENT));
    assert_eq!(with(|s| s.at = "2026-11-30T16:01Z".into()), Err(Broken::Signature));
    assert_eq!(with(|s| s.at = "2026-11-31T16:00Z".into()), Err(Broken::Malformed));
    assert_eq!(with(|s| s.study = "b-study".into()), Err(Broken::OtherStudy));
    assert_eq!(with(|s| s.v = VERSION + 1), Err(Broken::Version));
    assert_eq!(with(|s| s.signature = "00".repeat(64)), Err(Broken::Signature));
    assert_eq!(with(|s| s.signature = s.signature.to_uppercase()), Err(Broken::Malformed));
    assert_eq!(with(|s| s.signature.truncate(126)), Err(Broken::Malformed));
    assert_eq!(with(|s| s.signature.push_str("00")), Err(Broken::Malformed));
    let other = SigningKey::from_bytes(&[8; 32]);
    assert_eq!(read(&bytes(&Stamp::sign(STUDY, AT, &other))), Err(Broken::Signature));
    // Signed for another study, and renamed.
    let mut moved = Stamp::sign("b-study", AT, &key());
    moved.study = STUDY.into();
    assert_eq!(read(&bytes(&moved)), Err(Broken::Signature));
}

#[test]
fn a_file_that_is_no_stamp_is_malformed() {
    let good = String::from_utf8(bytes(&good())).unwrap();
    let more = good.replace("{\"v\"", "{\"who\":\"x\",\"v\"");
    let twice = good.replace("{\"v\":1", "{\"v\":1,\"v\":1");
    let texts = ["", " ", "{}", "[]", "null", "{\"v\":1}", "\u{0}", "kindstem-stamp1", &good[1..], &more, &twice];
    for text in texts.into_iter().chain([format!("{good}{good}").as_str(), &good.replace(":1", ":\"1\"")]) {
        assert_eq!(read(text.as_bytes()), Err(Broken::Malformed), "{text}");
    }
}

#[test]
fn two_stamps_never_sign_the_same_bytes() {
    assert_ne!(signed("ab", "c"), signed("a", "bc"));
    assert_ne!(signed("", "ab"), signed("ab", ""));
    assert_ne!(signed("a\0\0", "b"), signed("a", "\0\0b"));
}

#[test]
fn a_public_half_has_one_form() {
    let good = key::public_line(&key().verifying_key());
    assert_eq!(key::public(&good), Some(key().verifying_key()));
    let (prefix, hex) = good.split_at("kindstem-stamp1".len());
    let wrong = [
        String::new(),
        prefix.into(),
        hex.into(),
        format!("{prefix}{}", hex.to_uppercase()),
        format!("{}{hex}", prefix.to_uppercase()),
        format!("{good}0"),
        format!("{good}00"),
        good[..good.len() - 2].into(),
        format!(" {good}"),
        format!("{good}\n"),
        format!("{prefix}{}", "zz".repeat(32)),
        // The neutral point: a signature that everybody can make would fit it.
        format!("{prefix}01{}", "00".repeat(31)),
    ];
    for line in wrong {
        assert_eq!(key::public(&line), None, "{line:?}");
    }
}

proptest! {
    #[test]
    fn bytes_of_any_kind_are_refused_and_never_stop_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        prop_assert!(read(&bytes).is_err());
    }

    #[test]
    fn a_stamp_with_some_bytes_changed_counts_only_if_it_says_the_same(
        at in 0usize..400, to in any::<u8>(), cut in 0usize..400, put in prop::collection::vec(any::<u8>(), 0..4),
    ) {
        let whole = bytes(&good());
        let mut changed = whole.clone();
        let place = at % changed.len();
        changed[place] = to;
        let place = cut % changed.len();
        changed.splice(place..place, put);
        // White space between the fields, for one, changes nothing that is said.
        prop_assert!(read(&changed).is_ok_and(|at| at == MOMENT) || read(&changed).is_err());
        prop_assert!(read(&whole[..place]).is_err(), "a part of it");
    }

    #[test]
    fn any_hour_of_any_study_is_read_as_it_was_signed(study in "[a-z0-9-]{1,64}", minute in 0i64..200_000_000) {
        let at = crate::time::Minute::from_seconds(minute * 60).unwrap().to_string();
        let stamp = bytes(&Stamp::sign(&study, &at, &key()));
        prop_assert_eq!(Stamp::read(&stamp, &study, &key().verifying_key()), Ok(minute * 60));
    }

    #[test]
    fn a_line_of_any_kind_is_no_public_half(line in "(kindstem-stamp1)?\\PC{0,80}") {
        let read = key::public(&line);
        prop_assert!(read.is_none_or(|k| key::public_line(&k) == line));
    }
}
