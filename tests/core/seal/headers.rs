//! The header: what we seal has one by the specification, and what has none is not opened.

use super::keys::{identity, recipients, sealed};
use kindstem::age_header;
use kindstem::seal::SealError;

/// age adds a stanza of a random length to each header. One in 33 has a body that needs an empty last line.
#[test]
fn everything_that_is_sealed_here_has_a_header() {
    let (to, mut with_empty_line) = (recipients("answers"), 0);
    for _ in 0..600 {
        let made = sealed(b"{}", &to).unwrap().ciphertext;
        let end = age_header::length(&made).expect("a header by the specification");
        with_empty_line += usize::from(made[..end].windows(2).any(|w| w == b"\n\n"));
    }
    assert!(with_empty_line > 0, "the case that differs was not among 600");
}

/// The same bytes after the header, which the `age` crate would still compare with the MAC: without a header they are
/// refused before any key is tried.
#[test]
fn what_has_no_header_is_damaged_whoever_opens_it() {
    let made = sealed(b"{}", &recipients("answers")).unwrap().ciphertext;
    let mac = made.windows(5).position(|w| w == b"\n--- ").unwrap() + 1;
    let missing = [&made[..mac], b"-> a\n", &made[mac..]].concat();
    for key in ["answers-1", "contact-1"] {
        assert_eq!(identity(key).decrypt(&missing), Err(SealError::Damaged), "{key}");
    }
}
