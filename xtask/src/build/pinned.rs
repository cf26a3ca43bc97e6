//! Versions that must agree before a door is built: the compiler is the pinned one, because the build passes unstable
//! options to it, and wasm-bindgen, which writes both sides of the boundary, is there in one version.

use crate::command::{command, read};
use crate::{files, paths};
use anyhow::{Context, Result, bail};

/// Checks the compiler and wasm-bindgen.
///
/// # Errors
/// The compiler is not the one of `rust-toolchain.toml`, or the lock file has two versions of wasm-bindgen.
pub fn check() -> Result<()> {
    compiler()?;
    bindgen()
}

/// rustup reads `rust-toolchain.toml`; a compiler from a system's packages does not.
fn compiler() -> Result<()> {
    let file = files::read_text(&paths::root().join("rust-toolchain.toml"))?;
    let pinned = channel(&file).context("rust-toolchain.toml: no line `channel = \"…\"`")?;
    let used = read(command("rustc").arg("--version"))?;
    if used.split(' ').nth(1) != Some(pinned) {
        bail!(
            "the compiler is {}, and rust-toolchain.toml pins {pinned}; install rustup (https://rustup.rs), which reads that file",
            used.trim()
        );
    }
    Ok(())
}

fn channel(toolchain: &str) -> Option<&str> {
    toolchain.lines().find_map(|l| l.strip_prefix("channel = \"")?.strip_suffix('"'))
}

fn bindgen() -> Result<()> {
    let lock = files::read_text(&paths::root().join("Cargo.lock"))?;
    let (door, tool) = (version(&lock, "wasm-bindgen"), version(&lock, "wasm-bindgen-cli-support"));
    if door.is_none() || door != tool {
        bail!(
            "wasm-bindgen is {} in Cargo.toml and wasm-bindgen-cli-support {} in xtask/Cargo.toml; set both to the same `=` version",
            door.unwrap_or("absent"),
            tool.unwrap_or("absent"),
        );
    }
    Ok(())
}

/// The version of a package in a `Cargo.lock`.
fn version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let (_, behind) = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?;
    behind.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compiler_doors_and_tool_are_of_the_pinned_versions() {
        check().unwrap();
    }

    #[test]
    fn the_compiler_is_pinned_to_one_version() {
        let file = files::read_text(&paths::root().join("rust-toolchain.toml")).unwrap();
        let numbers: Vec<&str> = channel(&file).unwrap().split('.').collect();
        assert!(numbers.len() == 3 && numbers.iter().all(|n| n.parse::<u32>().is_ok()), "{numbers:?}");
    }

    #[test]
    fn a_name_is_not_taken_for_a_longer_one() {
        let lock =
            "[[package]]\nname = \"a-b\"\nversion = \"2.0.0\"\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n";
        assert_eq!(version(lock, "a"), Some("1.0.0"));
        assert_eq!(version(lock, "c"), None);
    }
}
