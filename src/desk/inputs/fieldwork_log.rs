//! The book of fieldwork: what was done to reach people, one line each, encrypted like the register.

use super::register;
use crate::desk::host::error::Failure;
use crate::desk::host::files;
use crate::desk::host::spreadsheet::short;
use crate::study::{OutcomeKind, Study};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// One thing that was done or heard.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// The day, `YYYY-MM-DD`.
    pub on: String,
    /// The researcher's name for the family.
    pub family_id: String,
    /// `a1`, `k1`, ….
    pub roster: String,
    /// Wave id.
    pub wave: String,
    /// Which kind.
    pub what: What,
    /// How a contact went, why nobody answers, or what was given.
    pub value: String,
    /// Staff member who did it did it.
    pub by: String,
    /// Whatever the fieldwork wants to remember.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// The kinds of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// An attempt to reach somebody.
    Contact,
    /// Why nobody answers.
    Reason,
    /// A present for taking part.
    Gift,
}

/// How a contact can go.
pub const CONTACTS: [&str; 6] = ["reached", "no_answer", "appointment", "message_left", NOT_SAFE_NOW, REMINDER];
/// Somebody could have heard or read it.
pub const NOT_SAFE_NOW: &str = "not_safe_now";
/// A reminder was exported for sending.
pub const REMINDER: &str = "reminder";

impl What {
    /// All of them.
    pub const ALL: [What; 3] = [What::Contact, What::Reason, What::Gift];

    /// Its name, as in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            What::Contact => "contact",
            What::Reason => "reason",
            What::Gift => "gift",
        }
    }

    /// Whether a value is one of this kind.
    pub fn takes(self, value: &str) -> Result<(), String> {
        let names: Vec<&str> = match self {
            What::Contact => CONTACTS.to_vec(),
            What::Reason => OutcomeKind::ALL.map(OutcomeKind::name).to_vec(),
            What::Gift => return short(value),
        };
        let fits = names.contains(&value);
        if fits { Ok(()) } else { Err(format!("{value:?} is not one of {}", names.join(", "))) }
    }
}

/// Reads the book; an empty one where there is none yet.
pub fn read(path: &Path, identities: &[PathBuf]) -> Result<Vec<Line>, Failure> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    files::lines_of(&register::decrypt(path, identities)?, path, "give the log that kindstem study log wrote")
}

/// Writes the book and its second copy, in the order of the days.
pub fn write(path: &Path, copy: Option<&Path>, lines: &mut [Line], study: &Study) -> Result<(), Failure> {
    lines.sort_by(|a, b| a.on.cmp(&b.on));
    register::encrypt(path, copy, &files::as_lines(lines)?, study)
}
