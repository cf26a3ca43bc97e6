//! Recipient keys: the public halves that envelopes, and the researcher's own files, are sealed to.
//!
//! This is the one place that knows which kinds of public keys there are. To add a kind, add a variant to [`Key`] and
//! follow the compiler here, and teach [`super::Identities`] to read its secret half. age decides which kinds may be
//! mixed in one file, and [`encrypt_to`] says so.

use super::SealError;
use age::secrecy::SecretString;
use age::x25519;
use std::fmt;
use std::io::Write;
use std::str::FromStr;

/// A public key of one of the kinds that this version seals to.
#[derive(Clone, PartialEq, Eq)]
pub enum Key {
    /// X25519, `age1…`: 62 characters.
    X25519(x25519::Recipient),
}

impl Key {
    /// Makes a new pair of keys. The secret half has the form of a line of an identity file (`AGE-SECRET-KEY-1…`).
    pub fn generate() -> (Self, SecretString) {
        let identity = x25519::Identity::generate();
        (Key::X25519(identity.to_public()), identity.to_string())
    }

    fn as_dyn(&self) -> &dyn age::Recipient {
        match self {
            Key::X25519(key) => key,
        }
    }
}

impl FromStr for Key {
    type Err = SealError;

    fn from_str(text: &str) -> Result<Self, SealError> {
        text.parse().map(Key::X25519).map_err(|_| SealError::BadRecipient)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Key::X25519(key) => key.fmt(f),
        }
    }
}

/// Reads recipient keys.
///
/// # Errors
/// [`SealError::BadRecipient`] for a text that is not a key of a known kind, and [`SealError::TooFewRecipients`] for
/// fewer than two different keys.
pub fn parse<S: AsRef<str>>(texts: &[S]) -> Result<Vec<Key>, SealError> {
    let keys: Vec<Key> = texts.iter().map(|text| text.as_ref().parse()).collect::<Result<_, _>>()?;
    if two_different(&keys) { Ok(keys) } else { Err(SealError::TooFewRecipients) }
}

/// Whether two of these keys differ. The same key twice is one key.
fn two_different(keys: &[Key]) -> bool {
    keys.iter().any(|k| keys.first() != Some(k))
}

/// Encrypts bytes to every recipient, so that any one of them opens the result. Without padding: for files of the
/// researcher's own. [`super::seal()`] is for entries.
///
/// # Errors
/// Those of [`parse`] and of [`encrypt_to`].
pub fn encrypt<S: AsRef<str>>(plain: &[u8], recipients: &[S]) -> Result<Vec<u8>, SealError> {
    encrypt_to(plain, parse(recipients)?.iter().map(Key::as_dyn))
}

/// Encrypts bytes to recipients that are already known.
pub(super) fn encrypt_keys(plain: &[u8], keys: &[Key]) -> Result<Vec<u8>, SealError> {
    encrypt_to(plain, keys.iter().map(Key::as_dyn))
}

/// Encrypts bytes to anything that age calls a recipient, a passphrase included.
///
/// # Errors
/// [`SealError::MixedRecipients`] where age forbids these kinds in one file: one that resists quantum computers beside
/// one that does not would protect nothing. [`SealError::Encrypt`] if age refuses for another reason, such as no
/// recipients at all.
pub fn encrypt_to<'a>(plain: &[u8], to: impl Iterator<Item = &'a dyn age::Recipient>) -> Result<Vec<u8>, SealError> {
    let encryptor = age::Encryptor::with_recipients(to).map_err(|e| match e {
        age::EncryptError::IncompatibleRecipients { .. } => SealError::MixedRecipients,
        _ => SealError::Encrypt,
    })?;
    let mut out = Vec::with_capacity(plain.len() + 1024);
    let mut writer = encryptor.wrap_output(&mut out).map_err(|_| SealError::Encrypt)?;
    writer.write_all(plain).map_err(|_| SealError::Encrypt)?;
    writer.finish().map_err(|_| SealError::Encrypt)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::Identities;
    use age::secrecy::ExposeSecret;

    #[test]
    fn a_key_is_written_as_it_was_read_and_a_new_pair_fits_together() {
        let ((one, secret), (two, _)) = (Key::generate(), Key::generate());
        assert!(one != two);
        for key in [&one, &two] {
            assert!(key.to_string().parse::<Key>().is_ok_and(|again| again == *key));
        }
        let sealed = encrypt(b"register", &[one.to_string(), two.to_string()]).unwrap();
        let identities = Identities::parse(secret.expose_secret()).unwrap();
        assert_eq!(identities.decrypt(&sealed).unwrap(), b"register");
        assert_eq!(identities.recipients(), [one.to_string()]);
    }

    #[test]
    fn a_file_of_the_researchers_needs_two_keys_as_an_entry_does() {
        let key = Key::generate().0.to_string();
        assert_eq!(encrypt(b"-", &[&key, &key]), Err(SealError::TooFewRecipients));
        assert_eq!(encrypt(b"-", &[&key, "age1"]), Err(SealError::BadRecipient));
        assert_eq!(encrypt::<&str>(b"-", &[]), Err(SealError::TooFewRecipients));
    }

    /// age's own test key of its hybrid kind, which is for hardware and which no study can have.
    #[test]
    fn kinds_that_age_forbids_together_are_refused() {
        let other: age::tagpq::Recipient = include_str!("../../tests/seal/age1tagpq.txt").parse().unwrap();
        let key = Key::generate().0;
        assert_eq!(other.to_string().parse::<Key>().err(), Some(SealError::BadRecipient));
        let mixed: [&dyn age::Recipient; 2] = [key.as_dyn(), &other];
        assert_eq!(encrypt_to(b"-", mixed.into_iter()), Err(SealError::MixedRecipients));
        assert!(encrypt_to(b"-", mixed[1..].iter().copied()).is_ok());
    }
}
