//! From Rust to wasm: one binary per door, each with its own features, so that each links only what it needs.

use crate::command::{cargo, command, read, run};
use crate::paths;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// The target of a browser.
pub const BROWSER: &str = "wasm32-unknown-unknown";

/// The profile of Cargo.toml that makes a door small.
pub const PROFILE: &str = "wasm";

/// A wasm binary of Cargo.toml.
pub struct Door {
    /// Name of the binary and of the files that come of it.
    pub name: &'static str,
    /// The only feature that is on.
    pub feature: &'static str,
}

/// Doors of the respondent's page, in the order in which it fetches them.
pub const DOORS: [Door; 2] = [Door { name: "respond", feature: "web" }, Door { name: "seal", feature: "door-seal" }];

/// The door for JavaScript, which no page of a family fetches.
pub const CORE: Door = Door { name: "core", feature: "door-core" };

/// A panic stops at once: neither its words nor the code that would print them are in the file. The standard library
/// is compiled that way too, which stable compilers do only when told that we know it may change.
const IMMEDIATE: [&str; 2] = ["-Zunstable-options", "-Cpanic=immediate-abort"];
/// Derived `Debug` prints nothing and panics do not say where: neither is ever shown to a family.
const MUTE: [&str; 2] = ["-Zfmt-debug=none", "-Zlocation-detail=none"];

/// Compiles a door of the respondent's page and gives back its `.wasm`.
///
/// # Errors
/// The target cannot be added, or the door does not compile.
pub fn compile(door: &Door) -> Result<PathBuf> {
    add_target(BROWSER)?;
    add_source()?;
    let flags = IMMEDIATE.iter().chain(&MUTE).map(|f| (*f).to_string()).chain(remapped()?);
    let flags = flags.map(|f| format!("{f:?}")).collect::<Vec<_>>().join(",");
    build(door, PROFILE, &flags, &["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"])
}

fn build(door: &Door, profile: &str, flags: &str, with: &[&str]) -> Result<PathBuf> {
    let config = format!("target.{BROWSER}.rustflags=[{flags}]");
    let mut c = cargo(&["build", "--profile", profile, "--no-default-features", "--target", BROWSER]);
    c.args(["--features", door.feature, "--bin", door.name, "--config", &config]).args(with);
    if !with.is_empty() {
        c.env("RUSTC_BOOTSTRAP", "1");
    }
    // These would take the place of the flags above and of those in .cargo/config.toml.
    c.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    run(&mut c)?;
    Ok(paths::target().join(BROWSER).join(profile).join(door.name).with_extension("wasm"))
}

/// Compiles a door with the standard library as it came with the compiler: for a page that no phone pays for. Panics
/// have their texts, which the door keeps to itself.
///
/// # Errors
/// As [`compile`].
pub fn compile_plainly(door: &Door, profile: &str) -> Result<PathBuf> {
    add_target(BROWSER)?;
    let flags = remapped()?.iter().map(|f| format!("{f:?}")).collect::<Vec<_>>().join(",");
    build(door, profile, &flags, &[])
}

/// Adds a target to the toolchain where it is missing.
///
/// # Errors
/// rustup is missing or has no network.
pub fn add_target(target: &str) -> Result<()> {
    // The library folder of a target that is there exists, with or without rustup.
    let dir = read(command("rustc").args(["--print", "target-libdir", "--target", target]))?;
    if Path::new(dir.trim()).is_dir() {
        return Ok(());
    }
    run(command("rustup").args(["target", "add", target]))
        .with_context(|| format!("the compiler has no target {target} and rustup could not add it"))
}

/// Adds the standard library's source to the toolchain where it is missing.
fn add_source() -> Result<()> {
    let sysroot = read(command("rustc").args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/Cargo.lock").is_file() {
        return Ok(());
    }
    run(command("rustup").args(["component", "add", "rust-src"]))
        .context("the compiler has no source of its standard library and rustup could not add it")
}

/// Panic messages name source files: those paths are shortened, so that they say nothing about who built it, and so
/// that the bytes do not depend on where.
fn remapped() -> Result<Vec<String>> {
    let sysroot = read(command("rustc").args(["--print", "sysroot"]))?;
    let mut pairs = vec![(paths::root().to_path_buf(), "kindstem"), (sysroot.trim().into(), "rust")];
    pairs.push((paths::target(), "target"));
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    if let Some(home) = home {
        // The folder of a registry is named after its address, which may be a mirror's.
        let registries = std::fs::read_dir(home.join("registry/src")).into_iter().flatten().flatten();
        pairs.extend(registries.map(|r| (r.path(), "crates")));
        pairs.push((home, "cargo"));
    }
    // The last rule that fits wins: the longest goes last.
    pairs.sort_by_key(|(from, _)| from.as_os_str().len());
    Ok(pairs.into_iter().map(|(from, to)| format!("--remap-path-prefix={}=/{to}", from.display())).collect())
}
