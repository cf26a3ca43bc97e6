//! The missing codes: one table everywhere.

use super::names;
use serde::{Deserialize, Serialize};

/// Why there is no value. Kept apart in data, scores and every export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// "Sla over".
    Skipped,
    /// "Weet ik niet".
    DontKnow,
    /// "Dat wil ik niet zeggen".
    Refused,
    /// Went on without answering.
    NoChoice,
    /// There is no such person, home or event.
    NotApplicable,
    /// Left out by branching.
    NotShown,
    /// Broke off before.
    NotReached,
    /// Not asked in this wave or version.
    NotInVersion,
}

names!(Missing);

impl Missing {
    /// All of them, from −91 to −98.
    pub const ALL: [Missing; 8] = [
        Missing::Skipped,
        Missing::DontKnow,
        Missing::Refused,
        Missing::NoChoice,
        Missing::NotApplicable,
        Missing::NotShown,
        Missing::NotReached,
        Missing::NotInVersion,
    ];

    /// Returns the code in tables, −91 to −98.
    pub const fn code(self) -> i32 {
        -91 - self as i32
    }

    /// Its name, as in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Missing::Skipped => "skipped",
            Missing::DontKnow => "dont_know",
            Missing::Refused => "refused",
            Missing::NoChoice => "no_choice",
            Missing::NotApplicable => "not_applicable",
            Missing::NotShown => "not_shown",
            Missing::NotReached => "not_reached",
            Missing::NotInVersion => "not_in_version",
        }
    }

    /// Returns what it means, for codebooks and value labels.
    #[cfg(feature = "desk")]
    pub const fn words(self) -> &'static str {
        match self {
            Missing::Skipped => "skipped on purpose",
            Missing::DontKnow => "does not know",
            Missing::Refused => "does not want to say",
            Missing::NoChoice => "went on without answering",
            Missing::NotApplicable => "there is no such person, home or event",
            Missing::NotShown => "left out by branching",
            Missing::NotReached => "broke off before, did not take part, or never began the part",
            Missing::NotInVersion => "not asked in this wave or version",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_are_the_methods_table() {
        let table: Vec<_> = Missing::ALL.iter().map(|m| format!("{} {}", m.name(), m.code())).collect();
        assert_eq!(
            table,
            [
                "skipped -91",
                "dont_know -92",
                "refused -93",
                "no_choice -94",
                "not_applicable -95",
                "not_shown -96",
                "not_reached -97",
                "not_in_version -98"
            ]
        );
        for m in Missing::ALL {
            assert_eq!(serde_json::to_string(&m).unwrap(), format!("\"{}\"", m.name()));
        }
    }
}
