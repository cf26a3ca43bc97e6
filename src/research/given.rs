//! What the files are that somebody chose.

use super::host::Picked;
use crate::seal::Place;
use std::collections::{BTreeMap, BTreeSet};

/// Text packs and structures are small; a longer JSON file is something else.
const INSTRUMENT: f64 = (1 << 20) as f64;

/// One envelope.
#[derive(Clone)]
pub(super) struct Found {
    pub kset: String,
    pub eid: String,
    pub file: Picked,
}

/// Files by what they are. Choosing again adds.
#[derive(Clone, Default)]
pub(super) struct Given {
    pub study: Option<Picked>,
    pub register: Option<Picked>,
    /// The file of handled contacts.
    pub handled: Option<Picked>,
    /// Slot → its envelopes.
    pub slots: BTreeMap<String, Vec<Found>>,
    /// Other JSON, which may be an instrument.
    pub instruments: Vec<Picked>,
    pub keys: Vec<Picked>,
    /// Path of a key → the passphrase that was typed for it, empty until then; of those that have one.
    pub passphrases: BTreeMap<String, String>,
    pub quarantined: usize,
    /// Entries that have the mark of a deletion.
    pub gone: BTreeSet<String>,
    envelopes: BTreeSet<String>,
}

impl Given {
    /// Adds files of a folder.
    pub fn add(&mut self, files: Vec<Picked>) {
        for file in files {
            let path = file.path();
            match Place::of(&path) {
                Place::Envelope { kset, slot, eid } => {
                    // The same folder chosen twice has its files once.
                    if self.envelopes.insert(format!("{kset}/{slot}/{eid}")) {
                        self.slots.entry(slot).or_default().push(Found { kset, eid, file });
                    }
                }
                Place::Gone(eid) => drop(self.gone.insert(eid)),
                Place::Quarantined => self.quarantined += 1,
                Place::Other => self.other(&path, file),
            }
        }
    }

    fn other(&mut self, path: &str, file: Picked) {
        match path.rsplit('/').next().unwrap_or_default() {
            "study.json" => self.study = Some(file),
            "register.age" => self.register = Some(file),
            "handled.age" => self.handled = Some(file),
            name if name.ends_with(".json") && file.size() < INSTRUMENT => self.instruments.push(file),
            _ => {}
        }
    }

    /// How many envelopes there are.
    pub fn count(&self) -> usize {
        self.slots.values().map(Vec::len).sum()
    }

    /// Whether there is enough to open something.
    pub fn ready(&self) -> bool {
        let typed = self.passphrases.values().all(|p| !p.is_empty());
        self.study.is_some() && !self.keys.is_empty() && !self.slots.is_empty() && typed
    }
}
