//! Who has opened a test envelope of the page, and when: `STUDY-ID.verified.json` beside the study.

use crate::desk::host::error::Failure;
use crate::desk::host::files;
use crate::instrument::{FORMAT, Finding, Severity, from_json};
use crate::seal::kset;
use crate::study::{Mode, Recipient, Study};
use crate::time::Day;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Largest book that is read.
const LIMIT: usize = 1 << 20;
/// Days after which opening is tried again.
const YEAR: i64 = 365;

/// Every recipient who has shown it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Book {
    format: u32,
    study: String,
    pub verified: Vec<Line>,
}

/// One recipient, for one set of keys: an envelope is sealed to all of a set, so another set is shown anew.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    pub name: String,
    /// The public key.
    pub age: String,
    pub key_set: String,
    pub on: String,
    /// SHA-256 of the page's wasm that sealed it, 64 hex digits, where the envelope says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app: Option<String>,
}

/// Where the book of a study lies.
pub fn path(study: &Study, file: &Path) -> PathBuf {
    file.with_file_name(format!("{}.verified.json", study.id))
}

/// The two lists of a study: where each stands, its recipients, and the name of their key set.
pub fn lists(study: &Study) -> [(&'static str, &[Recipient], String); 2] {
    [
        ("$.recipients", &study.recipients, kset(&study.recipient_keys())),
        ("$.contact_recipients", &study.contact_recipients, kset(&study.contact_keys())),
    ]
}

impl Book {
    /// Reads the book beside a study's file; an empty one where there is none.
    pub fn beside(study: &Study, file: &Path) -> Result<Self, Failure> {
        let path = path(study, file);
        let empty = Book { format: FORMAT, study: study.id.clone(), verified: Vec::new() };
        if !path.exists() {
            return Ok(empty);
        }
        let advice = "kindstem study verify record writes it; remove it to start again";
        let book: Book = from_json(&files::read(&path)?, LIMIT)
            .map_err(|e| Failure::unusable(format_args!("{}: {e}", path.display()), advice))?;
        if book.format != FORMAT || book.study != study.id {
            let what = format!("{} has another format or belongs to another study", path.display());
            return Err(Failure::unusable(what, advice));
        }
        Ok(book)
    }

    /// Writes it down, and forgets key sets that the study does not have any more.
    pub fn keep(mut self, study: &Study, file: &Path, new: Vec<Line>) -> Result<Self, Failure> {
        let now = lists(study).map(|(_, _, key_set)| key_set);
        let same = |a: &Line, b: &Line| a.age == b.age && a.key_set == b.key_set;
        self.verified.retain(|l| now.contains(&l.key_set) && !new.iter().any(|n| same(n, l)));
        self.verified.extend(new);
        self.verified.sort_by(|a, b| (&a.key_set, &a.name, &a.age).cmp(&(&b.key_set, &b.name, &b.age)));
        let mut bytes = serde_json::to_vec_pretty(&self).map_err(Failure::internal)?;
        bytes.push(b'\n');
        files::replace(&path(study, file), &bytes, false)?;
        Ok(self)
    }

    /// Recipients of the study who have not shown it: an error in live mode. `app` is the page's code where it is
    /// known, as a hash; whoever opened what other code sealed shows it again.
    pub fn findings(&self, study: &Study, today: Day, app: Option<&str>) -> Vec<Finding> {
        let severity = if study.mode == Mode::Live { Severity::Error } else { Severity::Warning };
        let mut out = Vec::new();
        for (list, recipients, key_set) in lists(study) {
            for (i, r) in recipients.iter().enumerate() {
                let path = format!("{list}[{i}]");
                let shown = self.verified.iter().find(|l| l.age == r.age && l.key_set == key_set);
                let other = |l: &Line| app.is_some_and(|now| l.app.as_deref().is_some_and(|then| then != now));
                let (code, severity, advice) = match shown {
                    None => (
                        "unverified",
                        severity,
                        format!(
                            "{:?} has not opened a test envelope of the page; begin with kindstem study verify challenge",
                            r.name
                        ),
                    ),
                    Some(l) if other(l) => (
                        "unverified",
                        severity,
                        format!(
                            "{:?} opened what other code of the page sealed; begin again with kindstem study verify challenge",
                            r.name
                        ),
                    ),
                    Some(l) if Day::parse(&l.on).is_none_or(|on| today.since(on) > YEAR) => (
                        "verified_long_ago",
                        Severity::Warning,
                        format!(
                            "{:?} opened a test envelope on {}; check once a year that the key can still be used",
                            r.name, l.on
                        ),
                    ),
                    Some(_) => continue,
                };
                out.push(Finding { path, code, severity, advice });
            }
        }
        out
    }
}
