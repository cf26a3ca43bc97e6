//! How a run ends: what happened, what to do, and the exit code.

use std::fmt::Display;
use std::process::ExitCode;

/// Exit codes, as `--help` documents them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done, and nothing wrong.
    Success = 0,
    /// Done or refused: something in the data needs a person.
    Findings = 1,
    /// Not done: wrong usage, or a file that cannot be read or written.
    Unusable = 2,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}

/// Why a verb stopped.
#[derive(Debug)]
pub struct Failure {
    /// The exit code.
    pub exit: Exit,
    what: String,
    advice: String,
}

/// What a verb gives back.
pub type Outcome = Result<Exit, Failure>;

impl Failure {
    /// Wrong usage, or a file that cannot be read or written.
    pub fn unusable(what: impl Display, advice: impl Into<String>) -> Self {
        Failure { exit: Exit::Unusable, what: what.to_string(), advice: advice.into() }
    }

    /// What this program made itself cannot be written: nobody's file is wrong.
    pub fn internal(e: impl Display) -> Self {
        Failure::unusable(
            format_args!("this should not happen: {e}"),
            "run it again; if it fails again, report this line and the command",
        )
    }

    /// The files can be read, but what they say does not fit.
    pub fn findings(what: impl Display, advice: impl Into<String>) -> Self {
        Failure { exit: Exit::Findings, what: what.to_string(), advice: advice.into() }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "kindstem: {}\n  what to do: {}", self.what, self.advice)
    }
}
