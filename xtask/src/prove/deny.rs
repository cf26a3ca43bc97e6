//! `prove deny`: licences, bans and sources of every crate in the tree (`deny.toml`); `test` runs it too.

use crate::args::Args;
use crate::command::{cargo, command, run as run_command};
use crate::paths;
use anyhow::Result;

/// The version that `deny.toml` is written for.
const VERSION: &str = "0.20.2";

/// The verb.
pub fn run(args: Args) -> Result<()> {
    args.end()?;
    check()
}

/// Installs cargo-deny under `target/tools/` where it is not there yet, and runs it.
pub fn check() -> Result<()> {
    let root = paths::target().join("tools/cargo-deny");
    let program = root.join("bin/cargo-deny");
    if !program.exists() {
        // Unoptimised: it runs for a second and would compile for minutes.
        let mut c = cargo(&["install", "cargo-deny", "--version", VERSION, "--locked", "--debug", "--root"]);
        run_command(c.arg(&root).env("CARGO_PROFILE_DEV_DEBUG", "0"))?;
    }
    // Advisories need a database from the network: `cargo deny check advisories`. Two versions of a crate are a warning,
    // which `cargo deny check bans` shows.
    let args = ["--log-level", "error", "--all-features", "check", "bans", "licenses", "sources"];
    run_command(command(program).args(args))
}
