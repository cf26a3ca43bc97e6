//! The contacts of one or several deliveries.

use crate::desk::host::error::Failure;
use crate::desk::host::print::count;
use crate::desk::inputs::envelope_folder::{Folder, Place};
use crate::record::{OpenedContact, Options, Structures, assemble};
use crate::seal::{Identities, kset, open};
use crate::study::Study;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// What the deliveries hold.
#[derive(Default)]
pub struct Found {
    /// Every contact that could be opened, each once.
    pub contacts: Vec<OpenedContact>,
    /// Envelopes that should hold contacts and could not be opened.
    pub closed: usize,
    /// Nothing in the deliveries is of this study.
    pub strange: bool,
    /// Key sets that are not the study's.
    foreign: BTreeSet<String>,
}

/// Reads the envelopes of the study's contact keys, and of those that it had before. A mark of deletion hides no contact.
pub fn all(folders: &[PathBuf], study: &Study, before: &[String], identities: &Identities) -> Result<Found, Failure> {
    let theirs: BTreeSet<String> = before.iter().cloned().chain([kset(&study.contact_keys())]).collect();
    let answers = kset(&study.recipient_keys());
    let mut out = Found { strange: true, ..Found::default() };
    let mut contacts: BTreeMap<String, OpenedContact> = BTreeMap::new();
    let mut opened_any = false;
    for dir in folders {
        let (folder, mut slots) = Folder::list(dir)?;
        let foreign = folder.key_sets().filter(|k| !theirs.contains(*k) && **k != answers);
        out.foreign.extend(foreign.cloned());
        out.strange &= !folder.key_sets().any(|k| theirs.contains(k) || *k == answers);
        for slot in slots.rows()? {
            let inside = folder.of(&slot?, Some(&theirs))?;
            let envelopes = inside.places.iter().map(Place::read).collect::<Result<Vec<_>, _>>()?;
            let opened = open(envelopes, identities);
            opened_any |= !opened.entries.is_empty();
            let made = assemble(opened, &Structures::new(), &Options::default());
            contacts.extend(made.contacts.into_iter().map(|c| (c.id.clone(), c)));
            out.closed += made.report.faults.values().map(Vec::len).sum::<usize>();
        }
    }
    if !opened_any && out.closed > 0 {
        let what = "none of the identity files opens the contact envelopes of this study";
        return Err(Failure::findings(what, "use the key of one of $.contact_recipients"));
    }
    out.contacts = contacts.into_values().collect();
    Ok(out)
}

impl Found {
    /// Why the deliveries need a person.
    pub fn reasons(&self) -> Vec<String> {
        let closed = (self.closed > 0).then(|| {
            format!("{} cannot be opened; kindstem unseal lists each", count(self.closed, "envelope of contacts"))
        });
        let foreign = self.foreign.iter().map(|k| {
            format!("key set {k} does not belong to the study; if it is an earlier contact key set of this study, add --key-set {k}")
        });
        closed.into_iter().chain(foreign).collect()
    }
}
