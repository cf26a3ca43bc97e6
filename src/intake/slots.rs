//! The list of slots that were handed out, as hashes: who reads it learns no slot.
//!
//! One SHA-256 in hex of the 16 bytes of a slot per line, as `study invite --slots` writes it. Empty lines and lines
//! that begin with `#` are passed over.

use crate::encoding;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::SystemTime;

/// The slots that may send. The file is read again when somebody unknown comes and it has changed: whoever was invited
/// an hour ago must not be turned away because nobody thought of the server.
#[derive(Clone)]
pub struct Slots(Arc<Inner>);

struct Inner {
    path: PathBuf,
    list: RwLock<List>,
}

struct List {
    hashes: HashSet<[u8; 32]>,
    read: Stamp,
}

/// Size and time of change.
type Stamp = Option<(u64, SystemTime)>;

/// Why a list cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BadSlots {
    /// It cannot be read.
    #[error(transparent)]
    File(io::Error),
    /// A line, from 1, is no hash.
    #[error("line {0} is not a SHA-256 of 64 lower-case hex digits")]
    Line(usize),
}

impl Slots {
    /// Reads a list: one line per slot, as [`Self::line`] writes it.
    ///
    /// # Errors
    /// [`BadSlots::File`] if it cannot be read, [`BadSlots::Line`] with the first line that is not a hash.
    pub fn read(path: &Path) -> Result<Self, BadSlots> {
        let list = RwLock::new(List::read(path)?);
        Ok(Slots(Arc::new(Inner { path: path.to_path_buf(), list })))
    }

    /// Returns the line of a slot: the SHA-256 of its 16 bytes, 64 lower-case hex digits.
    pub fn line(slot: &[u8; 16]) -> String {
        encoding::hex(&Sha256::digest(slot))
    }

    /// Whether a slot stands in the list.
    pub(super) fn has(&self, slot: &[u8; 16]) -> bool {
        let hash: [u8; 32] = Sha256::digest(slot).into();
        let known = |list: &List| list.hashes.contains(&hash);
        let read = {
            let list = self.0.list.read().unwrap_or_else(PoisonError::into_inner);
            if known(&list) {
                return true;
            }
            list.read
        };
        if stamp(&self.0.path) == read {
            return false;
        }
        // A list that is being written, or gone, leaves the old one as it was.
        let Ok(new) = List::read(&self.0.path) else { return false };
        let found = known(&new);
        *self.0.list.write().unwrap_or_else(PoisonError::into_inner) = new;
        found
    }
}

impl List {
    fn read(path: &Path) -> Result<Self, BadSlots> {
        // Before the text: a change in between is then found by the next stranger.
        let read = stamp(path);
        let text = fs::read_to_string(path).map_err(BadSlots::File)?;
        let mut hashes = HashSet::new();
        for (n, line) in text.lines().map(str::trim).enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let hash = encoding::from_hex(line).and_then(|b| b.try_into().ok());
            hashes.insert(hash.ok_or(BadSlots::Line(n + 1))?);
        }
        Ok(List { hashes, read })
    }
}

fn stamp(path: &Path) -> Stamp {
    let about = fs::metadata(path).ok()?;
    Some((about.len(), about.modified().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_again_when_it_has_grown_and_kept_when_it_is_broken() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("slots.txt");
        let (one, two) = ([1; 16], [2; 16]);
        fs::write(&path, format!("# handed out\n\n{}\n", Slots::line(&one))).unwrap();
        let slots = Slots::read(&path).unwrap();
        assert!(slots.has(&one) && !slots.has(&two));
        fs::write(&path, format!("{}\n{}\n", Slots::line(&one), Slots::line(&two))).unwrap();
        assert!(slots.has(&two));
        fs::write(&path, "half a li").unwrap();
        assert!(slots.has(&one) && slots.has(&two) && !slots.has(&[3; 16]));
        fs::remove_file(&path).unwrap();
        assert!(slots.has(&one) && !slots.has(&[3; 16]));
    }

    #[test]
    fn a_list_that_is_none_is_refused_with_its_line() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("slots.txt");
        assert!(matches!(Slots::read(&path), Err(BadSlots::File(_))));
        fs::write(&path, format!("{}\nshort\n", Slots::line(&[1; 16]))).unwrap();
        assert!(matches!(Slots::read(&path), Err(BadSlots::Line(2))));
    }
}
