//! The register on the disk: JSON, age-encrypted to the study's recipients.

use crate::error::Failure;
use crate::{files, keys};
use kindstem::instrument::{FORMAT, from_json};
use kindstem::study::{Register, Study};
use std::path::{Path, PathBuf};

/// Largest register that is read, in bytes: far more people than any study has.
const LIMIT: usize = 256 << 20;

/// Opens a register.
pub fn open(path: &Path, identities: &[PathBuf]) -> Result<Register, Failure> {
    let identities = keys::identities(identities)?;
    let plain = identities.decrypt(&files::read(path)?).map_err(|e| {
        Failure::unusable(format_args!("{}: {e}", path.display()), "give the identity of one of the study's recipients")
    })?;
    from_json(&plain, LIMIT)
        .map_err(|e| Failure::unusable(format_args!("{}: {e}", path.display()), "is it a register?"))
}

/// Opens the register of this study, or begins one where there is none.
pub fn open_or_begin(path: &Path, identities: &[PathBuf], study: &Study) -> Result<Register, Failure> {
    if !path.exists() {
        return Ok(Register { format: FORMAT, study: study.id.clone(), rows: Vec::new() });
    }
    if identities.is_empty() {
        let what = format!("{} is there already", path.display());
        return Err(Failure::unusable(
            what,
            "give --identity KEY.TXT to open and extend it, or choose another --register",
        ));
    }
    let register = open(path, identities)?;
    if register.study != study.id {
        let what = format!("{} is the register of {}, the study is {}", path.display(), register.study, study.id);
        return Err(Failure::data(what, "keep one register per study"));
    }
    Ok(register)
}

/// Writes it, in the place of an earlier one.
pub fn write(path: &Path, register: &Register, study: &Study) -> Result<(), Failure> {
    let plain = serde_json::to_vec(register).map_err(|e| Failure::unusable(e, ""))?;
    let sealed = keys::encrypt(&plain, &study.recipient_keys()).map_err(|e| {
        Failure::data(format_args!("the register cannot be encrypted: {e}"), "correct $.recipients of the study")
    })?;
    files::replace(path, &sealed, true)
}
