//! wasm-bindgen writes both sides of the boundary; the two must be of one version.

use crate::{files, paths};
use anyhow::{Result, bail};

/// Whether the lock file holds one version for the doors and for the tool that reads them.
///
/// # Errors
/// Two versions.
pub fn check() -> Result<()> {
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
    fn doors_and_tool_are_of_one_version() {
        check().unwrap();
    }

    #[test]
    fn a_name_is_not_taken_for_a_longer_one() {
        let lock =
            "[[package]]\nname = \"a-b\"\nversion = \"2.0.0\"\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n";
        assert_eq!(version(lock, "a"), Some("1.0.0"));
        assert_eq!(version(lock, "c"), None);
    }
}
