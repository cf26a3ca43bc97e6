//! A decrypted register, read and checked against its study.

use super::Register;
use crate::instrument::{Finding, ParseError, from_json};
use crate::study::Study;

/// Why a decrypted register is not used.
#[derive(Debug)]
pub enum RegisterError {
    /// It is not a register; the error has the JSON path.
    Unreadable(ParseError),
    /// It contradicts its own invites or the study; every place.
    Contradicts(Vec<Finding>),
}

impl Register {
    /// Reads a decrypted register of this study.
    ///
    /// # Errors
    ///
    /// [`RegisterError::Unreadable`] if it is not JSON of a register, [`RegisterError::Contradicts`] with every place
    /// where it contradicts itself, its invites or the study.
    pub fn read(plain: &[u8], study: &Study) -> Result<Self, RegisterError> {
        let register: Register = from_json(plain, Register::LIMIT).map_err(RegisterError::Unreadable)?;
        let findings = register.lint(study);
        if findings.is_empty() { Ok(register) } else { Err(RegisterError::Contradicts(findings)) }
    }
}
