//! Recordings that text packs name: files in `audio/`, each named by its own hash.

use crate::desk::host::error::Failure;
use crate::desk::host::files;
use crate::instrument::{Finding, Severity, Wording, audio_hash, identity};
use std::collections::BTreeMap;
use std::path::Path;

/// File name → bytes.
pub type Recordings = BTreeMap<String, Vec<u8>>;

/// What a pack names, from `DIR/audio`; a finding for what is not there or is not what its name says.
pub fn of(words: &Wording, dir: Option<&Path>) -> (Recordings, Vec<Finding>) {
    let (mut found, mut missing) = (Recordings::new(), Vec::new());
    for (of, file) in &words.audio {
        // A name that is none is the lint's to tell.
        let Some(hash) = audio_hash(file) else { continue };
        let mut error = |code, advice| {
            missing.push(Finding { path: format!("$.audio.{of}"), code, severity: Severity::Error, advice });
        };
        match dir.and_then(|dir| files::read(&dir.join("audio").join(file)).ok()) {
            None => {
                error("not_found", format!("audio/{file} does not exist; put it into audio/ beside the text packs"))
            }
            Some(bytes) if identity(&bytes) != hash => {
                error(
                    "other_bytes",
                    format!("the SHA-256 of audio/{file} differs from its name; name the file by its SHA-256"),
                );
            }
            Some(bytes) => drop(found.insert(file.clone(), bytes)),
        }
    }
    (found, missing)
}

/// Writes them into the page's `audio/`.
pub fn lay_out(folder: &Path, recordings: &Recordings) -> Result<(), Failure> {
    if recordings.is_empty() {
        return Ok(());
    }
    files::folder(folder)?;
    recordings.iter().try_for_each(|(name, bytes)| files::replace(&folder.join(name), bytes, false))
}
