//! The register on the disk: JSON, age-encrypted to the study's recipients, in two copies.

use crate::desk::host::error::Failure;
use crate::desk::host::{files, print};
use crate::desk::keys;
use crate::instrument::FORMAT;
use crate::seal::{Identities, recipient};
use crate::study::{Register, RegisterError, Study};
use std::path::{Path, PathBuf};

// A doc comment here would stand in the place of the verb's own words in `--help`.
#[derive(clap::Args)]
pub struct RegisterArgs {
    /// The pinned study
    #[arg(value_name = "STUDY.JSON")]
    pub study: PathBuf,
    /// The register that kindstem study invite wrote
    #[arg(long, value_name = "FILE")]
    pub register: PathBuf,
    /// Secret key that opens the register
    #[arg(long, value_name = "FILE", required = true)]
    pub identity: Vec<PathBuf>,
}

/// Opens the register of this study. One that contradicts its invites or the study is refused, every place named.
pub fn open(path: &Path, identities: &[PathBuf], study: &Study) -> Result<Register, Failure> {
    let file = path.display();
    let plain = decrypt(path, identities)?;
    Register::read(&plain, study).map_err(|e| match e {
        RegisterError::Unreadable(e) => {
            Failure::unusable(format_args!("{file}: {e}"), "use the register that kindstem study invite wrote")
        }
        RegisterError::Contradicts(findings) => {
            findings.iter().for_each(|f| eprintln!("{file}: {f}"));
            let what = format!("{file} has {}", print::count(findings.len(), "contradiction"));
            Failure::findings(
                what,
                "use the study file that the links were made with, or the other copy of the register",
            )
        }
    })
}

/// Opens the register of this study, or begins one where there is none.
pub fn open_or_begin(path: &Path, identities: &[PathBuf], study: &Study) -> Result<Register, Failure> {
    if !path.exists() {
        return Ok(Register { format: FORMAT, study: study.id.clone(), ..Register::default() });
    }
    if identities.is_empty() {
        let advice = "give --identity KEY.TXT to open and extend it, or choose another --register";
        return Err(Failure::unusable(format_args!("{} already exists", path.display()), advice));
    }
    open(path, identities, study)
}

/// Writes it and its second copy, in the place of earlier ones. Without a name the copy stands beside it.
pub fn write(path: &Path, copy: Option<&Path>, register: &Register, study: &Study) -> Result<(), Failure> {
    encrypt(path, copy, &serde_json::to_vec(register).map_err(Failure::internal)?, study)
}

/// Decrypts a file of the researcher's that is kept in two copies.
pub fn decrypt(path: &Path, identities: &[PathBuf]) -> Result<Vec<u8>, Failure> {
    opened(path, &keys::identities(identities)?)
}

/// The same with identities that were read already.
pub fn opened(path: &Path, identities: &Identities) -> Result<Vec<u8>, Failure> {
    let file = path.display();
    let bytes = files::read(path)?;
    let copy = copy_of(path);
    if copy.exists() && files::read(&copy)? != bytes {
        let copy = copy.display();
        eprintln!(
            "{file}: {copy} differs; make sure that {file} is the later one, because the next change overwrites both"
        );
    }
    identities.decrypt(&bytes).map_err(|e| {
        Failure::unusable(format_args!("{file}: {e}"), "pass --identity with the key of one of the study's recipients")
    })
}

/// Encrypts such a file to the study's recipients and writes both copies.
pub fn encrypt(path: &Path, copy: Option<&Path>, plain: &[u8], study: &Study) -> Result<(), Failure> {
    encrypt_for(path, copy, plain, &study.recipient_keys())
}

/// The same for other readers of the study.
pub fn encrypt_for(path: &Path, copy: Option<&Path>, plain: &[u8], readers: &[String]) -> Result<(), Failure> {
    let sealed = recipient::encrypt(plain, readers).map_err(|e| {
        Failure::findings(
            format_args!("{} cannot be encrypted: {e}", path.display()),
            "correct $.recipients of the study",
        )
    })?;
    files::replace(path, &sealed, true)?;
    files::replace(&copy.map_or_else(|| copy_of(path), Path::to_path_buf), &sealed, true)
}

/// `register.copy.age` for `register.age`.
fn copy_of(path: &Path) -> PathBuf {
    let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!("{stem}.copy.age"))
}
