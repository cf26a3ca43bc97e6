//! The age envelope: encryption to the recipients, decryption with their identities, names of things in clear.
//!
//! Errors are codes of our own. age's error values are never displayed: displaying one pulls its translations into
//! the wasm and doubles it.

use super::error::SealError;
use super::pad::{PadError, pad, unpad};
use super::recipient;
use crate::age_header;
use age::x25519;
use sha2::{Digest, Sha256};
use std::io::Read;

/// One sealed entry.
#[derive(Clone)]
pub struct Sealed {
    /// 32 random bytes, kept on the device only: whoever presents it may delete the entry at the intake.
    pub secret: [u8; 32],
    /// Entry id, the first 16 bytes of the SHA-256 of `secret`; in names as 32 lower-case hex digits.
    pub eid: [u8; 16],
    /// The binary age v1 file (<https://age-encryption.org/v1>).
    pub ciphertext: Vec<u8>,
}

/// Pads a plaintext to `size` bytes and seals it to every recipient (`age1…`). Key set and entry id stand in front of
/// it inside the seal, so that an envelope that is found under another name is recognised.
///
/// `size` is the padded size of the plaintext in bytes, the same for everything that must look alike: see
/// [`super::entry_size`], [`super::manifest_size`] and [`super::CONTACT_SIZE`]. The ciphertext is some hundred bytes
/// longer per recipient. Each call draws a new secret and a new file key, so the same plaintext never gives the same
/// bytes.
///
/// # Errors
/// - [`SealError::TooFewRecipients`]: fewer than two different recipients.
/// - [`SealError::BadRecipient`]: a recipient is not a key of a known kind.
/// - [`SealError::MixedRecipients`]: age forbids these kinds of keys in one file.
/// - [`SealError::Size`]: the plaintext is empty or longer than `size` − 28 bytes.
/// - [`SealError::NoRandomness`]: the operating system or browser provided none.
/// - [`SealError::Encrypt`]: age refused to encrypt.
///
/// ```
/// use kindstem::seal::{Identities, SealError, seal};
///
/// // Test keys, published with this source.
/// let anna = "age1m44xqym3l84mxrvagmsm00vckuaedc3tt6k9wrhx00qt555fwqdsyv48xf";
/// let ben = "age15rm45tl9fwhsag8au9wj2njm8zs7x708g2q88kdnv7zg8y0uq33s8j2dmk";
/// let secret = "AGE-SECRET-KEY-12AK08KJETPN90CJL7JLY4CVJDLEXXMTCX88JXVPPJJ0PMKANUKGSUD96Q2";
///
/// let sealed = seal(b"{\"v\":1}", 4096, &[anna, ben]).unwrap();
/// let opened = Identities::parse(secret).unwrap().open(&sealed.ciphertext).unwrap();
/// assert_eq!((opened.plain, opened.eid), (b"{\"v\":1}".to_vec(), sealed.eid));
/// // The same key twice is one key, and losing it would lose the data.
/// assert_eq!(seal(b"{}", 4096, &[anna, anna]).err(), Some(SealError::TooFewRecipients));
/// ```
pub fn seal(plain: &[u8], size: usize, recipients: &[&str]) -> Result<Sealed, SealError> {
    let keys = recipient::parse(recipients)?;
    if plain.is_empty() {
        return Err(SealError::Size(PadError::Empty));
    }
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(|_| SealError::NoRandomness)?;
    let eid = eid_of(&secret);
    let named = [&key_set(recipients), &eid[..], plain].concat();
    let padded = pad(&named, size).map_err(SealError::Size)?;
    let ciphertext = recipient::encrypt_keys(&padded, &keys)?;
    Ok(Sealed { eid, secret, ciphertext })
}

/// What an envelope held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsealed {
    /// The key set that it was sealed to, 8 bytes: [`kset`] in hex.
    pub key_set: [u8; 8],
    /// Its entry id.
    pub eid: [u8; 16],
    /// The plaintext, without its padding.
    pub plain: Vec<u8>,
}

/// Returns the entry id that belongs to a secret: the first 16 bytes of its SHA-256.
pub fn eid_of(secret: &[u8; 32]) -> [u8; 16] {
    let hash = Sha256::digest(secret);
    std::array::from_fn(|i| hash[i])
}

/// Returns the name of a key set: 16 lower-case hex digits.
///
/// They are the first 8 bytes of the SHA-256 of the sorted recipient strings, joined by line feeds. The name is in the
/// clear, so that an intake can refuse a key set that it does not serve.
///
/// ```
/// use kindstem::seal::{is_key_set, kset};
///
/// let name = kset(&["age1anna", "age1ben"]);
/// assert!(is_key_set(&name));
/// assert_eq!(name, kset(&["age1ben", "age1anna"]), "the order does not matter");
/// ```
pub fn kset<S: AsRef<str>>(recipients: &[S]) -> String {
    crate::encoding::hex(&key_set(recipients))
}

fn key_set<S: AsRef<str>>(recipients: &[S]) -> [u8; 8] {
    let mut sorted: Vec<&str> = recipients.iter().map(AsRef::as_ref).collect();
    sorted.sort_unstable();
    let hash = Sha256::digest(sorted.join("\n").as_bytes());
    std::array::from_fn(|i| hash[i])
}

/// Secret X25519 keys that open envelopes.
pub struct Identities(Vec<x25519::Identity>);

impl Identities {
    /// Reads an identity file in age's format: one `AGE-SECRET-KEY-1…` per line, `#` begins a comment.
    ///
    /// # Errors
    /// [`SealError::BadIdentity`] if it has no key, or a line that is not one. [`super::SecretFile`] reads a file
    /// behind a passphrase.
    pub fn parse(text: &str) -> Result<Self, SealError> {
        let lines = text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'));
        let keys: Vec<x25519::Identity> =
            lines.map(|l| l.parse().map_err(|_| SealError::BadIdentity)).collect::<Result<_, _>>()?;
        if keys.is_empty() { Err(SealError::BadIdentity) } else { Ok(Identities(keys)) }
    }

    /// Returns the public keys, `age1…`, in the order of the file.
    pub fn recipients(&self) -> Vec<String> {
        self.0.iter().map(|k| k.to_public().to_string()).collect()
    }

    /// Returns each key by itself, to find out which of them opens something.
    pub fn singly(self) -> impl Iterator<Item = Identities> {
        self.0.into_iter().map(|key| Identities(vec![key]))
    }

    /// Opens one envelope: its plaintext without the padding, and the name that it was sealed under.
    ///
    /// # Errors
    /// [`SealError::NoMatchingKey`], [`SealError::Damaged`], or [`SealError::Size`] if [`seal`] did not write it.
    pub fn open(&self, ciphertext: &[u8]) -> Result<Unsealed, SealError> {
        let padded = self.decrypt(ciphertext)?;
        let named = unpad(&padded).map_err(SealError::Size)?;
        let malformed = SealError::Size(PadError::Malformed);
        let (key_set, rest) = named.split_first_chunk().ok_or(malformed)?;
        match rest.split_first_chunk() {
            Some((eid, plain)) if !plain.is_empty() => {
                Ok(Unsealed { key_set: *key_set, eid: *eid, plain: plain.to_vec() })
            }
            _ => Err(malformed),
        }
    }

    /// Decrypts an age file without padding, such as a register. The header must be one of the specification: the
    /// `age` crate takes two kinds of stanzas that it forbids ([`age_header::length`]).
    ///
    /// # Errors
    /// [`SealError::NoMatchingKey`] or [`SealError::Damaged`].
    pub fn decrypt(&self, ciphertext: &[u8]) -> Result<Vec<u8>, SealError> {
        age_header::length(ciphertext).ok_or(SealError::Damaged)?;
        let decryptor = age::Decryptor::new_buffered(ciphertext).map_err(|_| SealError::Damaged)?;
        let identities = self.0.iter().map(|k| k as &dyn age::Identity);
        let mut reader = decryptor.decrypt(identities).map_err(|e| match e {
            age::DecryptError::NoMatchingKeys => SealError::NoMatchingKey,
            _ => SealError::Damaged,
        })?;
        let mut out = Vec::new();
        reader.read_to_end(&mut out).map_err(|_| SealError::Damaged)?;
        Ok(out)
    }
}
