//! What a lint found: each finding with its place and a sentence of advice.

use serde::Serialize;
use std::fmt;

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// JSON path of the place, such as `$.items.phq9_1.text`.
    pub path: String,
    /// Stable name of the rule in snake_case, to branch on.
    pub code: &'static str,
    /// Whether the file can be used all the same.
    pub severity: Severity,
    /// What is wrong and what to do, in English.
    pub advice: String,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth a look.
    Warning,
    /// The file must not be used.
    Error,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = if self.severity == Severity::Error { "error" } else { "warning" };
        write!(f, "{severity}[{}] {}: {}", self.code, self.path, self.advice)
    }
}

/// A list of findings that grows.
#[derive(Default)]
pub(crate) struct Findings(pub Vec<Finding>);

impl Findings {
    pub(crate) fn error(&mut self, path: impl Into<String>, code: &'static str, advice: impl Into<String>) {
        self.0.push(Finding { path: path.into(), code, severity: Severity::Error, advice: advice.into() });
    }

    pub(crate) fn warning(&mut self, path: impl Into<String>, code: &'static str, advice: impl Into<String>) {
        self.0.push(Finding { path: path.into(), code, severity: Severity::Warning, advice: advice.into() });
    }
}
