//! A folder of envelopes, `{kset}/{slot}/{eid}.age`, as the intake keeps them.

use super::error::Failure;
use super::files;
use kindstem::seal::Envelope;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What lies in the folder.
#[derive(Default)]
pub struct Folder {
    /// Slot → its envelopes, in the order of their names.
    pub slots: BTreeMap<String, Vec<Place>>,
    /// Files in `quarantine/`: they came under a name that other bytes had already.
    pub quarantined: usize,
    /// Files that are no envelope by their name, relative to the folder.
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
    eid: String,
    path: PathBuf,
}

impl Place {
    /// Reads the envelope.
    pub fn read(&self) -> Result<Envelope, Failure> {
        let ciphertext = files::read(&self.path)?;
        Ok(Envelope { kset: self.kset.clone(), slot: self.slot.clone(), eid: self.eid.clone(), ciphertext })
    }
}

impl Folder {
    /// Lists a folder.
    pub fn list(dir: &Path) -> Result<Self, Failure> {
        let mut out = Folder::default();
        // An envelope with the mark of a deletion is not read, whatever brought it back: an older copy of the folder,
        // for example.
        let mut gone = BTreeSet::new();
        for path in walk(dir)? {
            let inside = path.strip_prefix(dir).unwrap_or(&path);
            let names: Vec<&str> = inside.iter().filter_map(|n| n.to_str()).collect();
            match names.as_slice() {
                ["quarantine", ..] => out.quarantined += 1,
                ["gone", eid] if is_hex(eid, 32) => {
                    gone.insert(eid.to_string());
                }
                [kset, slot, file] if is_hex(kset, 16) && is_hex(slot, 32) => match eid(file) {
                    Some(eid) => {
                        let place = Place {
                            kset: kset.to_string(),
                            slot: slot.to_string(),
                            eid: eid.into(),
                            path: path.clone(),
                        };
                        out.slots.entry(slot.to_string()).or_default().push(place);
                    }
                    None => out.strange.push(inside.to_path_buf()),
                },
                _ => out.strange.push(inside.to_path_buf()),
            }
        }
        for places in out.slots.values_mut() {
            places.retain(|p| !gone.contains(&p.eid));
        }
        out.slots.retain(|_, places| !places.is_empty());
        if out.slots.is_empty() {
            let what = format!("there is no envelope in {}", dir.display());
            return Err(Failure::unusable(what, "give the folder of the intake; it holds KEYSET/SLOT/ENTRY.age"));
        }
        Ok(out)
    }

    /// One envelope of each key set.
    pub fn samples(&self) -> BTreeMap<&str, &Place> {
        let all = self.slots.values().flatten();
        all.map(|p| (p.kset.as_str(), p)).collect()
    }

    /// The slots with what they have in these key sets; slots without any are left out.
    pub fn within(&self, key_sets: &BTreeSet<&str>) -> Vec<Vec<Place>> {
        let of = |places: &Vec<Place>| -> Vec<Place> {
            places.iter().filter(|p| key_sets.contains(p.kset.as_str())).cloned().collect()
        };
        self.slots.values().map(of).filter(|places| !places.is_empty()).collect()
    }
}

fn eid(file: &str) -> Option<&str> {
    file.strip_suffix(".age").filter(|eid| is_hex(eid, 32))
}

fn is_hex(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// Every file below a folder, in the order of the names.
fn walk(dir: &Path) -> Result<Vec<PathBuf>, Failure> {
    let listed = std::fs::read_dir(dir).and_then(|entries| entries.collect::<Result<Vec<_>, _>>());
    let mut entries = listed.map_err(|e| files::cannot("read", dir, &e))?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    let mut out = Vec::new();
    for entry in entries {
        // A link is not followed: it could lead round in a ring.
        let kind = entry.file_type().map_err(|e| files::cannot("read", &entry.path(), &e))?;
        if kind.is_dir() { out.extend(walk(&entry.path())?) } else { out.push(entry.path()) }
    }
    Ok(out)
}
