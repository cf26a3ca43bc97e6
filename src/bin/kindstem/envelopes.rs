//! A folder of envelopes, `{kset}/{slot}/{eid}.age`, as the intake keeps them.

use super::error::Failure;
use super::files;
use data_encoding::HEXLOWER;
use kindstem::seal::{Envelope, GONE, QUARANTINE, entry_of, is_entry, is_key_set};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A slot's name: 16 bytes.
pub type Slot = [u8; 16];

/// What lies in the folder. Only the slots' names are held, 16 bytes each; what is in a slot is listed when it is
/// looked at, so that memory does not grow with the envelopes.
#[derive(Default)]
pub struct Folder {
    dir: PathBuf,
    /// Key sets, hex, in the order of their names.
    key_sets: Vec<String>,
    /// In the order of their names.
    pub slots: Vec<Slot>,
    /// Entries with the mark of a deletion. They are not read, whatever brought them back: an older copy of the folder,
    /// for example.
    gone: BTreeSet<String>,
    /// Files in `quarantine/`: they came under a name that other bytes had already.
    pub quarantined: usize,
    /// Files that are no envelope by their name and lie in no slot, relative to the folder.
    pub strange: Vec<PathBuf>,
}

/// Where one envelope lies.
#[derive(Clone)]
pub struct Place {
    /// Key set, hex.
    pub kset: String,
    /// Slot, hex.
    slot: String,
    /// Entry id, hex.
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

    /// Size in bytes and when it was last written: an envelope that was fetched again is another one.
    pub fn stamp(&self) -> Result<(u64, u128), Failure> {
        let about = std::fs::metadata(&self.path).map_err(|e| files::cannot("read", &self.path, &e))?;
        let since = about.modified().ok().and_then(|t| t.duration_since(std::time::UNIX_EPOCH).ok());
        Ok((about.len(), since.map_or(0, |d| d.as_nanos())))
    }
}

/// A slot's name as it stands in an object key.
pub fn hex(slot: &Slot) -> String {
    HEXLOWER.encode(slot)
}

impl Folder {
    /// Lists a folder: its key sets and slots.
    pub fn list(dir: &Path) -> Result<Self, Failure> {
        let mut out = Folder { dir: dir.to_path_buf(), ..Folder::default() };
        for (name, path, is_dir) in sorted(dir)? {
            if name == QUARANTINE {
                out.quarantined += walk(&path)?.len();
            } else if is_dir && name == GONE {
                out.marks(&path)?;
            } else if is_dir && is_key_set(&name) {
                out.key_set(&path)?;
                out.key_sets.push(name);
            } else {
                out.odd(&path, is_dir)?;
            }
        }
        out.slots.sort_unstable();
        out.slots.dedup();
        if out.samples()?.is_empty() {
            let what = format!("there is no envelope in {}", dir.display());
            return Err(Failure::unusable(what, "give the folder of the intake; it holds KEYSET/SLOT/ENTRY.age"));
        }
        Ok(out)
    }

    fn marks(&mut self, path: &Path) -> Result<(), Failure> {
        for (name, path, is_dir) in sorted(path)? {
            if !is_dir && is_entry(&name) {
                self.gone.insert(name);
            } else {
                self.odd(&path, is_dir)?;
            }
        }
        Ok(())
    }

    fn key_set(&mut self, path: &Path) -> Result<(), Failure> {
        for (name, path, is_dir) in sorted(path)? {
            let slot = HEXLOWER.decode(name.as_bytes()).ok().and_then(|b| Slot::try_from(b).ok());
            match slot.filter(|_| is_dir) {
                Some(slot) => self.slots.push(slot),
                None => self.odd(&path, is_dir)?,
            }
        }
        Ok(())
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
                    Some(eid) if self.gone.contains(eid) => {}
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

    /// One envelope of each key set.
    pub fn samples(&self) -> Result<BTreeMap<&str, Place>, Failure> {
        let mut out = BTreeMap::new();
        for kset in &self.key_sets {
            let within = BTreeSet::from([kset.clone()]);
            for slot in &self.slots {
                if let Some(place) = self.of(slot, Some(&within))?.places.into_iter().next() {
                    out.insert(kset.as_str(), place);
                    break;
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

/// What lies in a folder, in the order of the names: name, path, whether it is a folder.
fn sorted(dir: &Path) -> Result<Vec<(String, PathBuf, bool)>, Failure> {
    let listed = std::fs::read_dir(dir).and_then(|entries| entries.collect::<Result<Vec<_>, _>>());
    let mut out = Vec::new();
    for entry in listed.map_err(|e| files::cannot("read", dir, &e))? {
        // A link is not followed: it could lead round in a ring.
        let kind = entry.file_type().map_err(|e| files::cannot("read", &entry.path(), &e))?;
        out.push((entry.file_name().to_string_lossy().into_owned(), entry.path(), kind.is_dir()));
    }
    out.sort();
    Ok(out)
}
