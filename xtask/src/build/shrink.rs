//! Fewer bytes for a phone: wasm-opt on the wasm, esbuild on the script beside it.

use crate::command::run;
use crate::tools;
use anyhow::Result;
use std::path::Path;

/// Optimises a `.wasm` in its place. The linker puts the far end of the stack at address 0, so nothing of use lies in
/// the first kilobyte.
pub fn wasm(path: &Path) -> Result<()> {
    let mut c = tools::wasm_opt()?;
    c.args(["--low-memory-unused", "--optimize-added-constants-propagate", "-Oz", "--converge"]);
    run(c.args(["--strip-debug", "--strip-producers"]).arg(path).arg("-o").arg(path))
}

/// Minifies a script in its place. Names of exports stay.
pub fn script(path: &Path) -> Result<()> {
    esbuild(path, &["--format=esm", "--target=es2022"])
}

/// Minifies a script with those that it imports into one file: one hash, one request. Packages are those of the tools;
/// what is `apart` stays a file of its own beside it.
pub fn bundle(from: &Path, to: &Path, apart: &[&str]) -> Result<()> {
    let mut c = tools::esbuild()?;
    c.arg(from).args(["--bundle", "--minify", "--format=esm", "--target=es2022", "--legal-comments=none"]);
    c.args(apart.iter().map(|file| format!("--external:./{file}"))).env("NODE_PATH", tools::modules()?);
    run(c.args(["--log-level=warning"]).arg(format!("--outfile={}", to.display())))
}

/// Minifies a style sheet in its place, for browsers that know every property of it: nothing is rewritten.
pub fn style(path: &Path) -> Result<()> {
    esbuild(path, &["--target=esnext"])
}

fn esbuild(path: &Path, with: &[&str]) -> Result<()> {
    let mut c = tools::esbuild()?;
    c.arg(path).args(["--minify", "--legal-comments=none", "--log-level=warning", "--allow-overwrite"]).args(with);
    run(c.arg(format!("--outfile={}", path.display())))
}
