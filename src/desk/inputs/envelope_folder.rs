//! A folder of envelopes, `{kset}/{slot}/{eid}.age`, as the intake keeps them.

use crate::desk::host::error::Failure;
use crate::desk::host::external_sort::{Sorted, Sorter};
use crate::desk::host::files;
use crate::encoding;
use crate::seal::{Envelope, GONE, QUARANTINE, entry_of, is_entry, is_key_set};
use std::collections::BTreeSet;
use std::fs::DirEntry;
use std::path::{Path, PathBuf};

/// A slot's name: 16 bytes.
pub type Slot = [u8; 16];
/// The names of all slots, in their order, in memory only where they are few.
pub type Slots = Sorted<16>;

/// What lies in the folder. What is in a slot is listed when it is looked at, so that memory grows neither with the
/// envelopes nor with the slots.
#[derive(Default)]
pub struct Folder {
    dir: PathBuf,
    /// Key sets (16 hex digits each), in the order of their names.
    key_sets: Vec<String>,
    /// The folder with the marks of deletions, where there is one.
    gone: Option<PathBuf>,
    /// Files in `quarantine/`: they came under a name that other bytes had already.
    pub quarantined: usize,
    /// Files that are no envelope by their name and lie in no slot, relative to the folder.
    pub strange: Vec<PathBuf>,
}

/// Where one envelope lies.
#[derive(Clone)]
pub struct Place {
    /// Key set, 16 hex digits.
    pub kset: String,
    /// Slot, 32 hex digits.
    slot: String,
    /// Entry id, 32 hex digits.
    pub eid: String,
    path: PathBuf,
}

/// What lies in one slot.
#[derive(Default)]
pub struct Inside {
    /// In the order of their names.
    pub places: Vec<Place>,
    /// Files that are no envelope by their name, relative to the folder.
    pub strange: Vec<PathBuf>,
}

impl Place {
    /// Reads the envelope.
    pub fn read(&self) -> Result<Envelope, Failure> {
        let ciphertext = files::read(&self.path)?;
        Ok(Envelope { kset: self.kset.clone(), slot: self.slot.clone(), eid: self.eid.clone(), ciphertext })
    }

    /// `{kset}/{slot}/{eid}`.
    pub fn key(&self) -> String {
        format!("{}/{}/{}", self.kset, self.slot, self.eid)
    }

    /// Size in bytes and when it was last written: an envelope that was fetched again is another one.
    pub fn stamp(&self) -> Result<(u64, u128), Failure> {
        let about = std::fs::metadata(&self.path).map_err(|e| files::cannot("read", &self.path, &e))?;
        let since = about.modified().ok().and_then(|t| t.duration_since(std::time::UNIX_EPOCH).ok());
        Ok((about.len(), since.map_or(0, |d| d.as_nanos())))
    }
}

/// A slot's name as it stands in an object key.
pub fn hex(slot: &Slot) -> String {
    encoding::hex(slot)
}

/// The slot of this name, where it is one.
pub fn slot(name: &str) -> Option<Slot> {
    encoding::from_hex(name).and_then(|bytes| Slot::try_from(bytes).ok())
}

impl Folder {
    /// Lists a folder: its key sets and slots.
    pub fn list(dir: &Path) -> Result<(Self, Slots), Failure> {
        Folder::list_with(dir, |_| Ok(()))
    }

    /// The same with slots from elsewhere, which `more` adds; the folder may then be empty.
    pub fn list_with(
        dir: &Path,
        more: impl FnOnce(&mut Sorter<16>) -> Result<(), Failure>,
    ) -> Result<(Self, Slots), Failure> {
        let mut out = Folder { dir: dir.to_path_buf(), ..Folder::default() };
        // Their names are those of folders, and say nothing.
        let mut slots = Sorter::new(std::env::temp_dir());
        more(&mut slots)?;
        for (name, path, is_dir) in sorted(dir)? {
            if name == QUARANTINE {
                out.quarantined += walk(&path)?.len();
            } else if is_dir && name == GONE {
                out.marks(path)?;
            } else if is_dir && is_key_set(&name) {
                out.key_set(&path, &mut slots)?;
                out.key_sets.push(name);
            } else {
                out.odd(&path, is_dir)?;
            }
        }
        out.strange.sort();
        let slots = slots.finish()?;
        if slots.len() == 0 {
            let what = format!("there is no envelope in {}", dir.display());
            return Err(Failure::unusable(what, "give the intake's folder; envelopes are KEYSET/SLOT/ENTRY.age in it"));
        }
        Ok((out, slots))
    }

    fn marks(&mut self, dir: PathBuf) -> Result<(), Failure> {
        for entry in listed(&dir)? {
            let (name, path, is_dir) = entry?;
            if is_dir || !is_entry(&name) {
                self.odd(&path, is_dir)?;
            }
        }
        self.gone = Some(dir);
        Ok(())
    }

    fn key_set(&mut self, dir: &Path, slots: &mut Sorter<16>) -> Result<(), Failure> {
        for entry in listed(dir)? {
            let (name, path, is_dir) = entry?;
            match slot(&name).filter(|_| is_dir) {
                Some(slot) => slots.add(slot)?,
                None => self.odd(&path, is_dir)?,
            }
        }
        Ok(())
    }

    /// Key sets (16 hex digits each), in the order of their names.
    pub fn key_sets(&self) -> impl Iterator<Item = &String> {
        self.key_sets.iter()
    }

    /// Entries that have the mark of a deletion.
    pub fn gone(&self) -> Result<impl Iterator<Item = Result<String, Failure>> + '_, Failure> {
        let marks = self.gone.as_deref().map(listed).transpose()?.into_iter().flatten();
        Ok(marks.filter_map(|entry| match entry {
            Ok((name, _, is_dir)) => (!is_dir && is_entry(&name)).then_some(Ok(name)),
            Err(e) => Some(Err(e)),
        }))
    }

    fn odd(&mut self, path: &Path, is_dir: bool) -> Result<(), Failure> {
        let found = if is_dir { walk(path)? } else { vec![path.to_path_buf()] };
        self.strange.extend(found.iter().map(|p| inside(&self.dir, p)));
        Ok(())
    }

    /// What lies in a slot, in every key set or in some.
    pub fn of(&self, slot: &Slot, within: Option<&BTreeSet<String>>) -> Result<Inside, Failure> {
        let (mut out, slot) = (Inside::default(), hex(slot));
        for kset in self.key_sets.iter().filter(|k| within.is_none_or(|w| w.contains(*k))) {
            let dir = self.dir.join(kset).join(&slot);
            if !dir.is_dir() {
                continue;
            }
            for (name, path, is_dir) in sorted(&dir)? {
                match entry_of(&name).filter(|_| !is_dir) {
                    Some(eid) => {
                        let (kset, slot, eid) = (kset.clone(), slot.clone(), eid.to_string());
                        out.places.push(Place { kset, slot, eid, path });
                    }
                    None if is_dir => out.strange.extend(walk(&path)?.iter().map(|p| inside(&self.dir, p))),
                    None => out.strange.push(inside(&self.dir, &path)),
                }
            }
        }
        Ok(out)
    }
}

fn inside(dir: &Path, path: &Path) -> PathBuf {
    path.strip_prefix(dir).unwrap_or(path).to_path_buf()
}

/// Every file below a folder, in the order of the names.
fn walk(dir: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut out = Vec::new();
    for (_, path, is_dir) in sorted(dir)? {
        if is_dir { out.extend(walk(&path)?) } else { out.push(path) }
    }
    Ok(out)
}

/// Name, path, whether it is a folder.
type Listed = (String, PathBuf, bool);

/// What lies in a folder, in the order of the names.
fn sorted(dir: &Path) -> Result<Vec<Listed>, Failure> {
    let mut out = listed(dir)?.collect::<Result<Vec<_>, _>>()?;
    out.sort();
    Ok(out)
}

/// What lies in a folder, one by one, in the order of the disk.
fn listed(dir: &Path) -> Result<impl Iterator<Item = Result<Listed, Failure>> + '_, Failure> {
    let entries = std::fs::read_dir(dir).map_err(|e| files::cannot("read", dir, &e))?;
    let one = move |entry: std::io::Result<DirEntry>| {
        let entry = entry.map_err(|e| files::cannot("read", dir, &e))?;
        // A link is not followed: it could lead round in a ring.
        let kind = entry.file_type().map_err(|e| files::cannot("read", &entry.path(), &e))?;
        Ok((entry.file_name().to_string_lossy().into_owned(), entry.path(), kind.is_dir()))
    };
    Ok(entries.map(one))
}
