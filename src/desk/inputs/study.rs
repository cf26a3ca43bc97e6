//! The study file.

use crate::desk::host::error::Failure;
use crate::desk::host::files;
use crate::study::Study;
use std::path::Path;

/// Reads a study file.
pub fn read(path: &Path) -> Result<Study, Failure> {
    parse(&files::read(path)?, path)
}

/// Reads the bytes of one; `path` is named in errors.
pub fn parse(bytes: &[u8], path: &Path) -> Result<Study, Failure> {
    let advice = "this is not a study file; kindstem study new writes one";
    Study::parse(bytes).map_err(|e| Failure::unusable(format_args!("{}: {e}", path.display()), advice))
}
