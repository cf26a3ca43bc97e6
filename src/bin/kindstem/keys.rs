//! Keys and age files of the researcher: identities, and the register that is encrypted to them.

use super::error::Failure;
use super::files;
use age::secrecy::ExposeSecret;
use age::x25519;
use kindstem::seal::{Identities, SealError, is_protected};
use std::io::Write;
use std::path::{Path, PathBuf};

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

/// Reads one or several identity files.
pub fn identities(paths: &[PathBuf]) -> Result<Identities, Failure> {
    let mut all = String::new();
    for path in paths {
        let bytes = files::read(path)?;
        if is_protected(&bytes) {
            let what = format!("{} is protected with a passphrase", path.display());
            return Err(Failure::unusable(what, "open it first: age -d -o key.txt FILE; delete key.txt afterwards"));
        }
        let text = String::from_utf8(bytes).map_err(|_| no_identity(path))?;
        Identities::parse(&text).map_err(|_| no_identity(path))?;
        all.push_str(&text);
        all.push('\n');
    }
    Identities::parse(&all).map_err(|e| Failure::unusable(e, "give --identity FILE, a file made by kindstem keygen"))
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
    let recipients = keys.iter().map(|k| k as &dyn age::Recipient);
    let encryptor = age::Encryptor::with_recipients(recipients).map_err(|_| SealError::Encrypt)?;
    let mut out = Vec::with_capacity(plain.len() + 1024);
    let mut writer = encryptor.wrap_output(&mut out).map_err(|_| SealError::Encrypt)?;
    writer.write_all(plain).map_err(|_| SealError::Encrypt)?;
    writer.finish().map_err(|_| SealError::Encrypt)?;
    Ok(out)
}
