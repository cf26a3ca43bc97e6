//! Keys that sign stamps: a secret file, and a public line for the study.

use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::{clock, files, print};
use crate::desk::keys;
use crate::encoding;
use crate::study::STAMP_KEY;
use ed25519_dalek::{SigningKey, VerifyingKey};
use serde_json::json;
use std::path::Path;

/// What begins the secret line; 64 upper-case hex digits follow.
const SECRET: &str = "KINDSTEM-STAMP-SECRET-KEY-1";

/// Makes a key: the secret half into a file that must not be there yet, the public half on standard output.
///
/// # Errors
/// The file is there already or cannot be written, or there is no passphrase for it.
pub fn keygen(out: &Path, passphrase: bool, as_json: bool) -> Outcome {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(Failure::internal)?;
    let key = SigningKey::from_bytes(&seed);
    let public = public_line(&key.verifying_key());
    let secret = encoding::hex_upper(&seed);
    let text = format!("# created: {}\n# public stamp key: {public}\n{SECRET}{secret}\n", clock::now());
    let bytes = if passphrase { keys::lock(&text)? } else { text.into_bytes() };
    files::write_new(out, &bytes, true)?;
    if as_json {
        print::json(&json!({ "stamp": public }))?;
    } else {
        print::line(&public)?;
    }
    eprintln!(
        "Words of the public key, to compare by telephone: {}\nPut the public line into $.protocol.stamp of the study. The secret key is in \
         {}: who has it can say that the contacts were read, and can read nothing. If it is lost, make another one.",
        keys::words(&public),
        out.display()
    );
    Ok(Exit::Success)
}

/// The public half as the study has it.
pub fn public_line(key: &VerifyingKey) -> String {
    format!("{STAMP_KEY}{}", encoding::hex(key.as_bytes()))
}

/// Reads a public half. `None` where it has another form, or is a key that anybody could sign for.
pub fn public(line: &str) -> Option<VerifyingKey> {
    let bytes = encoding::from_hex(line.strip_prefix(STAMP_KEY)?)?;
    let key = VerifyingKey::from_bytes(&bytes.try_into().ok()?).ok()?;
    (!key.is_weak()).then_some(key)
}

/// Reads a secret file; asks for its passphrase where it has one.
///
/// # Errors
/// It cannot be read, or is no stamp key. What stands in it is not repeated.
pub fn secret(path: &Path) -> Result<SigningKey, Failure> {
    keys::with_secret(path, no_key, parse)?.ok_or_else(|| no_key(path))
}

fn no_key(path: &Path) -> Failure {
    let advice = format!("give the file that kindstem keygen --stamp made; one line of it begins with {SECRET}");
    Failure::unusable(format_args!("{} is not a stamp key", path.display()), advice)
}

/// The one key of a secret file; `#` begins a comment.
fn parse(text: &str) -> Option<SigningKey> {
    let mut lines = text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'));
    let line = lines.next().filter(|_| lines.next().is_none())?;
    let seed = encoding::from_hex_upper(line.strip_prefix(SECRET)?)?;
    Some(SigningKey::from_bytes(&seed.try_into().ok()?))
}
