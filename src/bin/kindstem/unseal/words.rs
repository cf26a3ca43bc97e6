//! What was spoken or drawn, as files that their owner alone can read.

use crate::error::Failure;
use crate::files;
use kindstem::export::svg;
use std::path::Path;

/// Writes one into `DIR/words`; a drawing also as a picture.
pub fn write(dir: &Path, name: &str, bytes: &[u8]) -> Result<(), Failure> {
    let folder = dir.join("words");
    files::folder(&folder)?;
    files::write_new(&folder.join(name), bytes, true)?;
    match name.strip_suffix(".json").zip(svg(bytes)) {
        Some((stem, picture)) => files::write_new(&folder.join(format!("{stem}.svg")), picture.as_bytes(), true),
        None => Ok(()),
    }
}
