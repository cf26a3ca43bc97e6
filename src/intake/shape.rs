//! What an envelope looks like from outside: an age file of one of the padded sizes, and nothing else. The intake
//! cannot open it, but it can refuse to be a store for anything.

use crate::age_header;

/// Longest header: that of some hundred recipients.
const HEADER: usize = 32 << 10;
/// Random bytes in front of the sealed chunks.
const NONCE: usize = 16;
/// A sealed chunk: 64 KiB and its tag.
const CHUNK: usize = (64 << 10) + TAG;
const TAG: usize = 16;
/// Every plaintext is padded to a power of two, and none is smaller.
const SMALLEST: usize = 4096;

/// Bytes of the padded plaintext; `None` where the bytes are no age file of a size that a page seals.
///
/// The header is read as its grammar has it ([`age_header::length`]); whether its keys and its MAC are right is for
/// whoever holds an identity.
pub fn plain_size(bytes: &[u8]) -> Option<usize> {
    let header = age_header::length(&bytes[..bytes.len().min(HEADER)])?;
    let sealed = bytes.len().checked_sub(header + NONCE)?;
    let size = sealed.checked_sub(TAG * sealed.div_ceil(CHUNK))?;
    (size >= SMALLEST && size.is_power_of_two()).then_some(size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::seal;

    const KEYS: [&str; 2] = [
        "age1m44xqym3l84mxrvagmsm00vckuaedc3tt6k9wrhx00qt555fwqdsyv48xf",
        "age15rm45tl9fwhsag8au9wj2njm8zs7x708g2q88kdnv7zg8y0uq33s8j2dmk",
    ];

    #[test]
    fn what_the_page_seals_has_its_padded_size() {
        for size in [4096, 8192, 1 << 16, 1 << 17] {
            assert_eq!(plain_size(&seal(b"{}", size, &KEYS).unwrap().ciphertext), Some(size));
        }
        assert_eq!(plain_size(&seal(b"{}", 4095, &KEYS).unwrap().ciphertext), None);
        assert_eq!(plain_size(&seal(b"{}", 6000, &KEYS).unwrap().ciphertext), None);
        assert_eq!(plain_size(&seal(b"{}", 2048, &KEYS).unwrap().ciphertext), None);
    }

    #[test]
    fn cut_lengthened_or_something_else_is_none() {
        let good = seal(b"{}", 4096, &KEYS).unwrap().ciphertext;
        assert_eq!(plain_size(&good[..good.len() - 1]), None);
        assert_eq!(plain_size(&[&good[..], b"x"].concat()), None);
        for at in 0..good.len().min(700) {
            assert_eq!(plain_size(&good[..at]), None, "{at}");
        }
        let body = [b'x'; 16 + 4096 + 16];
        let with = |header: &str| plain_size(&[header.as_bytes(), &body].concat());
        let mac = format!("--- {}\n", "A".repeat(43));
        assert_eq!(with(&format!("age-encryption.org/v1\n-> X25519 abc\nAAAA\n{mac}")), Some(4096));
        for header in [
            mac.clone(),
            format!("age-encryption.org/v1\n{mac}"),
            format!("age-encryption.org/v2\n-> X25519 abc\nAAAA\n{mac}"),
            format!("age-encryption.org/v1\nAAAA\n{mac}"),
            format!("age-encryption.org/v1\n-> \nAAAA\n{mac}"),
            format!("age-encryption.org/v1\n-> X25519 abc\n{}\n{mac}", "A".repeat(65)),
            format!("age-encryption.org/v1\n-> X25519 abc\nplain words of somebody\n{mac}"),
            "age-encryption.org/v1\n-> X25519 abc\nAAAA\n--- AAAA\n".to_string(),
            format!("age-encryption.org/v1\n-> {}\n{mac}", "x".repeat(HEADER)),
        ] {
            assert_eq!(with(&header), None, "{}", &header[..header.len().min(80)]);
        }
    }
}
