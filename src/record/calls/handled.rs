//! What was done about wishes for a talk: which contacts were ever listed, and who took which step. It holds no word
//! that a respondent wrote; the desk keeps it sealed.

use super::{OpenedContact, Wants};
use crate::study::{Role, Set};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A step by which a person handles a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandledStep {
    /// Talked about it with a colleague.
    Colleague,
    /// Asked Veilig Thuis for advice.
    Advice,
    /// Talked with the child, young person or parent.
    Talked,
    /// Decided what happens.
    Decided,
}

impl HandledStep {
    /// All of them.
    pub const ALL: [HandledStep; 4] =
        [HandledStep::Colleague, HandledStep::Advice, HandledStep::Talked, HandledStep::Decided];

    /// Its name, as in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            HandledStep::Colleague => "colleague",
            HandledStep::Advice => "advice",
            HandledStep::Talked => "talked",
            HandledStep::Decided => "decided",
        }
    }
}

/// One line of the handled file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum HandledFile {
    /// The first line: whose file it is.
    Of {
        /// Study id.
        study: String,
        /// 1.
        v: u32,
    },
    /// A wish for a talk, or a no; remembered so that a delivery that lost it cannot make it
    /// disappear.
    Listed(Listed),
    /// A person handled a contact.
    Handled {
        /// [`OpenedContact::id`].
        contact: String,
        /// What was done.
        step: HandledStep,
        /// Who did it.
        by: String,
        /// When it was written down, `2026-11-30T16:00Z`.
        at: String,
    },
}

/// What is remembered of a contact: nothing that the respondent wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// [`OpenedContact::id`].
    pub contact: String,
    /// Slot, 32 hex digits.
    pub slot: String,
    /// The visit, 32 hex digits.
    pub visit: String,
    /// Number of the contact in its visit.
    pub nth: u32,
    /// Yes, perhaps later, no, or not chosen where only words were written.
    pub wants: Wants,
    /// Wave id.
    pub wave: String,
    /// Who answered.
    pub role: Role,
    /// Which texts and look.
    pub set: Set,
    /// The hour by the device's clock.
    pub since: String,
}

/// A handled file that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Handled {
    /// Slot → contacts that were listed, by id.
    listed: BTreeMap<String, BTreeMap<String, Listed>>,
    handled: BTreeSet<String>,
}

impl Handled {
    /// Reads a decrypted handled file: one JSON value per line, the first naming the study (its id). Returns the lines
    /// too.
    ///
    /// # Errors
    /// The number of the line, from 1, and what is wrong with it. No text of the line is repeated.
    pub fn read(plain: &[u8], study: &str) -> Result<(Vec<HandledFile>, Self), (usize, String)> {
        let mut lines = Vec::new();
        for (n, line) in plain.split(|b| *b == b'\n').enumerate().filter(|(_, l)| !l.trim_ascii().is_empty()) {
            let line = serde_json::from_slice(line).map_err(|_| (n + 1, "this line cannot be read".to_string()))?;
            lines.push(line);
        }
        let handled = Handled::of_lines(&lines, study)?;
        Ok((lines, handled))
    }

    /// Reads the lines of a handled file; the first must name the study (its id).
    ///
    /// # Errors
    /// The number of the line, from 1, and what is wrong with it, in English.
    pub fn of_lines(lines: &[HandledFile], study: &str) -> Result<Self, (usize, String)> {
        let mut out = Handled::default();
        match lines.first() {
            None => return Ok(out),
            Some(HandledFile::Of { study: of, v: 1 }) if of == study => {}
            Some(HandledFile::Of { study: of, v: 1 }) => {
                return Err((1, format!("this is the handled file of study {of:?}, not of {study:?}")));
            }
            Some(_) => return Err((1, "the first line does not say whose handled file it is".to_string())),
        }
        for (n, line) in lines.iter().enumerate().skip(1) {
            match line {
                HandledFile::Of { .. } => {
                    return Err((n + 1, "a second header line; two files were joined".to_string()));
                }
                HandledFile::Listed(listed) => out.remember(listed.clone()),
                HandledFile::Handled { contact, .. } => drop(out.handled.insert(contact.clone())),
            }
        }
        Ok(out)
    }

    /// Returns whether a person handled this contact (its id, 64 hex digits).
    pub fn is_handled(&self, contact: &str) -> bool {
        self.handled.contains(contact)
    }

    /// Returns how many contacts were handled.
    pub fn handled(&self) -> usize {
        self.handled.len()
    }

    /// Returns whether a contact of a slot was listed before.
    pub fn knows(&self, slot: &str, contact: &str) -> bool {
        self.listed.get(slot).is_some_and(|of| of.contains_key(contact))
    }

    /// Slots of which a contact was listed.
    pub fn slots(&self) -> impl Iterator<Item = &str> {
        self.listed.keys().map(String::as_str)
    }

    /// Ids of all contacts that were listed.
    pub fn contacts(&self) -> impl Iterator<Item = &str> {
        self.listed.values().flat_map(BTreeMap::keys).map(String::as_str)
    }

    /// What is remembered of a slot.
    pub(super) fn of(&self, slot: &str) -> impl Iterator<Item = &Listed> {
        self.listed.get(slot).into_iter().flat_map(BTreeMap::values)
    }

    /// Writes down that a person handled a contact.
    pub fn handle(&mut self, contact: &str) {
        self.handled.insert(contact.to_string());
    }

    /// Remembers a contact.
    pub fn remember(&mut self, listed: Listed) {
        self.listed.entry(listed.slot.clone()).or_default().insert(listed.contact.clone(), listed);
    }
}

impl Listed {
    /// Returns what is remembered of a contact: of a wish, and of a no.
    pub fn of(opened: &OpenedContact) -> Option<Self> {
        let OpenedContact { id, contact } = opened;
        (contact.is_wish() || contact.wants == Wants::No).then(|| Listed {
            contact: id.clone(),
            slot: contact.slot.clone(),
            visit: contact.session.clone(),
            nth: contact.nth,
            wants: contact.wants,
            wave: contact.wave.clone(),
            role: contact.role,
            set: contact.set,
            since: contact.clock.wall.clone(),
        })
    }
}
