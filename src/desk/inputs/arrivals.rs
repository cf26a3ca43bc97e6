//! What has arrived, by slot, from a folder that `unseal` wrote. Reads no answer but its day.

use super::opened_folder;
use super::records::Records;
use crate::desk::host::error::Failure;
use crate::study::{Due, Register, Seen, Study, due};
use crate::time::Day;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

// A doc comment here would stand in the place of the verb's own words in `--help`.
#[derive(clap::Args)]
pub struct Arrivals {
    /// Folder that kindstem unseal wrote: who has answered, who waits for a talk, what lies in the letterbox
    #[arg(long, value_name = "DIR")]
    pub opened: Option<PathBuf>,
    /// The file of handled contacts that kindstem contacts wrote
    #[arg(long, value_name = "FILE", requires = "opened")]
    pub handled: Option<PathBuf>,
    /// The log of kindstem letters
    #[arg(long, value_name = "FILE", requires = "opened")]
    pub letters_log: Option<PathBuf>,
}

/// Slot → what arrived.
pub fn read(dir: &Path) -> Result<BTreeMap<String, Seen>, Failure> {
    let seen = |whole| Seen { day: None, whole };
    let mut out: BTreeMap<String, Seen> =
        opened_folder::report(dir)?.slots.into_iter().map(|s| (s.slot, seen(s.complete || s.declined))).collect();
    for record in Records::open(dir, "reading")? {
        let record = record?;
        let first = record.parts.iter().filter_map(|p| Day::parse(p.day.as_deref()?)).min();
        let seen = out.entry(record.slot).or_default();
        seen.day = [seen.day, first].into_iter().flatten().min();
    }
    Ok(out)
}

/// Who is due on a day, answers looked at.
pub fn people(study: &Study, register: &Register, opened: &Path, on: Day) -> Result<Vec<Due>, Failure> {
    Ok(due(study, register, &read(opened)?, on))
}
