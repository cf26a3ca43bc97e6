//! The text of a link: refused, or read so that writing it gives the same text. Also any 43 bytes with a right check.

use kindstem::study::{BadInvite, Invite, Target};

/// Panics where something does not hold; true where the bytes were read.
pub fn check(bytes: &[u8]) -> bool {
    let as_text = std::str::from_utf8(bytes).is_ok_and(one);
    bytes.len() >= 43 && one(&with_check(&bytes[..43])) || as_text
}

fn one(text: &str) -> bool {
    match Invite::decode(text) {
        Ok(invite) => {
            assert_eq!(invite.encode(), text.trim());
            assert_eq!(invite.slot_hex().len(), 32);
            for n in 0..=9 {
                let targets = [Target::Child(n), Target::Adult(n), Target::Home(n)];
                let there = targets.map(|t| invite.has(t));
                assert!((1..=6).contains(&n) || there == [false; 3]);
            }
            true
        }
        Err(BadInvite::OtherStudy) => panic!("no study was asked about"),
        Err(_) => false,
    }
}

/// What a fuzzer does not guess: the two bytes that guard the others.
fn with_check(bytes: &[u8]) -> String {
    let hash = kindstem::instrument::identity(bytes);
    let byte = |at: usize| u8::from_str_radix(&hash[at..at + 2], 16).expect("hex");
    let all = [bytes, &[byte(0), byte(2)]].concat();
    base64url(&all)
}

fn base64url(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let bits = |three: &[u8]| three.iter().fold(0u32, |n, b| n << 8 | u32::from(*b));
    let letters = |three: &[u8]| [18, 12, 6, 0].map(|shift| char::from(ALPHABET[(bits(three) >> shift & 63) as usize]));
    bytes.chunks_exact(3).flat_map(letters).collect()
}
