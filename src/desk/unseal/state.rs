//! `DIR/state/`: what all deliveries gave, so that a later one adds to it and takes nothing away.
//!
//! | in it | is |
//! |---|---|
//! | `opened/` | what was opened of each slot, and what is left of what was deleted ([`super::store`]) |
//! | `slots/` | what that gave: records, report, contacts ([`super::slot_cache`]) |
//! | `gone/` | every mark of a deletion that any delivery had; a mark may come before what it deletes |
//! | `decisions.jsonl` | what a person decided about marks ([`super::decisions`]) |
//! | `settings.json` | keys and share ([`super::settings`]) |

use crate::desk::host::error::Failure;
use crate::desk::host::external_sort::Sorter;
use crate::desk::host::files;
use crate::desk::inputs::envelope_folder::{Folder, slot};
use std::path::{Path, PathBuf};

/// Where something is kept of a slot.
pub fn path(out: &Path, kind: &str, slot: &str) -> PathBuf {
    out.join("state").join(kind).join(slot.get(..2).unwrap_or(slot)).join(format!("{slot}.jsonl"))
}

/// Adds the slots of earlier deliveries.
pub fn slots(out: &Path, to: &mut Sorter<16>) -> Result<(), Failure> {
    let dir = out.join("state").join("opened");
    if !dir.is_dir() {
        return Ok(());
    }
    let begins = std::fs::read_dir(&dir).map_err(|e| files::cannot("read", &dir, &e))?;
    for begin in begins.filter_map(Result::ok) {
        for path in files::with_extension(&begin.path(), "jsonl")? {
            let name = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
            slot(&name).map_or(Ok(()), |slot| to.add(slot))?;
        }
    }
    Ok(())
}

/// The marks of deletions of all deliveries.
pub struct Marks {
    dir: PathBuf,
    any: bool,
}

impl Marks {
    /// Adds those of a delivery.
    pub fn take(out: &Path, folder: &Folder) -> Result<Self, Failure> {
        let dir = out.join("state").join("gone");
        let mut marks = Marks { any: dir.is_dir(), dir };
        for eid in folder.gone()? {
            let path = marks.dir.join(eid?);
            if !marks.any {
                files::folder(&marks.dir)?;
                marks.any = true;
            }
            if !path.exists() {
                files::replace_unsynced(&path, b"")?;
            }
        }
        Ok(marks)
    }

    /// Whether an entry has one.
    pub fn has(&self, eid: &str) -> bool {
        self.any && self.dir.join(eid).exists()
    }
}
