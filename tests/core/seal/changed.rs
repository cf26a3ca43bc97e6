//! An envelope that was changed is never read, and never breaks anything (T-25).

use super::keys::{identity, recipients, sealed};
use kindstem::seal::{Identities, SealError};

const PLAIN: &[u8] = b"{\"words\":\"thuis\"}";

fn ciphertext() -> Vec<u8> {
    sealed(PLAIN, &recipients("answers")).unwrap().ciphertext
}

/// Where the parts of an age file begin: stanzas, MAC, nonce, payload, last tag, end.
fn parts(file: &[u8]) -> [usize; 6] {
    let stanzas = file.iter().position(|b| *b == b'\n').unwrap() + 1;
    let mac = file.windows(5).position(|w| w == b"\n--- ").unwrap() + 1;
    let nonce = mac + file[mac..].iter().position(|b| *b == b'\n').unwrap() + 1;
    [stanzas, mac, nonce, nonce + 16, file.len() - 16, file.len()]
}

#[test]
fn t_25_a_flipped_byte_is_named_wherever_it_stands() {
    let (file, key) = (ciphertext(), identity("answers-1"));
    let [stanzas, mac, _, payload, tag, end] = parts(&file);
    assert_eq!(end - payload, 4096 + 16, "one chunk");
    let every = |from: usize, to: usize, step: usize| (from..to).step_by(step);
    let places = every(0, payload, 1).chain(every(payload, tag, 211)).chain(every(tag, end, 1));
    for at in places {
        let mut changed = file.clone();
        changed[at] ^= 0x01;
        let error = key.open(&changed).err();
        // In the stanzas a change may hide the only key that opens; everywhere else it is plain damage.
        let hidden = (stanzas..mac).contains(&at) && error == Some(SealError::NoMatchingKey);
        assert!(hidden || error == Some(SealError::Damaged), "byte {at}: {error:?}");
    }
}

#[test]
fn a_stanza_of_somebody_else_is_covered_too() {
    // The header's MAC covers every recipient: dropping or changing the other's place is damage.
    let (file, key) = (ciphertext(), identity("answers-1"));
    let [stanzas, mac, ..] = parts(&file);
    let seen: Vec<_> = (stanzas..mac)
        .map(|at| {
            let mut changed = file.clone();
            changed[at] ^= 0x02;
            key.open(&changed).err()
        })
        .collect();
    assert!(seen.contains(&Some(SealError::Damaged)) && seen.contains(&Some(SealError::NoMatchingKey)));
}

#[test]
fn a_file_that_was_cut_is_damaged_at_every_length() {
    let (file, key) = (ciphertext(), identity("answers-1"));
    let [_, mac, nonce, payload, tag, end] = parts(&file);
    let lengths = (0..mac).step_by(13).chain(mac..=payload).chain((payload..tag).step_by(509)).chain(tag..end);
    for length in lengths {
        assert_eq!(key.open(&file[..length]).err(), Some(SealError::Damaged), "{length} of {end}, nonce at {nonce}");
    }
}

#[test]
fn what_was_added_is_damage() {
    let (file, key) = (ciphertext(), identity("answers-1"));
    for tail in [&b"\0"[..], b"\n", &file] {
        assert_eq!(key.open(&[&file, tail].concat()).err(), Some(SealError::Damaged));
    }
}

#[test]
fn t_25_two_envelopes_cannot_be_spliced() {
    let (a, b, key) = (ciphertext(), ciphertext(), identity("answers-1"));
    let [_, _, at, ..] = parts(&a);
    let [_, _, bt, ..] = parts(&b);
    assert_eq!(key.open(&[&a[..at], &b[bt..]].concat()).err(), Some(SealError::Damaged));
}

#[test]
fn files_of_another_kind_are_refused() {
    let key = identity("answers-1");
    let others: [&[u8]; 6] = [
        b"",
        b"{}",
        b"-----BEGIN AGE ENCRYPTED FILE-----\n",
        b"age-encryption.org/v2\n",
        b"age-encryption.org/v1\n",
        b"age-encryption.org/v1\n--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
    ];
    for other in others {
        assert_eq!(key.open(other).err(), Some(SealError::Damaged), "{:?}", String::from_utf8_lossy(other));
    }
}

#[test]
fn a_file_with_a_passphrase_is_not_ours() {
    use std::io::Write;
    let mut work = age::scrypt::Recipient::new(String::from("horse battery").into());
    work.set_work_factor(2);
    let encryptor = age::Encryptor::with_recipients(std::iter::once(&work as &dyn age::Recipient)).unwrap();
    let mut file = Vec::new();
    let mut writer = encryptor.wrap_output(&mut file).unwrap();
    writer.write_all(PLAIN).unwrap();
    writer.finish().unwrap();
    assert_eq!(identity("answers-1").open(&file).err(), Some(SealError::NoMatchingKey));
}

#[test]
fn what_opens_and_was_not_padded_by_us_is_told_apart_from_damage() {
    use kindstem::seal::PadError;
    let key: Identities = identity("answers-1");
    let to: age::x25519::Recipient = recipients("answers")[0].parse().unwrap();
    let file = age::encrypt(&to, PLAIN).unwrap();
    assert_eq!(key.open(&file).err(), Some(SealError::Size(PadError::Malformed)));
    assert_eq!(key.decrypt(&file).unwrap(), PLAIN, "a register is no entry");
    for short in [&b"x"[..], &[7; 23], &[7; 24]] {
        let file = age::encrypt(&to, &kindstem::seal::pad(short, 4096).unwrap()).unwrap();
        assert_eq!(key.open(&file).err(), Some(SealError::Size(PadError::Malformed)), "no name in front of something");
    }
}

#[test]
fn each_error_has_words_of_its_own() {
    let all = [
        SealError::TooFewRecipients,
        SealError::BadRecipient,
        SealError::BadIdentity,
        SealError::NoRandomness,
        SealError::Encrypt,
        SealError::NoMatchingKey,
        SealError::Damaged,
    ];
    let texts: std::collections::BTreeSet<String> = all.iter().map(|e| e.to_string()).collect();
    assert_eq!(texts.len(), all.len(), "each its own");
}
