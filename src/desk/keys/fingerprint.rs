//! A public key as words, so that two people can compare it by telephone or on paper.

use diceware_wordlists::EFF_LONG_WORDLIST;
use sha2::{Digest, Sha256};

/// Words of a public key: 77 bits. A key of somebody else's with the same words is not found by trying.
pub const WORDS: usize = 6;

/// The words of a public key.
pub fn words(recipient: &str) -> String {
    words_of(&Sha256::digest(recipient.as_bytes()).into(), WORDS)
}

/// The first `n` words of random bytes, or of a hash; at most nine.
pub fn words_of(bytes: &[u8; 32], n: usize) -> String {
    let [a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q, ..] = *bytes;
    // 128 bits hold nine words, each as likely as the others to within a part in a thousand million.
    let mut rest = u128::from_be_bytes([a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q]);
    let list = EFF_LONG_WORDLIST.len() as u128;
    let mut out = Vec::with_capacity(n);
    for _ in 0..n {
        out.push(EFF_LONG_WORDLIST[(rest % list) as usize]);
        rest /= list;
    }
    out.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{WORDS, words, words_of};

    #[test]
    fn the_words_of_a_key_are_the_same_for_ever() {
        let key = "age1m44xqym3l84mxrvagmsm00vckuaedc3tt6k9wrhx00qt555fwqdsyv48xf";
        assert_eq!(words(key), "unfeeling cargo enslave exorcist cognitive stapling");
        assert_ne!(words(key), words(&key.to_uppercase()));
        assert_eq!(words_of(&[0; 32], 2), "abacus abacus");
        assert_eq!(words_of(&[0xff; 32], WORDS).split(' ').count(), WORDS);
    }
}
