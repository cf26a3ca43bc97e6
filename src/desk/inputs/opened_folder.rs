//! What every list over opened answers is given, and the report beside them.

use super::register;
use crate::desk::host::error::Failure;
use crate::desk::host::files;
use crate::record::Report;
use crate::study::{Register, Study};
use serde::Deserialize;
use std::path::{Path, PathBuf};

// A doc comment here would stand in the place of the verb's own words in `--help`.
#[derive(clap::Args)]
pub struct OpenedFolder {
    /// The folder that unseal wrote
    #[arg(value_name = "OPENED_DIR")]
    pub dir: PathBuf,
    /// The study
    #[arg(long, value_name = "STUDY.JSON")]
    pub study: PathBuf,
    /// The register: adds family and person to each slot
    #[arg(long, value_name = "FILE", requires = "identity")]
    register: Option<PathBuf>,
    /// Secret key that opens the register
    #[arg(long, value_name = "FILE")]
    identity: Vec<PathBuf>,
    /// Folder of instrument structures that are not in the library
    #[arg(long, value_name = "DIR")]
    pub instruments: Option<PathBuf>,
}

/// The part of report.json that says what arrived.
#[derive(Deserialize)]
struct Unsealed {
    integrity: Report,
}

/// What `DIR/report.json` says of each slot.
pub fn report(dir: &Path) -> Result<Report, Failure> {
    let path = dir.join("report.json");
    // The error's own text may repeat what stands there, so only the place is said.
    let report: Unsealed = serde_json::from_slice(&files::read(&path)?).map_err(|e| {
        let what = format!("{}: line {}, column {}: this is not a report", path.display(), e.line(), e.column());
        Failure::unusable(what, "run kindstem unseal again; only unseal writes this file")
    })?;
    Ok(report.integrity)
}

impl OpenedFolder {
    /// The register, where one was given.
    pub fn register(&self, study: &Study) -> Result<Option<Register>, Failure> {
        self.register.as_deref().map(|path| register::open(path, &self.identity, study)).transpose()
    }
}
