//! What opening a slot gave, kept in `DIR/state/` until its envelopes change: a second run opens only what is new, and
//! one that was cut off goes on where it was.
//!
//! A file per slot: a line that says of which envelopes it is and what is in it, a line of contacts, letters and the
//! slot's report, then a line per record. It holds plain answers, as `records.jsonl` does.

use super::words;
use crate::envelopes::{Folder, Inside, Place, Slot, hex, slot};
use crate::error::Failure;
use crate::files;
use kindstem::record::{Assembled, Letter, Options, SlotReport, Structures, assemble};
use kindstem::seal::{Contact, Identities, open};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// What a slot is opened with.
pub struct With<'a> {
    pub folder: &'a Folder,
    pub identities: &'a Identities,
    pub structures: &'a Structures,
    pub options: &'a Options,
    /// SHA-256 over structures, options and this program: what was kept under another is opened again.
    pub mark: String,
    /// `DIR`.
    pub out: &'a Path,
}

/// The first line.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// SHA-256 over mark, names, sizes and times of the envelopes.
    of: String,
    /// Bytes behind this line: a file that was cut off is none.
    bytes: u64,
    /// Key set → its envelopes.
    pub envelopes: BTreeMap<String, usize>,
    /// Key set → those of them that no identity opens.
    pub closed: BTreeMap<String, usize>,
    pub records: usize,
    pub contacts: usize,
    pub letters: usize,
    pub complete: usize,
    pub declined: usize,
    /// Slots that a report line is about: one, or none.
    pub reported: usize,
    /// Files in `words/`.
    words: Vec<String>,
    /// Files of the slot's folders that are no envelope by their name.
    pub strange: Vec<PathBuf>,
}

impl Head {
    /// Adds another slot's.
    pub fn add(&mut self, other: Head) {
        for (all, more) in [(&mut self.envelopes, other.envelopes), (&mut self.closed, other.closed)] {
            more.into_iter().for_each(|(kset, n)| *all.entry(kset).or_default() += n);
        }
        self.records += other.records;
        self.contacts += other.contacts;
        self.letters += other.letters;
        self.complete += other.complete;
        self.declined += other.declined;
        self.reported += other.reported;
        self.strange.extend(other.strange);
    }
}

/// The second line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    pub contacts: Vec<Contact>,
    pub letters: Vec<Letter>,
    pub slots: Vec<SlotReport>,
    pub faults: BTreeMap<String, Vec<String>>,
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

    /// Where a slot of this stage is kept.
    fn path(self, out: &Path, slot: &str) -> PathBuf {
        let stage = if matches!(self, Stage::All) { "slots" } else { "contacts" };
        out.join("state").join(stage).join(slot.get(..2).unwrap_or(slot)).join(format!("{slot}.jsonl"))
    }
}

/// What a slot gave, now or when it was opened.
#[derive(Default)]
pub struct Found {
    pub head: Head,
    pub contacts: Vec<Contact>,
    /// Whether it was opened now.
    pub opened: bool,
}

/// Opens a slot unless what is kept of it is of these very envelopes.
pub fn keep(with: &With<'_>, slot: &Slot, stage: Stage<'_>) -> Result<Found, Failure> {
    let within = if let Stage::Contacts(key_sets) = stage { Some(key_sets) } else { None };
    let Inside { places, strange } = with.folder.of(slot, within)?;
    let path = stage.path(with.out, &hex(slot));
    if places.is_empty() && strange.is_empty() {
        return forget(with.out, &path).map(|()| Found::default());
    }
    let of = of(&with.mark, &places, &strange)?;
    let mut before = Vec::new();
    if let Some(mut known) = Kept::open(&path)? {
        if known.head.of == of {
            let contacts = if known.head.contacts > 0 { known.body()?.contacts } else { Vec::new() };
            return Ok(Found { head: known.head, contacts, opened: false });
        }
        before = known.head.words;
    }
    let envelopes = places.iter().map(Place::read).collect::<Result<Vec<_>, _>>()?;
    let made = assemble(open(envelopes, with.identities), with.structures, with.options);
    let mut head = Head { of, strange, ..Head::default() };
    for place in &places {
        *head.envelopes.entry(place.kset.clone()).or_default() += 1;
    }
    before.iter().filter(|name| !made.words.contains_key(*name)).for_each(|name| words::remove(with.out, name));
    made.words.iter().try_for_each(|(name, bytes)| words::write(with.out, name, bytes))?;
    let contacts = made.contacts.clone();
    Ok(Found { head: write(&path, head, made)?, contacts, opened: true })
}

fn of(mark: &str, places: &[Place], strange: &[PathBuf]) -> Result<String, Failure> {
    let mut hash = Sha256::new();
    hash.update(mark);
    for place in places {
        let (size, changed) = place.stamp()?;
        hash.update(format!("\n{}/{} {size} {changed}", place.kset, place.eid));
    }
    strange.iter().for_each(|path| hash.update(format!("\n? {}", path.display())));
    Ok(data_encoding::HEXLOWER.encode(&hash.finalize()))
}

fn write(path: &Path, mut head: Head, made: Assembled) -> Result<Head, Failure> {
    for key in made.report.faults.get("no_matching_key").into_iter().flatten() {
        *head.closed.entry(key.split('/').next().unwrap_or_default().to_string()).or_default() += 1;
    }
    (head.records, head.contacts, head.letters) = (made.records.len(), made.contacts.len(), made.letters.len());
    head.complete = made.report.slots.iter().filter(|s| s.complete && !s.declined).count();
    head.declined = made.report.slots.iter().filter(|s| s.declined).count();
    head.reported = made.report.slots.len();
    head.words = made.words.into_keys().collect();
    let body =
        Body { contacts: made.contacts, letters: made.letters, slots: made.report.slots, faults: made.report.faults };
    let mut rest = files::as_lines(&[body])?;
    rest.extend(files::as_lines(&made.records)?);
    head.bytes = rest.len() as u64;
    let mut all = files::as_lines(std::slice::from_ref(&head))?;
    all.extend(rest);
    path.parent().map_or(Ok(()), files::folder)?;
    files::swap(path, &all)?;
    Ok(head)
}

/// A slot that is kept.
pub struct Kept {
    pub head: Head,
    path: PathBuf,
    /// What is behind the first line.
    rest: BufReader<File>,
}

impl Kept {
    /// What is kept of a slot whose envelopes were all looked at by [`keep`]; nothing where nothing lies in it.
    pub fn of(out: &Path, slot: &Slot) -> Result<Option<Self>, Failure> {
        let path = Stage::All.path(out, &hex(slot));
        if !path.exists() {
            return Ok(None);
        }
        Kept::open(&path)?.map(Some).ok_or_else(|| spoilt(&path))
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
        Ok(whole.map(|head| Kept { head, path: path.to_path_buf(), rest }))
    }

    /// The second line.
    pub fn body(&mut self) -> Result<Body, Failure> {
        let mut line = String::new();
        let read = self.rest.read_line(&mut line).ok();
        read.and_then(|_| serde_json::from_str(&line).ok()).ok_or_else(|| spoilt(&self.path))
    }

    /// The records behind [`Kept::body`], a line each.
    pub fn records(mut self) -> Result<String, Failure> {
        let mut lines = String::new();
        self.rest.read_to_string(&mut lines).map_err(|_| spoilt(&self.path))?;
        Ok(lines)
    }
}

fn spoilt(path: &Path) -> Failure {
    let what = format!("{} was changed or spoilt", path.display());
    Failure::unusable(what, "delete it and run again; its slot is then opened anew")
}

/// Takes away what is kept of one slot, where there is something.
fn forget(out: &Path, path: &Path) -> Result<(), Failure> {
    if !path.exists() {
        return Ok(());
    }
    let words = Kept::open(path)?.map(|k| k.head.words).unwrap_or_default();
    words.iter().for_each(|name| words::remove(out, name));
    std::fs::remove_file(path).map_err(|e| files::cannot("remove", path, &e))
}

/// Takes away what is kept of slots that are in the folder no more, words with it: somebody had them taken out.
pub fn sweep(out: &Path, folder: &Folder) -> Result<(), Failure> {
    for stage in ["slots", "contacts"] {
        let dir = out.join("state").join(stage);
        if !dir.is_dir() {
            continue;
        }
        let begins = std::fs::read_dir(&dir).map_err(|e| files::cannot("read", &dir, &e))?;
        for begin in begins.filter_map(Result::ok) {
            for path in files::with_extension(&begin.path(), "jsonl")? {
                let name = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
                if !slot(&name).is_some_and(|slot| folder.has(&slot)) {
                    forget(out, &path)?;
                }
            }
        }
    }
    Ok(())
}
