//! Why a verb gave nothing back.

use super::needed::needed;
use crate::instrument::{Finding, Severity};
use std::fmt;

/// An argument that cannot be used. Holds nothing of what was answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// Name of the argument.
    pub argument: &'static str,
    /// Everything that was found in it; at least one is an error.
    pub findings: Vec<Finding>,
}

impl Refusal {
    /// One error at one place.
    pub fn one(argument: &'static str, path: String, code: &'static str, advice: String) -> Self {
        Refusal { argument, findings: vec![Finding { path, code, severity: Severity::Error, advice }] }
    }

    /// Returns a value of JavaScript that is nothing of what the argument has to be.
    pub fn unfit(argument: &'static str, what: &str) -> Self {
        Refusal::one(argument, "$".into(), "unreadable", format!("{what}; {}", needed(argument)))
    }

    /// Returns the code of the first error, which is what a caller branches on.
    pub fn code(&self) -> &'static str {
        self.errors().next().map_or("unreadable", |f| f.code)
    }

    fn errors(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|f| f.severity == Severity::Error)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut errors = self.errors().map(|e| match e.path.as_str() {
            "$" => e.advice.clone(),
            path => format!("{path}: {}", e.advice),
        });
        match (errors.next(), errors.next()) {
            (Some(first), Some(second)) => {
                write!(f, "{}, nothing of which was used:\n  {first}\n  {second}", self.argument)?;
                errors.try_for_each(|e| write!(f, "\n  {e}"))
            }
            (first, _) => write!(f, "{}: {}", self.argument, first.unwrap_or_default()),
        }
    }
}

impl std::error::Error for Refusal {}
