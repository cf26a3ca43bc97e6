//! What was spoken or drawn, as files that their owner alone can read.

use crate::desk::host::error::Failure;
use crate::desk::host::files;
use crate::export::svg;
use std::path::Path;

/// Writes one into `DIR/words`; a drawing also as a picture.
pub fn write(dir: &Path, name: &str, bytes: &[u8]) -> Result<(), Failure> {
    let folder = dir.join("words");
    files::folder(&folder)?;
    files::replace_unsynced(&folder.join(name), bytes)?;
    match name.strip_suffix(".json").zip(svg(bytes)) {
        Some((stem, picture)) => files::replace_unsynced(&folder.join(format!("{stem}.svg")), picture.as_bytes()),
        None => Ok(()),
    }
}

/// Takes one away that counts no more: it was taken back, or its slot is gone.
pub fn remove(dir: &Path, name: &str) {
    let path = dir.join("words").join(name);
    // What is not there need not go.
    let _ = std::fs::remove_file(path.with_extension("svg"));
    let _ = std::fs::remove_file(path);
}
