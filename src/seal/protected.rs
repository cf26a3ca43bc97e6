//! Identity files behind a passphrase: a binary age file that `age -p` writes (scrypt, RFC 7914).

use super::{Identities, SealError};
use age::scrypt;
use std::io::Read;

/// The largest work factor of scrypt that is followed: a gigabyte and a minute, where somebody else chose it. In a page
/// it is what a page's memory holds; age's own program makes files of 18.
const MOST_WORK: u8 = if cfg!(target_family = "wasm") { 20 } else { 22 };

/// Returns whether a file is protected by a passphrase. `false` for everything that is not a binary age file.
///
/// # Errors
/// [`SealError::BadIdentity`] for an age file that is sealed to public keys, [`SealError::Damaged`] for one that cannot
/// be read.
pub fn is_protected(file: &[u8]) -> Result<bool, SealError> {
    if !file.starts_with(b"age-encryption.org/") {
        return Ok(false);
    }
    let decryptor = age::Decryptor::new_buffered(file).map_err(|_| SealError::Damaged)?;
    if decryptor.is_scrypt() { Ok(true) } else { Err(SealError::BadIdentity) }
}

/// Returns whether this is an ASCII-armored age file. Nothing here opens one; `age -d FILE | age -p` converts it.
pub fn is_armoured(file: &[u8]) -> bool {
    file.starts_with(b"-----BEGIN AGE")
}

/// Decrypts a protected identity file and returns its text, which [`Identities::parse`] reads. Takes about a second
/// with the work factor of `age -p` (18); larger factors than 22 (20 in a browser) are refused.
///
/// # Errors
/// [`SealError::Damaged`] if it is not a complete age file, [`SealError::BadIdentity`] if it contains no identity,
/// [`SealError::NoMatchingKey`] if the passphrase is wrong.
pub fn unlock(file: &[u8], passphrase: &str) -> Result<String, SealError> {
    let text = unlock_text(file, passphrase)?;
    Identities::parse(&text)?;
    Ok(text)
}

/// Decrypts any text behind a passphrase, such as a stamp key.
///
/// # Errors
/// As [`unlock`], but without [`SealError::BadIdentity`].
pub fn unlock_text(file: &[u8], passphrase: &str) -> Result<String, SealError> {
    let decryptor = age::Decryptor::new_buffered(file).map_err(|_| SealError::Damaged)?;
    let mut identity = scrypt::Identity::new(passphrase.into());
    identity.set_max_work_factor(MOST_WORK);
    // What age says is not repeated; the usual reason by far is the passphrase.
    let mut reader =
        decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)).map_err(|_| SealError::NoMatchingKey)?;
    let mut text = String::new();
    reader.read_to_string(&mut text).map_err(|_| SealError::Damaged)?;
    Ok(text)
}
