//! Files and folders, with errors that name them.

use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// Reads a file.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))
}

/// Reads a text file.
pub fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))
}

/// Writes a file and the folders above it.
pub fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).with_context(|| format!("{}: cannot be made", parent.display()))?;
    }
    fs::write(path, bytes).with_context(|| format!("{}: cannot be written", path.display()))
}

/// An empty folder in the place of whatever was there.
pub fn fresh_dir(path: &Path) -> Result<()> {
    if path.exists() {
        fs::remove_dir_all(path).with_context(|| format!("{}: cannot be emptied", path.display()))?;
    }
    fs::create_dir_all(path).with_context(|| format!("{}: cannot be made", path.display()))
}

/// Puts a file or folder in the place of another name.
pub fn rename(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to).with_context(|| format!("{}: cannot be renamed", from.display()))
}

/// Every file under a folder, relative to it, sorted: the same order on every machine.
pub fn list(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    walk(dir, Path::new(""), &mut out)?;
    out.sort();
    Ok(out)
}

fn walk(dir: &Path, below: &Path, out: &mut Vec<PathBuf>) -> Result<()> {
    let here = dir.join(below);
    for entry in fs::read_dir(&here).with_context(|| format!("{}: cannot be listed", here.display()))? {
        let entry = entry?;
        let path = below.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            walk(dir, &path, out)?;
        } else {
            out.push(path);
        }
    }
    Ok(())
}

/// Copies every file of a folder into another.
pub fn copy_all(from: &Path, to: &Path) -> Result<()> {
    for path in list(from)? {
        write(&to.join(&path), read(&from.join(&path))?)?;
    }
    Ok(())
}

/// A path as it stands in an address.
pub fn address(path: &Path) -> String {
    path.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
