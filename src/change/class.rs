//! The three classes of violence in a family.

use crate::instrument::Decimal;

/// None, moderate, frequent or severe: this project's own rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Every class item answered with never.
    None,
    /// Some violence, below frequent or severe.
    Moderate,
    /// Frequent or severe.
    Severe,
}

impl Class {
    /// All of them, the lowest first.
    pub const ALL: [Class; 3] = [Class::None, Class::Moderate, Class::Severe];

    /// Reads the value of a class score: 0, 1 or 2; `None` for anything else.
    pub fn of(value: Decimal) -> Option<Self> {
        Class::ALL.into_iter().find(|c| Decimal::whole(*c as i32) == value)
    }

    /// Its name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Class::None => "none",
            Class::Moderate => "moderate",
            Class::Severe => "frequent_or_severe",
        }
    }
}
