//! Build tools from npm, at the versions of `xtask/tools/package-lock.json`, installed under `target/tools/`.

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

/// The `node_modules` folder of the tools, installed anew when the lock file is another than last time.
///
/// # Errors
/// As [`npm_ci`].
pub fn modules() -> Result<PathBuf> {
    let dir = paths::target().join("tools");
    let lock = files::read(&paths::root().join("xtask/tools/package-lock.json"))?;
    let stamp = dir.join("installed.json");
    if std::fs::read(&stamp).ok().as_ref() != Some(&lock) {
        files::copy_all(&paths::root().join("xtask/tools"), &dir)?;
        npm_ci(&dir)?;
        files::write(&stamp, &lock)?;
    }
    Ok(dir.join("node_modules"))
}
