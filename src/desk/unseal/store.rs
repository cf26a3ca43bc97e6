//! What was opened of one slot over all deliveries, so that no delivery takes the place of another. An envelope is named by
//! the hash of its ciphertext, and is opened once. Of what was deleted only a tombstone stays.

use super::decided::Decided;
use super::state;
use crate::desk::host::error::Failure;
use crate::desk::host::files;
use crate::encoding;
use crate::record::{Gone, Removed, Tombstone};
use crate::seal::{Opened, OpenedEnvelope, Plain, State, canonical, read};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What was opened of one slot.
#[derive(Default)]
pub struct Store {
    /// By link.
    opened: BTreeMap<String, Stored>,
    /// By link.
    tombstones: BTreeMap<String, Tombstone>,
    /// It is not what the disk has.
    changed: bool,
}

struct Stored {
    /// Object key under which it came.
    key: String,
    /// A contact that came under a name it was not sealed under.
    misplaced: bool,
    plain: Plain,
}

/// The first line: whether the rest is whole.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    bytes: usize,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Line {
    Opened {
        link: String,
        key: String,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        misplaced: bool,
        plain: String,
    },
    Tombstone {
        tombstone: Tombstone,
    },
}

impl Store {
    /// What is stored of a slot; nothing where a machine that lost power left half a file.
    pub fn open(out: &Path, slot: &str) -> Self {
        let bytes = std::fs::read(state::path(out, "opened", slot)).unwrap_or_default();
        Store::of(&bytes).unwrap_or_default()
    }

    fn of(bytes: &[u8]) -> Option<Self> {
        let end = bytes.iter().position(|b| *b == b'\n')?;
        let (first, rest) = bytes.split_at_checked(end + 1)?;
        let head: Head = serde_json::from_slice(first).ok()?;
        if head.bytes != rest.len() {
            return None;
        }
        let mut out = Store::default();
        for line in rest.split(|b| *b == b'\n').filter(|l| !l.is_empty()) {
            match serde_json::from_slice(line).ok()? {
                Line::Opened { link, key, misplaced, plain } => {
                    let plain = read(&encoding::from_base64(&plain)?).ok()?;
                    out.opened.insert(link, Stored { key, misplaced, plain });
                }
                Line::Tombstone { tombstone } => drop(out.tombstones.insert(tombstone.link.clone(), tombstone)),
            }
        }
        Some(out)
    }

    /// Writes it, where anything changed.
    pub fn write(&self, out: &Path, slot: &str) -> Result<(), Failure> {
        if !self.changed {
            return Ok(());
        }
        let opened = self.opened.iter().map(|(link, s)| Line::Opened {
            link: link.clone(),
            key: s.key.clone(),
            misplaced: s.misplaced,
            plain: encoding::base64(&bytes(&s.plain)),
        });
        let tombstones = self.tombstones.values().map(|t| Line::Tombstone { tombstone: t.clone() });
        let lines: Vec<Line> = opened.chain(tombstones).collect();
        let rest = files::as_lines(&lines)?;
        let mut all = files::as_lines(&[Head { bytes: rest.len() }])?;
        all.extend(rest);
        let path = state::path(out, "opened", slot);
        path.parent().map_or(Ok(()), files::folder)?;
        files::replace_unsynced(&path, &all)
    }

    /// Whether an envelope with this link was opened before under this object key. Under another one it is opened
    /// again: one of the two names is wrong, and each delivery that has it says so.
    pub fn knows(&self, link: &str, key: &str) -> bool {
        match self.opened.get(link) {
            Some(stored) => stored.key == key && !stored.misplaced,
            None => self.tombstones.contains_key(link),
        }
    }

    /// Adds what was opened now; `misplaced` for a contact under a wrong name.
    pub fn add(&mut self, envelope: OpenedEnvelope, misplaced: bool) {
        let OpenedEnvelope { key, link, plain } = envelope;
        match self.opened.get_mut(&link) {
            None => drop(self.opened.insert(link, Stored { key, misplaced, plain })),
            Some(stored) if stored.misplaced && !misplaced => (stored.key, stored.misplaced) = (key, false),
            Some(_) => return,
        }
        self.changed = true;
    }

    /// What the opened envelopes hold.
    pub fn into_plains(self) -> impl Iterator<Item = Plain> {
        self.opened.into_values().map(|s| s.plain)
    }

    /// How many envelopes it knows.
    pub fn len(&self) -> usize {
        self.opened.len() + self.tombstones.len()
    }

    /// Object keys of what is read.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.opened.values().map(|s| &s.key)
    }

    /// Whether something of a session was opened or deleted here.
    pub fn has_session(&self, session: &str) -> bool {
        let of = |plain: &Plain| session_of(plain) == Some(session);
        self.opened.values().any(|s| of(&s.plain)) || self.tombstones.values().any(|t| t.session == session)
    }

    /// Leaves tombstones of what is deleted for good: sessions that say so and were written with the link (`is_ours` judges a
    /// proof), marks that a person confirmed, and everything
    /// of somebody who withdrew. A wish for a talk stays.
    pub fn bury(&mut self, decided: &Decided, is_ours: impl Fn(&str) -> bool, marked: impl Fn(&str) -> bool) {
        let thrown: BTreeSet<String> = self
            .opened
            .values()
            .filter_map(|s| match &s.plain {
                // Anybody who has the public keys could say so.
                Plain::Page(e) if e.state == State::Erased && is_ours(&e.proof) => Some(e.session.clone()),
                _ => None,
            })
            .collect();
        let why = |link: &str, s: &Stored| {
            let (session, statement) = match &s.plain {
                Plain::Contact(_) => return None,
                Plain::Page(e) => (e.session.as_str(), e.state == State::Erased),
                other => (session_of(other)?, false),
            };
            let mark = marked(eid(&s.key));
            match () {
                () if decided.withdrawn => Some((link.to_string(), Gone::Withdrawn)),
                () if thrown.contains(session) => (!statement).then(|| (link.to_string(), Gone::Statement)),
                () if mark && decided.confirmed.contains(session) => Some((link.to_string(), Gone::Mark)),
                () => None,
            }
        };
        let gone: Vec<(String, Gone)> = self.opened.iter().filter_map(|(link, s)| why(link, s)).collect();
        for (link, why) in gone {
            let Some(Stored { key, plain, .. }) = self.opened.remove(&link) else { continue };
            let tombstone = Tombstone::of(&OpenedEnvelope { key, link: link.clone(), plain }, why);
            self.tombstones.extend(tombstone.map(|t| (link, t)));
            self.changed = true;
        }
        if decided.withdrawn {
            let before = self.opened.len();
            let wish = |p: &Plain| matches!(p, Plain::Contact(c) if c.is_wish());
            self.opened.retain(|_, s| wish(&s.plain));
            self.changed |= self.opened.len() != before;
        }
    }

    /// What is put together: everything that is stored, and what of it is not read.
    pub fn give(&self, decided: &Decided, marked: impl Fn(&str) -> bool) -> (Opened, Removed) {
        let (mut opened, mut removed) = (Opened::default(), Removed::default());
        removed.tombstones.extend(self.tombstones.values().cloned());
        (removed.counting, removed.not_counting) = (decided.counting.clone(), decided.not_counting.clone());
        for (link, Stored { key, plain, .. }) in &self.opened {
            let open = session_of(plain).is_none_or(|s| decided.rejected.contains(s));
            if !open && marked(eid(key)) {
                removed.marks.insert(link.clone());
            }
            opened.entries.push(OpenedEnvelope { key: key.clone(), link: link.clone(), plain: plain.clone() });
        }
        (opened, removed)
    }
}

/// The plaintext again, as it was sealed.
fn bytes(plain: &Plain) -> Vec<u8> {
    match plain {
        Plain::Page(e) => canonical(e),
        Plain::Manifest(m) => canonical(m),
        Plain::Contact(c) => canonical(c),
        Plain::Attachment(a) => a.plain(),
    }
}

fn session_of(plain: &Plain) -> Option<&str> {
    match plain {
        Plain::Page(e) => Some(&e.session),
        Plain::Manifest(m) => Some(&m.session),
        Plain::Attachment(a) => Some(&a.session),
        Plain::Contact(_) => None,
    }
}

/// The entry of an object key.
pub fn eid(key: &str) -> &str {
    key.rsplit('/').next().unwrap_or(key)
}
