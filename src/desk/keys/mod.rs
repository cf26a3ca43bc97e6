//! Keys and age files of the researcher: identities, and the register that is encrypted to them.

mod fingerprint;
mod passphrase;

pub use fingerprint::{WORDS, words, words_of};

use crate::desk::host::error::Failure;
use crate::desk::host::files;
use crate::seal::recipient::{self, Key};
use crate::seal::{Identities, Protected, SecretFile, SecretFileError, check_identity};
use age::scrypt;
use age::secrecy::{ExposeSecret, SecretString};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// scrypt's work factor, as age's own program has it: about a second and 256 MiB for each guess, wherever it runs.
const WORK: u8 = 18;

/// Identity files that a passphrase opened in this run: nobody is asked twice for one.
static UNLOCKED: Mutex<Vec<(PathBuf, SecretString)>> = Mutex::new(Vec::new());

/// A new key pair.
pub struct Made {
    /// `age1…`
    pub public: String,
    /// `AGE-SECRET-KEY-1…`
    pub secret: String,
}

/// Makes a key pair of the kind that this version makes.
pub fn generate() -> Made {
    let (key, secret) = Key::generate();
    Made { public: key.to_string(), secret: secret.expose_secret().to_string() }
}

/// Reads one or several identity files; asks for the passphrase of those that have one.
pub fn identities(paths: &[PathBuf]) -> Result<Identities, Failure> {
    let mut all = String::new();
    for path in paths {
        let text = secret_text(path, not_an_identity)?;
        let text = text.expose_secret();
        check_identity(text).map_err(|_| not_an_identity(path))?;
        all.push_str(text);
        all.push('\n');
    }
    Identities::parse(&all).map_err(|e| Failure::unusable(e, "give --identity FILE, a file made by kindstem keygen"))
}

/// Hands the text of a secret file to `read`; asks for its passphrase where it has one.
///
/// # Errors
/// It cannot be read, its passphrase does not open it, or it is damaged; `other` where it is not a secret file at all.
pub fn with_secret<T>(path: &Path, other: fn(&Path) -> Failure, read: impl FnOnce(&str) -> T) -> Result<T, Failure> {
    secret_text(path, other).map(|text| read(text.expose_secret()))
}

fn secret_text(path: &Path, other: fn(&Path) -> Failure) -> Result<SecretString, Failure> {
    let refused = |e: SecretFileError| match e {
        SecretFileError::OtherFile => other(path),
        e => Failure::unusable(e.what(path.display()), e.advice()),
    };
    let protected = match SecretFile::read(files::read(path)?).map_err(refused)? {
        SecretFile::Text(text) => return Ok(text.into()),
        SecretFile::Protected(protected) => protected,
    };
    let mut unlocked = UNLOCKED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, text)) = unlocked.iter().find(|(of, _)| of == path) {
        return Ok(text.clone());
    }
    let text = unlock(path, &protected, refused)?;
    unlocked.push((path.to_path_buf(), text.clone()));
    Ok(text)
}

/// Tries each passphrase that is known of the file.
fn unlock(
    path: &Path,
    file: &Protected,
    refused: impl Fn(SecretFileError) -> Failure,
) -> Result<SecretString, Failure> {
    for passphrase in passphrase::known(path)? {
        match file.unlock(passphrase.expose_secret()) {
            Ok(text) => return Ok(text.into()),
            Err(SecretFileError::WrongPassphrase) => {}
            Err(e) => return Err(refused(e)),
        }
    }
    Err(refused(SecretFileError::WrongPassphrase))
}

/// Encrypts an identity file to a new passphrase, as `age -p` does; every program of age's family opens it.
pub fn lock(text: &str) -> Result<Vec<u8>, Failure> {
    let mut recipient = scrypt::Recipient::new(passphrase::new()?);
    recipient.set_work_factor(WORK);
    let to: [&dyn age::Recipient; 1] = [&recipient];
    recipient::encrypt_to(text.as_bytes(), to.into_iter()).map_err(Failure::internal)
}

fn not_an_identity(path: &Path) -> Failure {
    let e = SecretFileError::OtherFile;
    Failure::unusable(e.what(path.display()), e.advice())
}
