//! Identity files behind a passphrase: an age file of its own, as `age -p` makes it.

use super::{Identities, SealError};
use age::scrypt;
use std::io::Read;

/// The largest work factor of scrypt that is followed: a gigabyte and a minute, where somebody else chose it. In a page
/// it is what a page's memory holds; age's own program makes files of 18.
const MOST_WORK: u8 = if cfg!(target_family = "wasm") { 20 } else { 22 };

/// Whether this is such a file: then a passphrase is worth asking for.
///
/// # Errors
/// It is an age file, but [`SealError::BadIdentity`] for others' keys, or [`SealError::Damaged`].
pub fn is_protected(file: &[u8]) -> Result<bool, SealError> {
    if !file.starts_with(b"age-encryption.org/") {
        return Ok(false);
    }
    let decryptor = age::Decryptor::new_buffered(file).map_err(|_| SealError::Damaged)?;
    if decryptor.is_scrypt() { Ok(true) } else { Err(SealError::BadIdentity) }
}

/// Whether this is an age file in letters, which is not opened here.
pub fn is_armoured(file: &[u8]) -> bool {
    file.starts_with(b"-----BEGIN AGE")
}

/// Opens it: the text of the identity file.
///
/// # Errors
/// [`SealError::Damaged`] where it is no whole age file, [`SealError::BadIdentity`] where it holds no identity,
/// [`SealError::NoMatchingKey`] where the passphrase is another one.
pub fn unlock(file: &[u8], passphrase: &str) -> Result<String, SealError> {
    let text = unlock_text(file, passphrase)?;
    Identities::parse(&text)?;
    Ok(text)
}

/// Opens it, whatever kind of key its text is.
///
/// # Errors
/// As [`unlock`], but for what the text says.
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
