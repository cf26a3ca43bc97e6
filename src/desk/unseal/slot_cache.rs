//! What was read from each slot, kept in `DIR/state/slots/` until its envelopes change. A second run opens new envelopes
//! only, and a run that was interrupted resumes where it stopped.
//!
//! A file per slot: a line that says of which envelopes it is and what is in it, a line of contacts, letters and the
//! slot's report, then a line per record. It holds plain answers, as `records.jsonl` does.

use super::attachments;
use super::decided::Decided;
use super::decisions::Decisions;
use super::state::{self, Marks};
use super::store::{Store, eid};
use crate::desk::host::error::Failure;
use crate::desk::host::files;
use crate::desk::inputs::envelope_folder::{Folder, Inside, Place, Slot, hex};
use crate::record::{
    Assembled, Finding, Letter, OpenedContact, Options, SlotReport, Structures, Written, assemble, assemble_without,
};
use crate::seal::{Fault, Identities, Plain, link, open};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// What a slot is opened with.
pub struct OpenContext<'a> {
    pub folder: &'a Folder,
    pub identities: &'a Identities,
    pub structures: &'a Structures,
    pub options: &'a Options,
    pub marks: &'a Marks,
    pub decisions: &'a Decisions,
    /// SHA-256 over structures, options and this program: what was kept under another is opened again.
    pub mark: String,
    /// `DIR`.
    pub out: &'a Path,
}

/// The first line.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// SHA-256 over names, sizes and times of the delivery's envelopes.
    of: String,
    /// SHA-256 over everything else on which the slot depends: program, structures, marks, decisions.
    rest: String,
    /// Number of bytes after this line. A file of another length is incomplete and is ignored.
    bytes: u64,
    /// Object keys of what was opened, now or from an earlier delivery.
    keys: Vec<String>,
    /// Envelopes that were ever opened, including those deleted since.
    opened: usize,
    /// Envelopes that were opened before and are not in this delivery.
    pub absent: usize,
    /// Envelopes that were opened before, whose content a damaged `state/` has lost.
    pub lost: usize,
    /// Sessions that were thrown away, by their own word or by a mark that a person confirmed.
    pub erased: usize,
    /// Entries that have the mark of a deletion, and nobody decided about it.
    pub erased_by_mark: usize,
    /// Slots whose respondent withdrew: one, or none.
    pub withdrawn: usize,
    /// Key set → its envelopes.
    pub envelopes: BTreeMap<String, usize>,
    /// Key set → those of them that no identity opens.
    pub closed: BTreeMap<String, usize>,
    pub records: usize,
    /// Records that are in no table until something is checked or decided.
    pub set_aside: usize,
    pub contacts: usize,
    pub letters: usize,
    pub complete: usize,
    pub declined: usize,
    /// Slots that a report line is about: one, or none.
    pub reported: usize,
    /// Files in `words/`.
    words: Vec<String>,
    /// Files in the slot's folders whose names are not those of envelopes.
    pub strange: Vec<PathBuf>,
}

impl Head {
    /// Adds another slot's.
    pub fn add(&mut self, other: Head) {
        for (all, more) in [(&mut self.envelopes, other.envelopes), (&mut self.closed, other.closed)] {
            more.into_iter().for_each(|(kset, n)| *all.entry(kset).or_default() += n);
        }
        self.records += other.records;
        self.set_aside += other.set_aside;
        self.contacts += other.contacts;
        self.letters += other.letters;
        self.complete += other.complete;
        self.declined += other.declined;
        self.reported += other.reported;
        self.absent += other.absent;
        self.lost += other.lost;
        self.erased += other.erased;
        self.erased_by_mark += other.erased_by_mark;
        self.withdrawn += other.withdrawn;
        self.strange.extend(other.strange);
    }
}

/// The second line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    pub contacts: Vec<OpenedContact>,
    pub letters: Vec<Letter>,
    pub slots: Vec<SlotReport>,
    pub faults: BTreeMap<String, Vec<String>>,
    pub set_aside: Vec<crate::record::Record>,
}

/// Which envelopes of a slot are looked at.
#[derive(Clone, Copy)]
pub enum Stage<'a> {
    /// Those of the key sets that hold contacts, before anything else.
    Contacts(&'a BTreeSet<String>),
    /// All.
    All,
}

impl Stage<'_> {
    /// What a progress bar says of it.
    pub fn name(self) -> &'static str {
        if matches!(self, Stage::All) { "opening" } else { "contacts" }
    }
}

/// What was read from a slot, in this run or an earlier one.
#[derive(Default)]
pub struct SlotResult {
    pub head: Head,
    pub contacts: Vec<OpenedContact>,
    /// Whether it was opened now.
    pub opened: bool,
}

/// Opens the new envelopes of a slot and combines them with those of earlier runs. If nothing changed since the last
/// run, it returns what that run kept.
///
/// # Errors
/// An envelope or a file below `state/` cannot be read or written.
pub fn open_cached(with: &OpenContext<'_>, slot: &Slot, stage: Stage<'_>) -> Result<SlotResult, Failure> {
    let looked = Looked::at(with, slot)?;
    match (looked.unchanged()?, stage) {
        (Some(found), _) => Ok(found),
        (None, Stage::Contacts(key_sets)) => looked.contacts(key_sets),
        (None, Stage::All) => looked.everything(),
    }
}

/// A slot as this delivery has it.
struct Looked<'a> {
    with: &'a OpenContext<'a>,
    name: String,
    places: Vec<Place>,
    strange: Vec<PathBuf>,
    /// As [`Head::of`].
    of: String,
    /// Where it is kept.
    path: PathBuf,
}

impl<'a> Looked<'a> {
    fn at(with: &'a OpenContext<'a>, slot: &Slot) -> Result<Self, Failure> {
        let name = hex(slot);
        let Inside { places, strange } = with.folder.of(slot, None)?;
        let (of, path) = (of(&places, &strange)?, state::path(with.out, "slots", &name));
        Ok(Looked { with, name, places, strange, of, path })
    }

    /// What is kept, where neither the delivery nor anything else has changed since.
    fn unchanged(&self) -> Result<Option<SlotResult>, Failure> {
        let Some(mut known) = CachedSlot::open(&self.path)? else { return Ok(None) };
        let nothing_here = self.places.is_empty() && self.strange.is_empty();
        let same = known.head.of == self.of || nothing_here;
        if !same || known.head.rest != self.rest(&known.head.keys) {
            return Ok(None);
        }
        let contacts = if known.head.contacts > 0 { known.body()?.contacts } else { Vec::new() };
        let mut head = known.head;
        head.absent = self.absent(&head.keys);
        Ok(Some(SlotResult { head, contacts, opened: false }))
    }

    /// The contacts of some key sets and of earlier deliveries, and nothing else.
    fn contacts(&self, key_sets: &BTreeSet<String>) -> Result<SlotResult, Failure> {
        let places = self.places.iter().filter(|p| key_sets.contains(&p.kset));
        let (store, _) = self.store(places)?;
        let (mut all, _) = store.give(self.decided(), |eid| self.with.marks.has(eid));
        all.entries.retain(|e| matches!(e.plain, Plain::Contact(_)));
        let contacts = assemble(all, self.with.structures, self.with.options).contacts;
        let head = Head { contacts: contacts.len(), ..Head::default() };
        Ok(SlotResult { head, contacts, opened: false })
    }

    /// Everything that is known of the slot, put together and kept.
    fn everything(self) -> Result<SlotResult, Failure> {
        let with = self.with;
        let (store, (faults, closed)) = self.store(self.places.iter())?;
        let known = CachedSlot::open(&self.path)?.map(|k| k.head).unwrap_or_default();
        // Nothing but a withdrawal takes an envelope out of the store.
        let once = if self.decided().withdrawn { store.len() } else { known.opened.max(store.len()) };
        if once == 0 && faults.is_empty() && self.strange.is_empty() {
            return forget(with.out, &self.path).map(|()| SlotResult::default());
        }
        let (mut all, removed) = store.give(self.decided(), |eid| with.marks.has(eid));
        (all.faults, all.closed) = (faults, closed);
        let made = assemble_without(all, &removed, with.structures, with.options);
        let keys: Vec<String> = store.keys().cloned().collect();
        let mut head = Head {
            rest: self.rest(&keys),
            opened: once,
            lost: once - store.len(),
            absent: self.absent(&keys),
            keys,
            of: self.of,
            strange: self.strange,
            ..Head::default()
        };
        for key in head.keys.iter().chain(made.report.faults.values().flatten()) {
            *head.envelopes.entry(kset_of(key)).or_default() += 1;
        }
        known.words.iter().filter(|n| !made.words.contains_key(*n)).for_each(|n| attachments::remove(with.out, n));
        made.words.iter().try_for_each(|(name, bytes)| attachments::write(with.out, name, bytes))?;
        let contacts = made.contacts.clone();
        Ok(SlotResult { head: write(&self.path, head, made)?, contacts, opened: true })
    }

    /// The store with what is new in it, written; and what could not be opened.
    fn store<'p>(&self, places: impl Iterator<Item = &'p Place>) -> Result<(Store, Unread), Failure> {
        let mut store = Store::open(self.with.out, &self.name);
        let unread = open_new(&mut store, places, self.with.identities)?;
        let is_ours = |proof: &str| self.with.options.links.check(&self.name, proof) == Written::WithLink;
        store.bury(self.decided(), is_ours, |eid| self.with.marks.has(eid));
        store.write(self.with.out, &self.name)?;
        Ok((store, unread))
    }

    fn decided(&self) -> &Decided {
        self.with.decisions.of(&self.name)
    }

    /// As [`Head::rest`], for a slot of which these were opened.
    fn rest(&self, keys: &[String]) -> String {
        let here: Vec<String> = self.places.iter().map(Place::key).collect();
        let marked = keys.iter().chain(&here).map(|key| eid(key)).filter(|eid| self.with.marks.has(eid));
        let (marked, mark) = (marked.collect::<BTreeSet<_>>(), &self.with.mark);
        let link = self.with.options.links.of_slot(&self.name);
        let hash = Sha256::digest(format!("{mark}\n{:?}\n{marked:?}\n{link:?}", self.decided()));
        crate::encoding::hex(&hash)
    }

    /// How many of these are not in the delivery. What has the mark of a deletion should not be.
    fn absent(&self, keys: &[String]) -> usize {
        let here: BTreeSet<String> = self.places.iter().map(Place::key).collect();
        keys.iter().filter(|key| !here.contains(*key) && !self.with.marks.has(eid(key))).count()
    }
}

/// Envelopes of which nothing is read, each with its reason; and the links of those that no identity opens.
type Unread = (Vec<(String, Fault)>, BTreeSet<String>);

/// Opens the envelopes that the store does not have yet, and returns those that cannot be opened with the reason.
fn open_new<'p>(
    store: &mut Store,
    places: impl Iterator<Item = &'p Place>,
    identities: &Identities,
) -> Result<Unread, Failure> {
    let (mut faults, mut closed) = (Vec::new(), BTreeSet::new());
    for place in places {
        let envelope = place.read()?;
        if store.knows(&link(&envelope.ciphertext), &place.key()) {
            continue;
        }
        let opened = open([envelope], identities);
        let misplaced = opened.faults.iter().any(|(_, fault)| *fault == Fault::WrongName);
        opened.entries.into_iter().for_each(|e| store.add(e, misplaced));
        faults.extend(opened.faults);
        closed.extend(opened.closed);
    }
    Ok((faults, closed))
}

fn of(places: &[Place], strange: &[PathBuf]) -> Result<String, Failure> {
    let mut hash = Sha256::new();
    for place in places {
        let (size, changed) = place.stamp()?;
        hash.update(format!("\n{} {size} {changed}", place.key()));
    }
    strange.iter().for_each(|path| hash.update(format!("\n? {}", path.display())));
    Ok(crate::encoding::hex(&hash.finalize()))
}

fn kset_of(key: &str) -> String {
    key.split('/').next().unwrap_or_default().to_string()
}

fn write(path: &Path, mut head: Head, made: Assembled) -> Result<Head, Failure> {
    for key in made.report.faults.get("no_matching_key").into_iter().flatten() {
        *head.closed.entry(kset_of(key)).or_default() += 1;
    }
    (head.records, head.contacts, head.letters) = (made.records.len(), made.contacts.len(), made.letters.len());
    head.complete = made.report.slots.iter().filter(|s| s.complete && !s.declined).count();
    head.declined = made.report.slots.iter().filter(|s| s.declined).count();
    head.reported = made.report.slots.len();
    for finding in made.report.slots.iter().flat_map(|s| &s.findings) {
        match finding {
            Finding::Erased { .. } => head.erased += 1,
            Finding::ErasedByMark { entries, .. } => head.erased_by_mark += entries,
            Finding::Withdrawn => head.withdrawn = 1,
            _ => {}
        }
    }
    head.set_aside = made.set_aside.len();
    head.words = made.words.into_keys().collect();
    let body = Body {
        contacts: made.contacts,
        letters: made.letters,
        slots: made.report.slots,
        faults: made.report.faults,
        set_aside: made.set_aside,
    };
    let mut rest = files::as_lines(&[body])?;
    rest.extend(files::as_lines(&made.records)?);
    head.bytes = rest.len() as u64;
    let mut all = files::as_lines(std::slice::from_ref(&head))?;
    all.extend(rest);
    path.parent().map_or(Ok(()), files::folder)?;
    files::replace_unsynced(path, &all)?;
    Ok(head)
}

/// A slot that is kept.
pub struct CachedSlot {
    pub head: Head,
    path: PathBuf,
    /// What is behind the first line.
    rest: BufReader<File>,
}

impl CachedSlot {
    /// What [`open_cached`] kept of a slot after [`Stage::All`]. `None` if the slot has no envelopes.
    ///
    /// # Errors
    /// The file was changed or damaged since.
    pub fn of(out: &Path, slot: &Slot) -> Result<Option<Self>, Failure> {
        let path = state::path(out, "slots", &hex(slot));
        if !path.exists() {
            return Ok(None);
        }
        CachedSlot::open(&path)?.map(Some).ok_or_else(|| spoilt(&path))
    }

    /// Nothing where there is no such file, or not a whole one.
    fn open(path: &Path) -> Result<Option<Self>, Failure> {
        let Ok(file) = File::open(path) else { return Ok(None) };
        let size = file.metadata().map_or(0, |m| m.len());
        let mut rest = BufReader::new(file);
        let mut first = String::new();
        if rest.read_line(&mut first).is_err() {
            return Ok(None);
        }
        let head: Option<Head> = serde_json::from_str(&first).ok();
        let whole = head.filter(|h| h.bytes + first.len() as u64 == size);
        Ok(whole.map(|head| CachedSlot { head, path: path.to_path_buf(), rest }))
    }

    /// The second line.
    pub fn body(&mut self) -> Result<Body, Failure> {
        let mut line = String::new();
        let read = self.rest.read_line(&mut line).ok();
        read.and_then(|_| serde_json::from_str(&line).ok()).ok_or_else(|| spoilt(&self.path))
    }

    /// The records behind [`CachedSlot::body`], a line each.
    pub fn records(mut self) -> Result<String, Failure> {
        let mut lines = String::new();
        self.rest.read_to_string(&mut lines).map_err(|_| spoilt(&self.path))?;
        Ok(lines)
    }
}

fn spoilt(path: &Path) -> Failure {
    let what = format!("{} was changed or damaged", path.display());
    Failure::unusable(what, "delete it and run again: the slot is then opened again from its envelopes")
}

/// Takes away what is kept of one slot, where there is something.
fn forget(out: &Path, path: &Path) -> Result<(), Failure> {
    if !path.exists() {
        return Ok(());
    }
    let words = CachedSlot::open(path)?.map(|k| k.head.words).unwrap_or_default();
    words.iter().for_each(|name| attachments::remove(out, name));
    std::fs::remove_file(path).map_err(|e| files::cannot("remove", path, &e))
}
