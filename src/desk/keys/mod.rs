//! Keys and age files of the researcher: identities, and the register that is encrypted to them.

mod fingerprint;
mod passphrase;

pub use fingerprint::{WORDS, words, words_of};

use crate::desk::host::error::Failure;
use crate::desk::host::files;
use crate::seal::{self, Identities, SealError};
use age::secrecy::{ExposeSecret, SecretString};
use age::{scrypt, x25519};
use std::io::Write;
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

/// Makes an X25519 identity.
pub fn generate() -> Made {
    let identity = x25519::Identity::generate();
    Made { public: identity.to_public().to_string(), secret: identity.to_string().expose_secret().to_string() }
}

/// Reads one or several identity files; asks for the passphrase of those that have one.
pub fn identities(paths: &[PathBuf]) -> Result<Identities, Failure> {
    let mut all = String::new();
    for path in paths {
        let text = secret_text(path, no_identity)?;
        let text = text.expose_secret();
        Identities::parse(text).map_err(|_| no_identity(path))?;
        all.push_str(text);
        all.push('\n');
    }
    Identities::parse(&all).map_err(|e| Failure::unusable(e, "give --identity FILE, a file made by kindstem keygen"))
}

/// Hands the text of a secret file to `read`; asks for its passphrase where it has one.
///
/// # Errors
/// It cannot be read, its passphrase does not open it, or it is damaged; `wrong` where it is no secret file at all.
pub fn with_secret<T>(path: &Path, wrong: fn(&Path) -> Failure, read: impl FnOnce(&str) -> T) -> Result<T, Failure> {
    secret_text(path, wrong).map(|text| read(text.expose_secret()))
}

fn secret_text(path: &Path, wrong: fn(&Path) -> Failure) -> Result<SecretString, Failure> {
    let bytes = files::read(path)?;
    if seal::is_armoured(&bytes) {
        let what = format!("{} is an age file in letters", path.display());
        return Err(Failure::unusable(what, "turn it into an ordinary one: age -d FILE | age -p -o key.age"));
    }
    if !seal::is_protected(&bytes).map_err(|e| unopened(path, &e, wrong))? {
        return String::from_utf8(bytes).map(SecretString::from).map_err(|_| wrong(path));
    }
    let mut unlocked = UNLOCKED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, text)) = unlocked.iter().find(|(of, _)| of == path) {
        return Ok(text.clone());
    }
    let text = unlock(path, &bytes, wrong)?;
    unlocked.push((path.to_path_buf(), text.clone()));
    Ok(text)
}

/// Opens a secret file with its passphrase.
fn unlock(path: &Path, bytes: &[u8], wrong: fn(&Path) -> Failure) -> Result<SecretString, Failure> {
    for passphrase in passphrase::known(path)? {
        match seal::unlock_text(bytes, passphrase.expose_secret()) {
            Ok(text) => return Ok(text.into()),
            Err(SealError::NoMatchingKey) => {}
            Err(e) => return Err(unopened(path, &e, wrong)),
        }
    }
    let what = format!("the passphrase does not open {}", path.display());
    Err(Failure::unusable(what, "run it again with the passphrase that the file was made with"))
}

fn unopened(path: &Path, e: &SealError, wrong: fn(&Path) -> Failure) -> Failure {
    match e {
        SealError::BadIdentity => wrong(path),
        _ => Failure::unusable(format_args!("{} is damaged", path.display()), "take the other copy of the key"),
    }
}

/// Encrypts an identity file to a new passphrase, as `age -p` does; every program of age's family opens it.
pub fn lock(text: &str) -> Result<Vec<u8>, Failure> {
    let mut recipient = scrypt::Recipient::new(passphrase::new()?);
    recipient.set_work_factor(WORK);
    encrypt_to(text.as_bytes(), std::iter::once(&recipient as &dyn age::Recipient)).map_err(Failure::ours)
}

/// The text is not repeated: it may hold half a key.
fn no_identity(path: &Path) -> Failure {
    Failure::unusable(
        format_args!("{} is no identity file", path.display()),
        "it holds one line that begins with AGE-SECRET-KEY-1; kindstem keygen and age-keygen make such files",
    )
}

/// Encrypts a file of the researcher's own to every recipient, so that any one of them opens it.
pub fn encrypt(plain: &[u8], recipients: &[String]) -> Result<Vec<u8>, SealError> {
    let parsed = recipients.iter().map(|r| r.parse().map_err(|_| SealError::BadRecipient));
    let keys: Vec<x25519::Recipient> = parsed.collect::<Result<_, _>>()?;
    // The same key twice is one key.
    if keys.iter().all(|k| keys.first() == Some(k)) {
        return Err(SealError::TooFewRecipients);
    }
    encrypt_to(plain, keys.iter().map(|k| k as &dyn age::Recipient))
}

fn encrypt_to<'a>(plain: &[u8], to: impl Iterator<Item = &'a dyn age::Recipient>) -> Result<Vec<u8>, SealError> {
    let encryptor = age::Encryptor::with_recipients(to).map_err(|_| SealError::Encrypt)?;
    let mut out = Vec::with_capacity(plain.len() + 1024);
    let mut writer = encryptor.wrap_output(&mut out).map_err(|_| SealError::Encrypt)?;
    writer.write_all(plain).map_err(|_| SealError::Encrypt)?;
    writer.finish().map_err(|_| SealError::Encrypt)?;
    Ok(out)
}
