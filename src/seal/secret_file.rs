//! A secret key file of the researcher: its text, or that text encrypted with a passphrase as `age -p` does.

use super::{Identities, SealError};
use crate::age_header;
use age::scrypt;
use std::fmt;
use std::io::Read;

/// The largest work factor of scrypt that is accepted: a gigabyte and a minute, where somebody else chose it. In a page
/// it is what a page's memory holds; age's own program makes files of 18.
const MOST_WORK: u8 = if cfg!(target_family = "wasm") { 20 } else { 22 };

/// The bytes of a secret file, as far as they can be read without a passphrase.
pub enum SecretFile {
    /// Its text.
    Text(String),
    /// A passphrase is needed.
    Protected(Protected),
}

/// A secret file behind a passphrase.
pub struct Protected(Vec<u8>);

/// Why a secret file cannot be used. No variant holds a text of the file: it may be half a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretFileError {
    /// It is ASCII-armored.
    Armored,
    /// It is not a secret file: it has another form, or is an age file to somebody's key.
    OtherFile,
    /// It is encrypted with another passphrase.
    WrongPassphrase,
    /// It is an age file that was cut off or changed, or whose passphrase takes more work than is accepted.
    Damaged,
}

impl SecretFileError {
    /// Returns what is wrong, with the name of the file; a sentence without a full stop.
    pub fn what(self, path: impl fmt::Display) -> String {
        match self {
            SecretFileError::Armored => format!("{path} is an ASCII-armored age file"),
            SecretFileError::OtherFile => format!("{path} is not an identity file"),
            SecretFileError::WrongPassphrase => format!("{path} cannot be opened with this passphrase"),
            SecretFileError::Damaged => format!("{path} is damaged"),
        }
    }

    /// Returns what to do about it; a sentence without a capital and full stop.
    pub fn advice(self) -> &'static str {
        match self {
            SecretFileError::Armored => "convert it to a binary file: age -d FILE | age -p -o key.age",
            SecretFileError::OtherFile => {
                "an identity file has one line that begins with AGE-SECRET-KEY-1; kindstem keygen and age-keygen make such files"
            }
            SecretFileError::WrongPassphrase => {
                "give the passphrase that the file was made with; capitals and spaces count"
            }
            SecretFileError::Damaged => "use the other copy of the key",
        }
    }
}

impl SecretFile {
    /// Reads the bytes of a file.
    ///
    /// # Errors
    ///
    /// Every [`SecretFileError`] but [`SecretFileError::WrongPassphrase`].
    pub fn read(bytes: Vec<u8>) -> Result<Self, SecretFileError> {
        if bytes.starts_with(b"-----BEGIN AGE") {
            return Err(SecretFileError::Armored);
        }
        if !bytes.starts_with(b"age-encryption.org/") {
            return String::from_utf8(bytes).map(SecretFile::Text).map_err(|_| SecretFileError::OtherFile);
        }
        age_header::length(&bytes).ok_or(SecretFileError::Damaged)?;
        let decryptor = age::Decryptor::new_buffered(bytes.as_slice()).map_err(|_| SecretFileError::Damaged)?;
        if !decryptor.is_scrypt() {
            return Err(SecretFileError::OtherFile);
        }
        Ok(SecretFile::Protected(Protected(bytes)))
    }
}

impl Protected {
    /// Decrypts the text, whatever kind of key it is. Takes about a second, on purpose.
    ///
    /// # Errors
    ///
    /// [`SecretFileError::WrongPassphrase`], or [`SecretFileError::Damaged`] where the file was cut off or
    /// changed.
    pub fn unlock(&self, passphrase: &str) -> Result<String, SecretFileError> {
        let decryptor = age::Decryptor::new_buffered(self.0.as_slice()).map_err(|_| SecretFileError::Damaged)?;
        let mut identity = scrypt::Identity::new(passphrase.into());
        identity.set_max_work_factor(MOST_WORK);
        let mut reader = decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)).map_err(|e| match e {
            age::DecryptError::DecryptionFailed => SecretFileError::WrongPassphrase,
            // Salt, work factor or MAC are wrong: no passphrase would open it.
            _ => SecretFileError::Damaged,
        })?;
        let mut text = String::new();
        reader.read_to_string(&mut text).map_err(|_| SecretFileError::Damaged)?;
        Ok(text)
    }
}

/// Checks that the text of a secret file holds an identity of age.
///
/// # Errors
///
/// [`SecretFileError::OtherFile`].
pub fn check_identity(text: &str) -> Result<(), SecretFileError> {
    match Identities::parse(text) {
        Err(SealError::BadIdentity) => Err(SecretFileError::OtherFile),
        _ => Ok(()),
    }
}
