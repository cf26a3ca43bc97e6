//! Running other programs: what runs is printed, and what fails says how.

use crate::paths;
use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

/// A command that runs in the repository's root.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut c = Command::new(program);
    c.current_dir(paths::root());
    c
}

/// The cargo that runs this, with its arguments.
pub fn cargo(args: &[&str]) -> Command {
    let mut c = command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    c.args(args);
    // Set by the outer `cargo run`; an inner cargo would rebuild crates whose build scripts look at it.
    c.env_remove("CARGO_MANIFEST_DIR").env_remove("CARGO_MANIFEST_PATH");
    c
}

/// Runs it, output to the terminal.
///
/// # Errors
/// It cannot be started, or ends with another code than 0.
pub fn run(c: &mut Command) -> Result<()> {
    let shown = show(c);
    eprintln!("+ {shown}");
    let status = c.status().with_context(|| format!("{shown}: cannot be started"))?;
    if !status.success() {
        bail!("{shown}: ended with {status}");
    }
    Ok(())
}

/// Runs it and gives back what it printed to stdout; stderr goes to the terminal.
///
/// # Errors
/// As [`run`], and output that is no UTF-8.
pub fn read(c: &mut Command) -> Result<String> {
    let shown = show(c);
    let out = c.stderr(Stdio::inherit()).output().with_context(|| format!("{shown}: cannot be started"))?;
    if !out.status.success() {
        bail!("{shown}: ended with {}", out.status);
    }
    String::from_utf8(out.stdout).with_context(|| format!("{shown}: printed no UTF-8"))
}

/// Whether a program can be started with these arguments and ends well.
pub fn works(program: impl AsRef<OsStr>, args: &[&str]) -> bool {
    let mut c = command(program);
    c.args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    c.status().is_ok_and(|s| s.success())
}

/// The command as a person would type it in the repository's root.
pub fn show(c: &Command) -> String {
    std::iter::once(c.get_program()).chain(c.get_args()).map(|w| short(Path::new(w))).collect::<Vec<_>>().join(" ")
}

/// A path as seen from the repository's root; a program on the PATH by its name.
pub fn short(path: &Path) -> String {
    let is_cargo = std::env::var_os("CARGO").is_some_and(|c| path == Path::new(&c));
    match path.strip_prefix(paths::root()) {
        _ if is_cargo => "cargo".into(),
        Ok(rest) if !rest.as_os_str().is_empty() => rest.display().to_string(),
        _ => path.display().to_string(),
    }
}
