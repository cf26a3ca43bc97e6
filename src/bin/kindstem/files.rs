//! Files: read whole, written whole, never half.

use super::error::Failure;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Reads a file.
pub fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|e| cannot("read", path, &e))
}

/// Writes a file that must not be there yet. A secret one can be read by its owner only.
pub fn write_new(path: &Path, bytes: &[u8], secret: bool) -> Result<(), Failure> {
    let mut file = create_new(path, secret)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|e| cannot("write", path, &e))
}

/// Opens a file that must not be there yet.
pub fn create_new(path: &Path, secret: bool) -> Result<File, Failure> {
    open_new(path, secret).map_err(|e| match e.kind() {
        ErrorKind::AlreadyExists => Failure::unusable(
            format_args!("{} is there already, and is not overwritten", path.display()),
            "move it away, or choose another name",
        ),
        _ => cannot("write", path, &e),
    })
}

/// Puts a file in the place of another, or of none; whoever looks sees the old one or the new one, whole.
pub fn replace(path: &Path, bytes: &[u8], secret: bool) -> Result<(), Failure> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    let beside = PathBuf::from(beside);
    // What a run that was cut off left behind.
    let _ = std::fs::remove_file(&beside);
    write_new(&beside, bytes, secret)?;
    std::fs::rename(&beside, path).map_err(|e| cannot("write", path, &e))
}

/// Makes a folder and those above it.
pub fn folder(path: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(path).map_err(|e| cannot("make the folder", path, &e))
}

/// A failure that names verb and file, and what to do about the usual reasons.
pub fn cannot(verb: &str, path: &Path, e: &std::io::Error) -> Failure {
    let advice = match e.kind() {
        ErrorKind::NotFound => "check the name and the folder that you are in",
        ErrorKind::PermissionDenied => "ask whoever owns the file or folder",
        _ => "",
    };
    Failure::unusable(format_args!("cannot {verb} {}: {e}", path.display()), advice)
}

fn open_new(path: &Path, secret: bool) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if secret {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    #[cfg(not(unix))]
    let _ = secret;
    options.open(path)
}
