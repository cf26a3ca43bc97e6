//! The file of handled contacts: sealed to the study's keys, in two copies, without a word of a respondent.

use crate::desk::host::error::Failure;
use crate::desk::host::spreadsheet::{self, short};
use crate::desk::host::{clock, files};
use crate::desk::inputs::register;
use crate::record::{Handled, HandledFile, HandledStep, Listed, OpenedContact};
use crate::seal::Identities;
use crate::study::Study;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Fewest digits of an id that name a contact.
const FEWEST: usize = 12;

/// A handled file while contacts are handled.
pub struct Book {
    path: PathBuf,
    lines: Vec<HandledFile>,
    known: Handled,
    /// Lines that the file on the disk has.
    written: usize,
}

/// Reads a handled file that must be there.
pub fn read(path: &Path, identities: &Identities, study: &Study) -> Result<Handled, Failure> {
    if !path.exists() {
        let what = format!("{} is not there", path.display());
        return Err(Failure::unusable(
            what,
            "give the file that kindstem contacts --handled wrote, or omit the option",
        ));
    }
    Book::open(path, identities, study).map(Book::into_known)
}

/// One of the steps.
pub fn step(text: &str) -> Result<HandledStep, String> {
    spreadsheet::one_of(text, &HandledStep::ALL, HandledStep::name)
}

impl Book {
    /// Opens a handled file, or begins one where there is none.
    pub fn open(path: &Path, identities: &Identities, study: &Study) -> Result<Self, Failure> {
        let begun = vec![HandledFile::Of { study: study.id.clone(), v: 1 }];
        if !path.exists() {
            return Ok(Book { path: path.to_path_buf(), lines: begun, known: Handled::default(), written: 0 });
        }
        let advice = "nothing was changed; use the second copy, NAME.copy.age";
        let plain = register::opened(path, identities)?;
        let (lines, known) = Handled::read(&plain, &study.id).map_err(|(line, what)| {
            Failure::findings(format_args!("{}: line {line}: {what}", path.display()), advice)
        })?;
        let written = lines.len();
        let lines = if lines.is_empty() { begun } else { lines };
        Ok(Book { path: path.to_path_buf(), lines, known, written })
    }

    /// The contacts that these beginnings of ids name, among those that were opened or listed before.
    pub fn named(&self, begins: &[String], opened: &[OpenedContact]) -> Result<Vec<String>, Failure> {
        let wishes: BTreeMap<&str, bool> = opened.iter().map(|c| (c.id.as_str(), c.contact.is_wish())).collect();
        let all: BTreeSet<&str> = wishes.keys().copied().chain(self.known.contacts()).collect();
        let one = |begin: &String| {
            let wrong = |what: String| {
                let advice = "nothing was written; copy the id from the list that kindstem contacts prints";
                Err(Failure::findings(format_args!("--handle {begin:?}: {what}"), advice))
            };
            let digits = begin.to_ascii_lowercase();
            if digits.len() < FEWEST || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
                return wrong(format!("give at least the first {FEWEST} of the contact's 64 hex digits"));
            }
            let found: Vec<&&str> = all.range(digits.as_str()..).take_while(|id| id.starts_with(&digits)).collect();
            match found.as_slice() {
                [] => wrong("these envelopes contain no such contact".to_string()),
                [id] if wishes.get(*id) == Some(&false) => wrong("this contact does not ask for a talk".to_string()),
                [id] => Ok((**id).to_string()),
                _ => wrong(format!("{} contacts begin with these digits; give more digits", found.len())),
            }
        };
        begins.iter().map(one).collect()
    }

    /// Writes down that somebody took a step about these contacts.
    pub fn handle(&mut self, contacts: Vec<String>, step: HandledStep, by: &str) -> Result<(), Failure> {
        short(by).map_err(|e| Failure::unusable(format_args!("--by {by:?}: {e}"), "write the name of a person"))?;
        let at = clock::minute();
        for contact in contacts {
            self.known.handle(&contact);
            self.lines.push(HandledFile::Handled { contact, step, by: by.to_string(), at: at.clone() });
        }
        Ok(())
    }

    /// Remembers what was opened now.
    pub fn remember(&mut self, opened: &[OpenedContact]) {
        for listed in opened.iter().filter_map(Listed::of) {
            if !self.known.knows(&listed.slot, &listed.contact) {
                self.known.remember(listed.clone());
                self.lines.push(HandledFile::Listed(listed));
            }
        }
    }

    /// Writes both copies, where anything is new.
    pub fn write(&self, study: &Study) -> Result<(), Failure> {
        if self.lines.len() == self.written {
            return Ok(());
        }
        let readers = [study.recipient_keys(), study.contact_keys()].concat();
        register::encrypt_for(&self.path, None, &files::as_lines(&self.lines)?, &readers)
    }

    /// What is known, for a list.
    pub fn into_known(self) -> Handled {
        self.known
    }
}
