//! What is sealed is canonical JSON, held against a writer of RFC 8785 that is not ours; and padding.

use super::any;
use kindstem::seal::{PadError, canonical, pad, unpad};
use proptest::prelude::*;
use serde::Serialize;

fn by_the_rfc<T: Serialize>(plain: &T) -> Vec<u8> {
    serde_json_canonicalizer::to_vec(plain).unwrap()
}

proptest! {
    #[test]
    fn an_entry_is_canonical(e in any::entry()) {
        prop_assert_eq!(canonical(&e), by_the_rfc(&e));
    }

    #[test]
    fn a_manifest_is_canonical(m in any::manifest()) {
        prop_assert_eq!(canonical(&m), by_the_rfc(&m));
    }

    #[test]
    fn a_contact_is_canonical(c in any::contact()) {
        prop_assert_eq!(canonical(&c), by_the_rfc(&c));
    }

    #[test]
    fn what_is_read_and_written_again_is_the_same(e in any::entry(), m in any::manifest(), c in any::contact()) {
        let entry: kindstem::seal::Entry = serde_json::from_slice(&canonical(&e)).unwrap();
        prop_assert_eq!(canonical(&entry), canonical(&e));
        let manifest: kindstem::seal::Manifest = serde_json::from_slice(&canonical(&m)).unwrap();
        prop_assert_eq!(canonical(&manifest), canonical(&m));
        let contact: kindstem::seal::Contact = serde_json::from_slice(&canonical(&c)).unwrap();
        prop_assert_eq!(canonical(&contact), canonical(&c));
    }

    #[test]
    fn what_is_padded_is_of_that_size_and_comes_back(plain in prop::collection::vec(any::<u8>(), 1..300), more in 0usize..300) {
        let size = plain.len() + 4 + more;
        let padded = pad(&plain, size).unwrap();
        prop_assert_eq!(padded.len(), size);
        prop_assert_eq!(unpad(&padded).unwrap(), &plain[..]);
        prop_assert_eq!(pad(&plain, plain.len() + 3), Err(PadError::TooLarge));
    }

    #[test]
    fn whatever_unpads_was_padded(bytes in prop::collection::vec(prop_oneof![Just(0u8), any::<u8>()], 0..40)) {
        if let Ok(plain) = unpad(&bytes) {
            prop_assert_eq!(pad(plain, bytes.len()).unwrap(), bytes.clone());
        }
    }
}

#[test]
fn padding_that_nobody_wrote_is_refused() {
    let cases: [(&[u8], PadError); 5] = [
        (b"", PadError::Malformed),
        (b"\0\0\0", PadError::Malformed),
        (b"\0\0\0\0\0\0", PadError::Malformed),
        (b"\0\0\0\x02a", PadError::Malformed),
        (b"\0\0\0\x01a\0\0\x01", PadError::Malformed),
    ];
    for (bytes, error) in cases {
        assert_eq!(unpad(bytes), Err(error), "{bytes:?}");
    }
    assert_eq!(unpad(b"\xff\xff\xff\xffa"), Err(PadError::Malformed));
    assert_eq!(pad(b"", 4096), Err(PadError::Empty));
}
