//! Roles, sets and sexes: for whom something is made, who answers, in which look, held against which norms.

use super::names;
use serde::{Deserialize, Serialize};

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A parent or who stands in for one.
    Parent,
    /// A child of 8 to 11.
    Child,
    /// A young person of 12 to 17.
    Young,
    /// A youth-protection worker or counsellor.
    Professional,
}

names!(Role);

/// Which texts and which look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
pub enum Set {
    /// Parents and professionals.
    #[serde(rename = "adult")]
    Adult,
    /// Children of 8 to 11: one question per screen.
    #[serde(rename = "8-11")]
    Child,
    /// Young people of 12 to 17.
    #[serde(rename = "12-17")]
    Young,
    /// Young people of 12 to 17, easy words, not childish.
    #[serde(rename = "easy")]
    Easy,
}

names!(Set);

/// Sex, as norm tables are divided by it and as the register has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
pub enum Sex {
    /// Female.
    #[serde(rename = "f")]
    Female,
    /// Male.
    #[serde(rename = "m")]
    Male,
}

impl Role {
    /// All roles, in the order of their number in an invite.
    pub const ALL: [Role; 4] = [Role::Parent, Role::Child, Role::Young, Role::Professional];

    /// Its name, as in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Role::Parent => "parent",
            Role::Child => "child",
            Role::Young => "young",
            Role::Professional => "professional",
        }
    }
}

impl Set {
    /// All sets, in the order of their number in an invite.
    pub const ALL: [Set; 4] = [Set::Adult, Set::Child, Set::Young, Set::Easy];

    /// Its name, as in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Set::Adult => "adult",
            Set::Child => "8-11",
            Set::Young => "12-17",
            Set::Easy => "easy",
        }
    }
}

impl Sex {
    /// Both.
    pub const ALL: [Sex; 2] = [Sex::Female, Sex::Male];

    /// Its letter, as in JSON and in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Sex::Female => "f",
            Sex::Male => "m",
        }
    }
}
