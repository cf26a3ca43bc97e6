//! `contacts.list`: exactly which contacts a list held, so that a person who read it can close these and no others. No
//! word of a respondent is in it.
//!
//! A line of JSON for the list, then one for each contact. Each line carries a check over itself and all lines before it,
//! so that a list that was edited, cut or joined is refused with its line. The check guards against slips; it is no
//! signature.

use crate::desk::host::error::Failure;
use crate::desk::host::files;
use crate::record::Call;
use crate::study::Study;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::path::Path;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    list: Kind,
    study: String,
    made: String,
    contacts: usize,
    check: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Contacts,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    contact: String,
    slot: String,
    check: String,
}

fn check(before: &str, line: &str) -> String {
    let hash = Sha256::digest(format!("kindstem contacts.list 1\n{before}\n{line}"));
    crate::encoding::hex(&hash).chars().take(16).collect()
}

fn head_text(study: &str, made: &str, contacts: usize) -> String {
    format!("{study}\n{made}\n{contacts}")
}

/// Saves which contacts a list holds.
pub fn write(path: &Path, study: &Study, made: &str, list: &[Call]) -> Result<(), Failure> {
    let all: Vec<(&str, &str)> =
        list.iter().flat_map(|c| c.wishes.iter().map(|w| (w.contact.as_str(), c.slot.as_str()))).collect();
    let mut before = check("", &head_text(&study.id, made, all.len()));
    let head = Head {
        list: Kind::Contacts,
        study: study.id.clone(),
        made: made.to_string(),
        contacts: all.len(),
        check: before.clone(),
    };
    let mut bytes = files::as_lines(&[head])?;
    for (contact, slot) in all {
        before = check(&before, &format!("{contact} {slot}"));
        let line = Line { contact: contact.into(), slot: slot.into(), check: before.clone() };
        bytes.extend(files::as_lines(&[line])?);
    }
    files::replace(path, &bytes, true)
}

/// The contacts of a saved list, of some slots only where any are named.
pub fn read(path: &Path, study: &Study, slots: &[String]) -> Result<Vec<String>, Failure> {
    let bytes = files::read(path)?;
    let text = String::from_utf8_lossy(&bytes);
    let refused = |line: usize, what: &str| {
        let what = format!("{}: line {line}: {what}; nothing was closed", path.display());
        Failure::findings(what, "save the list again with --out DIR, read it, and pass DIR/contacts.list unchanged")
    };
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim).enumerate().map(|(n, l)| (n + 1, l));
    let (_, first) = lines.next().ok_or_else(|| refused(1, "the list is empty"))?;
    let head: Head = serde_json::from_str(first)
        .map_err(|_| refused(1, "this is not the first line of a saved list of contacts"))?;
    if head.study != study.id {
        return Err(refused(1, &format!("this is a list of study {:?}, not of {:?}", head.study, study.id)));
    }
    if head.check != check("", &head_text(&head.study, &head.made, head.contacts)) {
        return Err(refused(1, "the line was changed"));
    }
    let (mut before, mut out, mut last) = (head.check, Vec::new(), 1);
    let mut known = BTreeSet::new();
    for (n, text) in lines.filter(|(_, l)| !l.is_empty()) {
        last = n;
        let line: Line =
            serde_json::from_str(text).map_err(|_| refused(n, "this line is not a contact of a saved list"))?;
        before = check(&before, &format!("{} {}", line.contact, line.slot));
        if before != line.check {
            return Err(refused(n, "this line or an earlier one was changed, moved or removed"));
        }
        known.insert(line.slot.clone());
        out.push((line.contact, line.slot));
    }
    if out.len() != head.contacts {
        let what = format!("the list ends here with {} of {} contacts", out.len(), head.contacts);
        return Err(refused(last, &what));
    }
    if let Some(slot) = slots.iter().find(|s| !known.contains(*s)) {
        let what = format!("{}: no contact of slot {slot:?} is in this list; nothing was closed", path.display());
        return Err(Failure::findings(what, "copy the slot from the list: 32 hex digits"));
    }
    let wanted = |slot: &String| slots.is_empty() || slots.contains(slot);
    Ok(out.into_iter().filter(|(_, slot)| wanted(slot)).map(|(contact, _)| contact).collect())
}
