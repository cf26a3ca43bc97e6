//! Passphrases: asked on the terminal without showing them, or read from a file for runs that nobody sits at.

use super::{WORDS, words_of};
use crate::desk::host::error::Failure;
use crate::desk::host::files;
use age::secrecy::{ExposeSecret, SecretString};
use std::path::{Path, PathBuf};

/// Names a file with passphrases, one on a line.
const FILE: &str = "KINDSTEM_PASSPHRASE_FILE";
/// Characters of the shortest that is taken.
const SHORTEST: usize = 12;

/// A new passphrase. Who sits there types it twice, or takes six random words.
pub fn new() -> Result<SecretString, Failure> {
    let passphrase = match from_file()? {
        Some(all) => all.into_iter().next().ok_or_else(|| short(0))?,
        None => typed()?,
    };
    let length = passphrase.expose_secret().chars().count();
    if length < SHORTEST { Err(short(length)) } else { Ok(passphrase) }
}

/// The passphrases that may open a file.
pub fn known(path: &Path) -> Result<Vec<SecretString>, Failure> {
    match from_file()? {
        Some(all) => Ok(all),
        None => Ok(vec![ask(&format!("Passphrase of {}: ", path.display()))?]),
    }
}

fn typed() -> Result<SecretString, Failure> {
    let first = ask("New passphrase, or Enter for six random words: ")?;
    if first.expose_secret().is_empty() {
        let mut random = [0; 32];
        getrandom::fill(&mut random).map_err(Failure::internal)?;
        let words = words_of(&random, WORDS);
        eprintln!("The passphrase is: {words}\nWrite it down now: it is shown once and stored nowhere.");
        return Ok(words.into());
    }
    if ask("Repeat the passphrase: ")?.expose_secret() != first.expose_secret() {
        return Err(Failure::unusable("the two passphrases differ", "run it again"));
    }
    Ok(first)
}

fn ask(prompt: &str) -> Result<SecretString, Failure> {
    rpassword::prompt_password(prompt).map(SecretString::from).map_err(|e| {
        let advice = format!("run it in a terminal, or name a file that holds the passphrase in {FILE}");
        Failure::unusable(format_args!("no terminal to ask for a passphrase: {e}"), advice)
    })
}

fn from_file() -> Result<Option<Vec<SecretString>>, Failure> {
    let Some(path) = std::env::var_os(FILE).filter(|p| !p.is_empty()).map(PathBuf::from) else { return Ok(None) };
    let text = String::from_utf8(files::read(&path)?).map_err(|_| {
        Failure::unusable(
            format_args!("{} is not a text file", path.display()),
            "write one passphrase on each line, in UTF-8",
        )
    })?;
    Ok(Some(text.lines().filter(|l| !l.is_empty()).map(SecretString::from).collect()))
}

fn short(length: usize) -> Failure {
    Failure::unusable(
        format_args!("a passphrase of {length} characters is too easy to guess"),
        format!("use at least {SHORTEST} characters, or press Enter for random words"),
    )
}
