//! The contacts of one or several deliveries.

use crate::desk::host::error::Failure;
use crate::desk::host::print::count;
use crate::desk::inputs::envelope_folder::Folder;
use crate::record::OpenedContact;
use crate::seal::{Fault, Identities, Plain, kset, open};
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
    /// Contacts that lie under a name they were not sealed under.
    pub misplaced: usize,
    /// Nothing in the deliveries is of this study.
    pub strange: bool,
    /// Key sets that are not the study's.
    foreign: BTreeSet<String>,
}

/// Reads the envelopes of the study's contact keys, of those that it had before, and whatever else these identities open: a
/// contact that was moved into another key set is still a contact. A mark of deletion hides no contact.
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
            let inside = folder.of(&slot?, None)?;
            for place in &inside.places {
                let opened = open([place.read()?], identities);
                let fault = opened.faults.first().map(|(_, fault)| *fault);
                match fault {
                    Some(Fault::WrongName) if !opened.entries.is_empty() => out.misplaced += 1,
                    Some(_) => out.closed += usize::from(theirs.contains(&place.kset)),
                    None => {}
                }
                opened_any |= theirs.contains(&place.kset) && !opened.entries.is_empty();
                let found = opened.entries.into_iter().filter_map(|e| match e.plain {
                    Plain::Contact(contact) => Some(OpenedContact { id: e.link, contact: *contact }),
                    _ => None,
                });
                contacts.extend(found.map(|c| (c.id.clone(), c)));
            }
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
        let misplaced = (self.misplaced > 0).then(|| {
            format!("{} under a wrong name; ask who may write to the intake", count(self.misplaced, "contact"))
        });
        let foreign = self.foreign.iter().map(|k| {
            format!("key set {k} does not belong to the study; if it is an earlier contact key set of this study, add --key-set {k}")
        });
        closed.into_iter().chain(misplaced).chain(foreign).collect()
    }
}
