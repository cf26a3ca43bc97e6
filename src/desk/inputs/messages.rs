//! Messages of the letterbox in an opened folder, and the log of who read them.

use crate::desk::host::error::Failure;
use crate::desk::host::files;
use crate::record::Letter;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// One line of the log.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadMessage {
    /// Whose visit wrote it.
    pub session: String,
    /// Who read it.
    pub read_by: String,
    /// When, YYYY-MM-DD.
    pub on: String,
}

/// The messages of a folder that `unseal` wrote.
pub fn of(dir: &Path) -> Result<Vec<Letter>, Failure> {
    files::json_lines(&dir.join("letters.jsonl"), "run kindstem unseal again with --study")
}

/// The log of what was read; empty where there is no file.
pub fn log_of(path: &Path) -> Result<Vec<ReadMessage>, Failure> {
    if path.exists() { files::json_lines(path, "use the other copy of the log") } else { Ok(Vec::new()) }
}

/// The messages that this log does not have as read.
pub fn unread(dir: &Path, log: Option<&Path>) -> Result<Vec<Letter>, Failure> {
    let log = log.map(log_of).transpose()?.unwrap_or_default();
    let mut letters = of(dir)?;
    letters.retain(|l| !log.iter().any(|r| r.session == l.session));
    Ok(letters)
}
