//! Tools of other people: from npm, at the versions of `xtask/tools/package-lock.json`, installed under
//! `target/tools/`; and Pythons with packages of their own.

use crate::command::{command, run, works};
use crate::{files, paths};
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// `wasm-opt` of binaryen.
pub fn wasm_opt() -> Result<Command> {
    let mut c = command("node");
    c.arg(modules()?.join("binaryen/bin/wasm-opt"));
    Ok(c)
}

/// esbuild.
pub fn esbuild() -> Result<Command> {
    Ok(command(modules()?.join(".bin/esbuild")))
}

/// `npm ci` in a folder that holds a `package-lock.json`; nothing runs that a package brings with it.
///
/// # Errors
/// npm is missing, or ends with an error.
pub fn npm_ci(dir: &Path) -> Result<()> {
    if !works("npm", &["--version"]) {
        bail!("npm is missing: the build needs Node.js 20 or later with npm (on Debian: apt-get install nodejs npm)");
    }
    run(command("npm").current_dir(dir).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]))
}

/// The lock file of the tools, which says their versions.
///
/// # Errors
/// It is not there.
pub fn lock() -> Result<Vec<u8>> {
    files::read(&paths::root().join("xtask/tools/package-lock.json"))
}

/// The `node_modules` folder of the tools, installed anew when the lock file is another than last time.
///
/// # Errors
/// As [`npm_ci`].
pub fn modules() -> Result<PathBuf> {
    let dir = paths::target().join("tools");
    let lock = lock()?;
    let stamp = dir.join("installed.json");
    if std::fs::read(&stamp).ok().as_ref() != Some(&lock) {
        files::copy_all(&paths::root().join("xtask/tools"), &dir)?;
        npm_ci(&dir)?;
        files::write(&stamp, &lock)?;
    }
    Ok(dir.join("node_modules"))
}

/// A Python in `folder` with what a list of requirements names, made anew when that is another than last time.
///
/// # Errors
/// Python or a package is missing.
pub fn python(folder: &Path, requirements: &str) -> Result<PathBuf> {
    let wanted = paths::root().join(requirements);
    let (venv, stamp) = (folder.join("venv"), folder.join("installed.txt"));
    let python = venv.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if std::fs::read(&stamp).ok() != Some(files::read(&wanted)?) || !python.exists() {
        files::fresh_dir(&venv)?;
        run(command("python3").args(["-m", "venv"]).arg(&venv))?;
        run(command(&python).args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(&wanted))?;
        files::write(&stamp, files::read(&wanted)?)?;
    }
    Ok(python)
}

/// Another clock for the native tests, where there are packages of Debian; elsewhere `days::can_be_set` says so.
///
/// # Errors
/// A package is missing and may not be installed.
pub fn set_up_clock() -> Result<()> {
    if !Path::new("/var/lib/dpkg").exists() {
        return Ok(());
    }
    let zones = ["-e", "/usr/share/zoneinfo/Europe/Amsterdam"];
    debian(&[("faketime", "faketime", &["--version"]), ("tzdata", "test", &zones)])
}

/// The browser, and what drives it.
///
/// # Errors
/// A package is missing and may not be installed.
pub fn set_up_browser() -> Result<()> {
    debian(&[("chromium", "chromium", &["--version"]), ("age", "age", &["--version"])])?;
    npm_ci(&paths::root().join("tests/browser"))
}

/// Debian packages, each with what can be run once it is there: a browser, age's own command line, which must open our
/// files, and a Python that can have packages of its own.
///
/// # Errors
/// One is missing and may not be installed: the line to run.
pub fn debian(wanted: &[(&str, &str, &[&str])]) -> Result<()> {
    let missing: Vec<&str> =
        wanted.iter().filter(|(_, program, args)| !works(program, args)).map(|(package, ..)| *package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let line = format!("apt-get update && apt-get install --yes --no-install-recommends {}", missing.join(" "));
    if works("test", &["-w", "/var/lib/dpkg"]) {
        return run(command("sh").args(["-c", &line]).env("DEBIAN_FRONTEND", "noninteractive"));
    }
    bail!("missing: {}. Run this line first:\n\n  sudo sh -c '{line}'\n", missing.join(", "))
}
