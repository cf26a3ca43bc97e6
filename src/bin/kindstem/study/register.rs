//! The register on the disk: JSON, age-encrypted to the study's recipients.

use crate::error::Failure;
use crate::{files, keys, print};
use kindstem::instrument::{FORMAT, from_json};
use kindstem::study::{Register, Study};
use std::path::{Path, PathBuf};

/// Largest register that is read, in bytes: far more people than any study has.
const LIMIT: usize = 256 << 20;

/// Opens the register of this study. One that contradicts its invites or the study is refused, every place named.
pub fn open(path: &Path, identities: &[PathBuf], study: &Study) -> Result<Register, Failure> {
    let file = path.display();
    let identities = keys::identities(identities)?;
    let plain = identities.decrypt(&files::read(path)?).map_err(|e| {
        Failure::unusable(format_args!("{file}: {e}"), "give the identity of one of the study's recipients")
    })?;
    let register: Register = from_json(&plain, LIMIT).map_err(|e| {
        Failure::unusable(format_args!("{file}: {e}"), "give the register that kindstem study invite wrote")
    })?;
    let findings = register.lint(study);
    findings.iter().for_each(|f| eprintln!("{file}: {f}"));
    if findings.is_empty() {
        return Ok(register);
    }
    let what = format!("{file} has {}", print::count(findings.len(), "contradiction"));
    Err(Failure::data(what, "give the study that the links were made with, or the other copy of the register"))
}

/// Opens the register of this study, or begins one where there is none.
pub fn open_or_begin(path: &Path, identities: &[PathBuf], study: &Study) -> Result<Register, Failure> {
    if !path.exists() {
        return Ok(Register { format: FORMAT, study: study.id.clone(), rows: Vec::new(), people: Vec::new() });
    }
    if identities.is_empty() {
        let advice = "give --identity KEY.TXT to open and extend it, or choose another --register";
        return Err(Failure::unusable(format_args!("{} is there already", path.display()), advice));
    }
    open(path, identities, study)
}

/// Writes it, in the place of an earlier one.
pub fn write(path: &Path, register: &Register, study: &Study) -> Result<(), Failure> {
    let plain = serde_json::to_vec(register).map_err(Failure::ours)?;
    let sealed = keys::encrypt(&plain, &study.recipient_keys()).map_err(|e| {
        Failure::data(format_args!("the register cannot be encrypted: {e}"), "correct $.recipients of the study")
    })?;
    files::replace(path, &sealed, true)
}
