//! What the intake sees of an envelope: an age file of a padded size, or refused. Also with a body behind it, which a
//! fuzzer would hardly grow.

use kindstem::intake::plain_size;

/// Nonce, the smallest padded plaintext and its tag.
const BODY: [u8; 16 + 4096 + 16] = [0; 16 + 4096 + 16];

/// Panics where something does not hold; true where the bytes were taken.
pub fn check(bytes: &[u8]) -> bool {
    let alone = one(bytes);
    let with_body = one(&[bytes, &BODY].concat());
    assert!(!(alone && with_body), "a body more is another size");
    alone || with_body
}

fn one(bytes: &[u8]) -> bool {
    let Some(size) = plain_size(bytes) else { return false };
    assert!(size.is_power_of_two() && size >= 4096 && size < bytes.len());
    assert_eq!(plain_size(&bytes[..bytes.len() - 1]), None, "cut");
    assert_eq!(plain_size(&[bytes, b"x"].concat()), None, "lengthened");
    // Read a second time, in another way: text up to the MAC, which is the first line of its kind.
    let mac = bytes.windows(5).position(|w| w == b"\n--- ").expect("a header ends with a MAC") + 1;
    let header = std::str::from_utf8(&bytes[..mac]).expect("a header is text");
    assert!(
        header.starts_with("age-encryption.org/v1\n-> ") && !header.contains(|c: char| c.is_control() && c != '\n')
    );
    assert_eq!(bytes[mac + 47], b'\n', "a MAC has 43 signs");
    let sealed = bytes.len() - (mac + 48) - 16;
    let tags = (1..).find(|n| n * ((64 << 10) + 16) >= sealed).expect("a number of chunks");
    assert_eq!(sealed - 16 * tags, size);
    true
}
