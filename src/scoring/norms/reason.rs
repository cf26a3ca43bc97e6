//! Why there is no norm score, in words.

use crate::instrument::Sex;
use crate::time::NoAge;
use std::fmt;

/// Why there is no norm score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoNorm {
    /// Name of the table.
    pub table: String,
    /// What the table lacks, or what is unknown about the person.
    pub why: Lacks,
}

/// What a norm table lacks, or what is unknown about a person. Ages are in whole years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacks {
    /// No table of this name was given.
    Table,
    /// The sex is unknown, and at this age the table has a row per sex.
    Sex,
    /// The age is unknown.
    Age(NoAge),
    /// The table has no norms for this sex at this age in years.
    Ages(Option<Sex>, u32),
    /// The raw score is outside the table's range at this age: raw score, lowest, highest.
    Raw(i32, i32, i32),
    /// The table has no row for this raw score, although it lies within its range.
    Gap(i32),
    /// Within the month of birth two ages are possible, and their norm scores differ: lower age, higher age.
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
