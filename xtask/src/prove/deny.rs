//! `prove deny`: licences, bans and sources of every crate in the tree (`deny.toml`). The tool compiles for minutes, so
//! `test` asks only whether this was run for the crates and rules that are there now.

use crate::command::{cargo, command, run as run_command};
use crate::{files, measure, paths};
use anyhow::{Result, bail};
use kindstem::encoding;
use sha2::{Digest, Sha256};

/// The version that `deny.toml` is written for.
const VERSION: &str = "0.20.2";
/// What the finding depends on.
const ABOUT: [&str; 2] = ["Cargo.lock", "deny.toml"];

/// Installs cargo-deny under `target/tools/` where it is not there yet, runs it, and writes `proofs/deny.md`.
///
/// # Errors
/// What it finds.
pub fn run() -> Result<()> {
    let root = paths::target().join("tools/cargo-deny");
    let program = root.join("bin/cargo-deny");
    if !program.exists() {
        // Unoptimised: it runs for a second and would compile for longer still.
        let mut c = cargo(&["install", "cargo-deny", "--version", VERSION, "--locked", "--debug", "--root"]);
        run_command(c.arg(&root).env("CARGO_PROFILE_DEV_DEBUG", "0"))?;
    }
    // Advisories need a database from the network: `cargo deny check advisories`. Two versions of a crate are a warning,
    // which `cargo deny check bans` shows.
    let args = ["--log-level", "error", "--all-features", "check", "bans", "licenses", "sources"];
    run_command(command(program).args(args))?;
    let text = format!(
        "{}\ncargo-deny {VERSION} found nothing against bans, licences and sources, with every feature on. Advisories were not \
         asked: they need a database from the network. `cargo xtask test` fails when these files are others:\n\n{}\n",
        measure::heading("Licences, bans, sources", "cargo xtask prove deny")?,
        hashes()?.join("\n"),
    );
    measure::write("deny", &text).map(|_| ())
}

/// Whether `proofs/deny.md` is about the crates and the rules that are there.
///
/// # Errors
/// It is not.
pub fn check() -> Result<()> {
    let proof = files::read_text(&paths::root().join("proofs/deny.md"))?;
    if hashes()?.iter().all(|line| proof.contains(line)) {
        return Ok(());
    }
    bail!(
        "{} changed since licences, bans and sources were looked at; run `cargo xtask prove deny`",
        ABOUT.join(" or ")
    )
}

/// A line for each file.
fn hashes() -> Result<Vec<String>> {
    let line = |name: &&str| {
        let bytes = files::read(&paths::root().join(name))?;
        Ok(format!("- `{name}`: SHA-256 {}", encoding::hex(&Sha256::digest(&bytes))))
    };
    ABOUT.iter().map(line).collect()
}
