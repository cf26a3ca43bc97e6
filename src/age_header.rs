//! The header of an age file as its specification has it (<https://c2sp.org/age#header>), for the two that look at one
//! before anything is decrypted: the intake, which has no key, and the desk, which is stricter than the `age` crate.

use base64ct::{Base64Unpadded, Encoding};

/// First line of every binary age file.
const VERSION: &[u8] = b"age-encryption.org/v1\n";
/// A line of a stanza's body: signs of base64, and the bytes that they stand for.
const LINE: usize = 64;
const LINE_BYTES: usize = 48;
/// Signs of the MAC.
const MAC: usize = 43;

/// Length of the header in bytes, the line of its MAC included; `None` where the bytes do not begin with a header.
///
/// A header is the version, one or more stanzas, and a MAC. A stanza is `->` with one or more arguments of printable
/// signs, then its body in canonical base64: lines of 64 signs and a shorter last one, which may be empty but not
/// absent. The `age` crate takes a stanza without that last line, as its own beta versions wrote it; we never wrote one.
///
/// Whether keys and MAC are right is for whoever holds an identity.
pub fn length(bytes: &[u8]) -> Option<usize> {
    let mut rest = bytes.strip_prefix(VERSION)?;
    let mut stanzas = 0;
    loop {
        let first = line(&mut rest)?;
        if let Some(mac) = first.strip_prefix(b"--- ") {
            return (stanzas > 0 && mac.len() == MAC && is_base64(mac)).then_some(bytes.len() - rest.len());
        }
        let arguments = first.strip_prefix(b"-> ")?;
        if !arguments.split(|b| *b == b' ').all(|a| !a.is_empty() && a.iter().all(u8::is_ascii_graphic)) {
            return None;
        }
        while is_full(line(&mut rest)?)? {}
        stanzas += 1;
    }
}

/// Takes the next line, without its line feed.
fn line<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let end = rest.iter().position(|b| *b == b'\n')?;
    let (line, after) = (rest.get(..end)?, rest.get(end + 1..)?);
    *rest = after;
    Some(line)
}

/// Whether another line of the body must follow this one; `None` where it is no line of a body.
fn is_full(line: &[u8]) -> Option<bool> {
    (line.len() <= LINE && is_base64(line)).then_some(line.len() == LINE)
}

/// Canonical base64 without padding, of at most a line.
fn is_base64(line: &[u8]) -> bool {
    Base64Unpadded::decode(line, &mut [0; LINE_BYTES]).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALID: [&str; 4] = ["AAAA\n", "\n", "QQ\n", "QUE\n"];

    /// A header with one stanza.
    fn with(stanza: &str) -> Option<usize> {
        let header = format!("age-encryption.org/v1\n{stanza}--- {}\n", "A".repeat(43));
        length(format!("{header}{}", "payload\n").as_bytes()).inspect(|n| assert_eq!(*n, header.len()))
    }

    #[test]
    fn a_body_ends_with_a_line_that_is_not_full() {
        let full = "A".repeat(64);
        for last in VALID {
            assert!(with(&format!("-> a b\n{last}")).is_some(), "{last:?}");
            assert!(with(&format!("-> a\n{full}\n{full}\n{last}")).is_some(), "{last:?} after two lines");
        }
        for missing in ["-> a\n", &format!("-> a\n{full}\n"), "-> a\n-> b\n\n"] {
            assert_eq!(with(missing), None, "{missing:?}");
        }
    }

    #[test]
    fn what_the_grammar_does_not_have_is_no_header() {
        let long = format!("-> a\n{}\n", "A".repeat(65));
        for stanza in [
            "",
            "AAAA\n",
            "-> \n\n",
            "->a\n\n",
            "-> a  b\n\n",
            "->  a\n\n",
            "-> a \n\n",
            "-> a\tb\n\n",
            "-> é\n\n",
            "-> a\r\n\n",
            "-> a\n\r\n",
            "-> a\nAAAA\nAAAA\n",
            "-> a\nA\n",
            "-> a\nQR\n",
            "-> a\nQUF\n",
            "-> a\nQQ==\n",
            "-> a\n_-AA\n",
            &long,
        ] {
            assert_eq!(with(stanza), None, "{stanza:?}");
        }
        for mac in [String::new(), "A".repeat(42), "A".repeat(44), format!("{}B", "A".repeat(42)), "A".repeat(43) + " "]
        {
            assert_eq!(length(format!("age-encryption.org/v1\n-> a\n\n--- {mac}\n").as_bytes()), None, "{mac:?}");
        }
        for version in ["age-encryption.org/v2\n", "age-encryption.org/v1\r\n", "", "\n"] {
            assert_eq!(length(format!("{version}-> a\n\n--- {}\n", "A".repeat(43)).as_bytes()), None, "{version:?}");
        }
    }

    #[test]
    fn a_cut_header_is_none() {
        let header = format!("age-encryption.org/v1\n-> a\n{}\n\n--- {}\n", "A".repeat(64), "A".repeat(43));
        assert_eq!(length(header.as_bytes()), Some(header.len()));
        for at in 0..header.len() {
            assert_eq!(length(&header.as_bytes()[..at]), None, "{at}");
        }
    }
}
