//! Fewer bytes for a phone: wasm-opt on the wasm, esbuild on the script beside it.

use crate::command::run;
use crate::{files, paths, tools};
use anyhow::Result;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// What wasm-opt is told. The linker puts the far end of the stack at address 0, so nothing of use lies in the first
/// kilobyte. A function that is called once stays a function where it is large: the file is longer, and what crosses the wire
/// shorter, because brotli finds functions that resemble each other and not pieces of one that swallowed them.
const OPTIONS: [&str; 8] = [
    "--low-memory-unused",
    "--optimize-added-constants-propagate",
    "-Os",
    "--converge",
    "--one-caller-inline-max-function-size=20",
    "--always-inline-max-function-size=4",
    "--strip-debug",
    "--strip-producers",
];

/// Optimises a `.wasm` in its place. It takes half a minute, so a result is kept for the same input, options and tools.
pub fn wasm(path: &Path) -> Result<()> {
    let kept = kept(&files::read(path)?, &tools::lock()?);
    if !kept.exists() {
        let half = kept.with_extension("half");
        files::write(&half, "")?;
        run(tools::wasm_opt()?.args(OPTIONS).arg(path).arg("-o").arg(&half))?;
        // Renamed when it is whole: a run that was cut off leaves nothing that looks finished.
        files::rename(&half, &kept)?;
    }
    files::write(path, files::read(&kept)?)
}

/// Where the result for an input is kept, with the lock file of the tools.
fn kept(input: &[u8], tools: &[u8]) -> PathBuf {
    let mut hash = Sha256::new();
    for part in [OPTIONS.join(" ").as_bytes(), tools, input] {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let name = kindstem::encoding::hex(&hash.finalize());
    paths::target().join("wasm-opt").join(name).with_extension("wasm")
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

#[cfg(test)]
mod tests {
    use super::kept;

    #[test]
    fn a_result_is_kept_for_one_input_and_one_version_of_the_tools() {
        assert_eq!(kept(b"a", b"1"), kept(b"a", b"1"));
        assert_ne!(kept(b"a", b"1"), kept(b"b", b"1"));
        assert_ne!(kept(b"a", b"1"), kept(b"a", b"2"));
        assert_ne!(kept(b"a", b"1"), kept(b"1", b"a"));
    }
}
