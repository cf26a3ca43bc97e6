//! Why there is no norm score, in words.

use crate::instrument::Sex;
use crate::time::NoAge;
use std::fmt;

/// Why there is no norm score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoNorm {
    /// Name of the table.
    pub table: String,
    /// What it lacks, or what is not known.
    pub why: Lacks,
}

/// What a table lacks, or what is not known of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacks {
    /// No such table was given.
    Table,
    /// The sex is not known, and at this age the table is divided by it.
    Sex,
    /// The age is not known.
    Age(NoAge),
    /// The table has no norms for this sex at this age in years.
    Ages(Option<Sex>, u32),
    /// The raw score is outside those that the table has at this age: from, to.
    Raw(i32, i32, i32),
    /// The table leaves out this raw score.
    Gap(i32),
    /// The month of birth leaves two ages open, and their norm scores differ.
    Birthday(u32, u32),
}

impl fmt::Display for NoNorm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let table = &self.table;
        match self.why {
            Lacks::Table => write!(f, "there is no norm table {table} among those that were given"),
            Lacks::Sex => write!(f, "the norm table {table} needs the sex, which is not known"),
            Lacks::Age(NoAge::NoBirth) => write!(f, "the norm table {table} needs the age, which is not known"),
            Lacks::Age(NoAge::NoDay) => {
                write!(f, "the norm table {table} needs the age, and nothing says when this was answered")
            }
            Lacks::Age(NoAge::Impossible) => {
                write!(f, "the norm table {table} needs the age; month of birth and day of the answers do not fit")
            }
            Lacks::Ages(Some(sex), age) => write!(f, "the norm table {table} has no norms for {} at {age}", sex.name()),
            Lacks::Ages(None, age) => write!(f, "the norm table {table} has no norms at {age}"),
            Lacks::Raw(raw, from, to) => {
                write!(f, "the raw score {raw} is outside the norm table {table}, which has {from} to {to} at this age")
            }
            Lacks::Gap(raw) => write!(f, "the norm table {table} has no row for the raw score {raw} at this age"),
            Lacks::Birthday(younger, older) => write!(
                f,
                "{younger} or {older} years old in the month of birth, and the norm table {table} differs between them"
            ),
        }
    }
}
