//! Standard output: lines for people, JSON for scripts. A reader that goes away (`| head`) ends the run quietly.

use super::error::Failure;
use super::files;
use crate::instrument::{Finding, Severity};
use serde::Serialize;
use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// One line.
pub fn line(text: impl Display) -> Result<(), Failure> {
    out(writeln!(io::stdout(), "{text}"))
}

/// One JSON value on one line.
pub fn json(value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string(value).map_err(Failure::internal)?;
    line(text)
}

/// Bytes as they are.
pub fn bytes(bytes: &[u8]) -> Result<(), Failure> {
    out(io::stdout().write_all(bytes))
}

/// A file as it is.
pub fn file(path: &Path) -> Result<(), Failure> {
    let mut file = std::fs::File::open(path).map_err(|e| files::cannot("read", path, &e))?;
    out(io::copy(&mut file, &mut io::stdout()).map(drop))
}

/// Findings about one file, each with the file in front.
pub fn findings(file: &str, findings: &[Finding]) -> Result<(), Failure> {
    findings.iter().try_for_each(|f| line(format_args!("{file}: {f}")))
}

/// Whether one of them is an error.
pub fn any_error(findings: &[Finding]) -> bool {
    findings.iter().any(|f| f.severity == Severity::Error)
}

/// "2 errors" and "1 warning".
pub fn tally<'a>(findings: impl Iterator<Item = &'a Finding>) -> (String, String) {
    let (errors, warnings): (Vec<_>, Vec<_>) = findings.partition(|f| f.severity == Severity::Error);
    (count(errors.len(), "error"), count(warnings.len(), "warning"))
}

/// "1 error", "2 errors".
pub fn count(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

/// Why the exit code is 1, as the last line; nothing where there is no reason.
pub fn reasons(reasons: &[String]) -> Result<(), Failure> {
    if reasons.is_empty() { Ok(()) } else { line(format_args!("needs attention: {}", reasons.join("; "))) }
}

fn out(written: io::Result<()>) -> Result<(), Failure> {
    match written {
        Err(e) if e.kind() == ErrorKind::BrokenPipe => std::process::exit(0),
        other => other.map_err(|e| {
            Failure::unusable(
                format_args!("cannot write the output: {e}"),
                "check that the disk is not full and that the reading program is still running",
            )
        }),
    }
}
