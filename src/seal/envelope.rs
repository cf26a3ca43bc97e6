//! The age envelope: encryption to the recipients, decryption with their identities, names of things in clear.
//!
//! Errors are codes of our own. age's error values are never displayed: displaying one pulls its translations into
//! the wasm and doubles it.

use super::pad::{PadError, pad, unpad};
use super::recipient;
use age::x25519;
use sha2::{Digest, Sha256};
use std::fmt;
use std::io::Read;

/// One sealed entry.
#[derive(Clone)]
pub struct Sealed {
    /// Lives in memory only; whoever shows it may delete the entry.
    pub secret: [u8; 32],
    /// First 16 bytes of the SHA-256 of `secret`; names the entry.
    pub eid: [u8; 16],
    /// The age file.
    pub ciphertext: Vec<u8>,
}

/// Why sealing or opening failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealError {
    /// Fewer than two different recipients: one lost key would be lost data.
    TooFewRecipients,
    /// A recipient is no `age1…` public key that this version knows.
    BadRecipient,
    /// age forbids recipients of these kinds in one file.
    MixedRecipients,
    /// An identity file holds no `AGE-SECRET-KEY-1…`.
    BadIdentity,
    /// The plaintext does not fit its size.
    Size(PadError),
    /// The machine gave no randomness.
    NoRandomness,
    /// age refused to encrypt.
    Encrypt,
    /// None of the identities opens it.
    NoMatchingKey,
    /// Not an age file, or changed after it was sealed.
    Damaged,
}

impl fmt::Display for SealError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SealError::TooFewRecipients => {
                "at least two different recipients are needed, so that one lost key is not lost data"
            }
            SealError::BadRecipient => "a recipient is no age public key; it begins with age1",
            SealError::MixedRecipients => "these kinds of recipient keys must not be mixed; give all keys of one kind",
            SealError::BadIdentity => "no identity here; a line that begins with AGE-SECRET-KEY-1 is needed",
            SealError::Size(e) => return e.fmt(f),
            SealError::NoRandomness => "the machine gave no randomness",
            SealError::Encrypt => "the envelope could not be made",
            SealError::NoMatchingKey => "none of the identities opens this envelope",
            SealError::Damaged => "this is no envelope, or it was changed after it was sealed",
        })
    }
}

impl std::error::Error for SealError {}

/// Pads a plaintext to `size` bytes and seals it to every recipient (`age1…`).
///
/// # Errors
/// Fewer than two different recipients, one that is not known, or a plaintext that does not fit.
pub fn seal(plain: &[u8], size: usize, recipients: &[&str]) -> Result<Sealed, SealError> {
    let keys = recipient::parse(recipients)?;
    let padded = pad(plain, size).map_err(SealError::Size)?;
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(|_| SealError::NoRandomness)?;
    let ciphertext = recipient::encrypt_keys(&padded, &keys)?;
    Ok(Sealed { eid: eid_of(&secret), secret, ciphertext })
}

/// The name of the entry whose secret this is.
pub fn eid_of(secret: &[u8; 32]) -> [u8; 16] {
    let hash = Sha256::digest(secret);
    std::array::from_fn(|i| hash[i])
}

/// Name of a set of keys in clear: first 8 bytes, in hex, of the SHA-256 of the sorted recipient strings joined by
/// line feeds. An intake can refuse a key set that it does not serve.
pub fn kset<S: AsRef<str>>(recipients: &[S]) -> String {
    let mut sorted: Vec<&str> = recipients.iter().map(AsRef::as_ref).collect();
    sorted.sort_unstable();
    crate::encoding::hex(&Sha256::digest(sorted.join("\n").as_bytes())[..8])
}

/// Secret keys that open envelopes.
pub struct Identities(Vec<x25519::Identity>);

impl Identities {
    /// Reads identity files in age's own format: one key per line, `#` begins a comment.
    ///
    /// # Errors
    /// No key in it, or a line that is none.
    pub fn parse(text: &str) -> Result<Self, SealError> {
        let lines = text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'));
        let keys: Vec<x25519::Identity> =
            lines.map(|l| l.parse().map_err(|_| SealError::BadIdentity)).collect::<Result<_, _>>()?;
        if keys.is_empty() { Err(SealError::BadIdentity) } else { Ok(Identities(keys)) }
    }

    /// The public keys.
    pub fn recipients(&self) -> Vec<String> {
        self.0.iter().map(|k| k.to_public().to_string()).collect()
    }

    /// Each key by itself, for who must know which of them opens something.
    pub fn singly(self) -> impl Iterator<Item = Identities> {
        self.0.into_iter().map(|key| Identities(vec![key]))
    }

    /// Opens one envelope: the padded plaintext without its padding.
    ///
    /// # Errors
    /// No key opens it, it was changed, or what is inside was not written by [`seal`].
    pub fn open(&self, ciphertext: &[u8]) -> Result<Vec<u8>, SealError> {
        let padded = self.decrypt(ciphertext)?;
        unpad(&padded).map(<[u8]>::to_vec).map_err(SealError::Size)
    }

    /// Opens an age file that holds something else than an entry (a register).
    ///
    /// # Errors
    /// No key opens it, or it was changed.
    pub fn decrypt(&self, ciphertext: &[u8]) -> Result<Vec<u8>, SealError> {
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
