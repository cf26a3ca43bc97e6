//! Bytes as text: hex for names and hashes, base64 in links and in `integrity`.
//!
//! Everything is decoded strictly: one alphabet, one length, one text for the same bytes. None of it takes a time that
//! depends on the bytes, so a secret may pass through here too.

use base64ct::{Base64, Base64UrlUnpadded, Encoding};

/// Returns the bytes as lower-case hex, two digits for each.
pub fn hex(bytes: &[u8]) -> String {
    base16ct::lower::encode_string(bytes)
}

/// Reads lower-case hex. `None` for anything else, an odd number of digits included.
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    base16ct::lower::decode_vec(text).ok()
}

/// Returns the bytes as upper-case hex, in which age writes its secrets.
pub fn hex_upper(bytes: &[u8]) -> String {
    base16ct::upper::encode_string(bytes)
}

/// Reads upper-case hex. `None` for anything else, an odd number of digits included.
pub fn from_hex_upper(text: &str) -> Option<Vec<u8>> {
    base16ct::upper::decode_vec(text).ok()
}

/// Returns the bytes as base64 with padding (RFC 4648, section 4), in which HTML writes `integrity`.
pub fn base64(bytes: &[u8]) -> String {
    Base64::encode_string(bytes)
}

/// Reads base64 with padding. `None` for anything else, such as missing padding or white space.
pub fn from_base64(text: &str) -> Option<Vec<u8>> {
    Base64::decode_vec(text).ok()
}

/// Returns the bytes as base64url without padding (RFC 4648, section 5), which needs no escapes in a link.
pub fn base64url(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}

/// Reads base64url without padding. `None` for anything else, padding included.
pub fn from_base64url(text: &str) -> Option<Vec<u8>> {
    Base64UrlUnpadded::decode_vec(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_those_of_rfc_4648() {
        let bytes = [0x14, 0xfb, 0x9c, 0x03, 0xd9, 0x7e];
        assert_eq!((hex(&bytes).as_str(), hex_upper(&bytes).as_str()), ("14fb9c03d97e", "14FB9C03D97E"));
        assert_eq!([base64(b"foob"), base64url(b"foob")], ["Zm9vYg==", "Zm9vYg"]);
        assert_eq!([base64(&[251, 255]), base64url(&[251, 255])], ["+/8=", "-_8"]);
        assert_eq!(from_hex("14fb9c03d97e").as_deref(), Some(&bytes[..]));
        assert_eq!(from_hex_upper("14FB9C03D97E").as_deref(), Some(&bytes[..]));
        assert_eq!(from_base64("Zm9vYg==").as_deref(), from_base64url("Zm9vYg").as_deref());
    }

    #[test]
    fn only_one_text_is_read_for_the_same_bytes() {
        for text in ["0", "0G", "AB", " ab", "ab ", "ab\n"] {
            assert_eq!(from_hex(text), None, "{text:?}");
        }
        assert_eq!(from_hex_upper("ab"), None);
        for text in ["Zm9vYg", "Zm9vYh==", "Zm9vYg==\n", "-_8="] {
            assert_eq!(from_base64(text), None, "{text:?}");
        }
        for text in ["Zm9vYg==", "Zm9vYh", "+/8"] {
            assert_eq!(from_base64url(text), None, "{text:?}");
        }
    }
}
