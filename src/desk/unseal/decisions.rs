//! What a person decided about marks of deletion and about sessions that contradict each other, and who withdrew; kept from
//! one run to the next.

use super::decided::Decided;
use super::store::Store;
use crate::desk::host::error::Failure;
use crate::desk::host::spreadsheet::{Sheet, one_of_or_none, short};
use crate::desk::host::{clock, files};
use crate::export::Cell;
use crate::record::{Finding, SlotReport};
use crate::seal::is_slot;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Columns of `marks.csv`, as it is written and as it is read again.
const COLUMNS: [&str; 6] = ["slot", "session", "entries", "decision", "reason", "by"];

/// A decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Decision {
    /// It was the respondent: what has the mark is deleted here too.
    Confirm,
    /// It was not: what has the mark is read.
    Reject,
    /// The person withdrew: nothing of the slot is read any more.
    Withdraw,
    /// Of sessions that contradict each other, this one counts.
    Counts,
    /// Of sessions that contradict each other, this one is kept and does not count.
    DoesNotCount,
}

impl Decision {
    /// Those about marks.
    const MARKS: [Decision; 3] = [Decision::Confirm, Decision::Reject, Decision::Withdraw];

    const fn name(self) -> &'static str {
        match self {
            Decision::Confirm => "confirm",
            Decision::Reject => "reject",
            Decision::Withdraw => "withdraw",
            Decision::Counts => "counts",
            Decision::DoesNotCount => "does_not_count",
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    slot: String,
    /// Empty where somebody withdrew.
    session: String,
    decision: Decision,
    reason: String,
    by: String,
    at: String,
}

/// All decisions.
#[derive(Default)]
pub struct Decisions {
    slots: BTreeMap<String, Decided>,
    none: Decided,
}

impl Decisions {
    /// Those of before, and those of a file that a person filled in.
    pub fn take(out: &Path, marks: Option<&Path>) -> Result<Self, Failure> {
        let (path, mut lines) = lines_of(out)?;
        let mut all = Decisions::default();
        lines.iter().for_each(|line| all.add(line));
        if let Some(marks) = marks {
            let new = read(marks, out, &all)?;
            new.iter().for_each(|line| all.add(line));
            lines.extend(new);
            files::write_lines(&path, &lines)?;
        }
        Ok(all)
    }

    /// About one slot.
    pub fn of(&self, slot: &str) -> &Decided {
        self.slots.get(slot).unwrap_or(&self.none)
    }

    fn add(&mut self, line: &Line) {
        let of = self.slots.entry(line.slot.clone()).or_default();
        match line.decision {
            Decision::Withdraw => of.withdrawn = true,
            Decision::Confirm => {
                of.rejected.remove(&line.session);
                of.confirmed.insert(line.session.clone());
            }
            Decision::Reject => drop(of.rejected.insert(line.session.clone())),
            Decision::Counts => {
                of.not_counting.remove(&line.session);
                of.counting.insert(line.session.clone());
            }
            Decision::DoesNotCount => {
                of.counting.remove(&line.session);
                of.not_counting.insert(line.session.clone());
            }
        }
    }
}

/// The file with all decisions, and its lines.
fn lines_of(out: &Path) -> Result<(PathBuf, Vec<Line>), Failure> {
    let path = out.join("state").join("decisions.jsonl");
    let lines = match path.exists() {
        true => files::json_lines(&path, "it was changed by hand; restore it from a copy of the folder")?,
        false => Vec::new(),
    };
    Ok((path, lines))
}

/// Writes down which sessions of a slot count, and which are kept and do not; `(reason, by)` says why and who decided.
pub fn choose(
    out: &Path,
    slot: &str,
    counting: &[&str],
    not_counting: &[&str],
    (reason, by): (&str, &str),
) -> Result<(), Failure> {
    let (path, mut lines) = lines_of(out)?;
    let at = clock::minute();
    let line = |session: &&str, decision| Line {
        slot: slot.to_string(),
        session: session.to_string(),
        decision,
        reason: reason.to_string(),
        by: by.to_string(),
        at: at.clone(),
    };
    lines.extend(counting.iter().map(|s| line(s, Decision::Counts)));
    lines.extend(not_counting.iter().map(|s| line(s, Decision::DoesNotCount)));
    files::write_lines(&path, &lines)
}

/// The rows that say something. All of what is wrong is named at once, and then nothing is taken.
fn read(path: &Path, out: &Path, before: &Decisions) -> Result<Vec<Line>, Failure> {
    let sheet_of = files::read(path)?;
    let more = "; unseal writes such a file as marks.csv";
    let sheet = Sheet::read(&sheet_of, path, &COLUMNS, more)?;
    let (mut lines, mut problems) = (Vec::new(), Vec::new());
    for row in sheet.rows() {
        let mut cells = row.cells(path, &mut problems);
        let decision = cells.take("decision", |t| one_of_or_none(t, &Decision::MARKS, Decision::name)).flatten();
        let Some(decision) = decision else { continue };
        let slot = cells.take("slot", |t| match is_slot(t) {
            true => Ok(t.to_string()),
            false => Err(format!("{t:?} is not a slot; write 32 hex digits")),
        });
        let store = Store::open(out, slot.as_deref().unwrap_or_default());
        let session = cells.take("session", |t| match decision {
            Decision::Withdraw if t.is_empty() => Ok(String::new()),
            Decision::Withdraw => Err("leave it empty: a withdrawal is always of the whole slot".to_string()),
            _ if store.has_session(t) => Ok(t.to_string()),
            _ => Err(format!("nothing of session {t:?} was opened from this slot")),
        });
        let reason = cells.take("reason", |t| short(t).map(|()| t.to_string()));
        let by = cells.take("by", |t| short(t).map(|()| t.to_string()));
        let (Some(slot), Some(session), Some(reason), Some(by)) = (slot, session, reason, by) else { continue };
        if decision == Decision::Reject && before.of(&slot).confirmed.contains(&session) {
            cells.problem("decision", "these marks were confirmed before, and what they delete is gone");
            continue;
        }
        lines.push(Line { slot, session, decision, reason, by, at: clock::minute() });
    }
    if problems.is_empty() {
        return Ok(lines);
    }
    problems.iter().for_each(|p| eprintln!("{p}"));
    let what = format!(
        "{}: {} cannot be applied; no decision was applied",
        path.display(),
        crate::desk::host::print::count(problems.len(), "cell")
    );
    Err(Failure::findings(what, "correct the cells listed above and run it again"))
}

/// Marks that nobody decided about, for `marks.csv`.
#[derive(Default)]
pub struct Undecided(Vec<[String; 6]>);

impl Undecided {
    /// Adds those of a slot.
    pub fn add(&mut self, slot: &SlotReport) {
        for finding in &slot.findings {
            if let Finding::ErasedByMark { session, entries } = finding {
                let empty = String::new;
                self.0.push([slot.slot.clone(), session.clone(), entries.to_string(), empty(), empty(), empty()]);
            }
        }
    }

    /// Adds those of other slots.
    pub fn extend(&mut self, other: Undecided) {
        self.0.extend(other.0);
    }

    /// Writes `marks.csv`, or takes an earlier one away where nothing is undecided.
    pub fn write(&self, out: &Path) -> Result<(), Failure> {
        let path: PathBuf = out.join("marks.csv");
        if self.0.is_empty() {
            return match path.exists() {
                true => std::fs::remove_file(&path).map_err(|e| files::cannot("remove", &path, &e)),
                false => Ok(()),
            };
        }
        let mut table = files::PartialFile::begin_replacing(path)?;
        let cells = |row: &[String; 6]| row.clone().map(Cell::Text);
        table.add(|o| crate::export::write_row(o, &COLUMNS.map(|c| Cell::Text(c.to_string()))))?;
        self.0.iter().try_for_each(|row| table.add(|o| crate::export::write_row(o, &cells(row))))?;
        table.finish()
    }
}
