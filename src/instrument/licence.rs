//! Who made an instrument, who may use it, and which facts about it somebody has checked.

use super::{fields, names};
use serde::{Deserialize, Serialize};

/// Who made it, and whether anybody validated it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Written for this module; nobody has validated it, and every place that shows it says so.
    OwnNotValidated,
    /// A published instrument, shipped as structure and scoring; its wording is brought by who may use it.
    Published,
}

names!(Status { OwnNotValidated = "own_not_validated", Published = "published" });

impl Status {
    /// Returns the status in English, as tables and pages show it.
    pub const fn words(self) -> &'static str {
        match self {
            Status::OwnNotValidated => "not validated",
            Status::Published => "published",
        }
    }
}

/// Terms of use.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// SPDX name where there is one, else the holder's own words.
    pub name: String,
    /// Who holds the rights.
    pub holder: String,
    /// What a researcher has to do before using it.
    pub permission: Permission,
    /// How to get the wording, and how to cite; one sentence each.
    pub how: String,
    /// Where this was read.
    pub source: String,
    /// Whether somebody has seen the holder's own text.
    pub checked: bool,
}

fields!(Licence { name, holder, permission, how, source, checked });

/// What a researcher has to do before using an instrument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// Nothing beyond what the licence names.
    Free,
    /// Cite the source.
    Cite,
    /// Ask the holder.
    Ask,
    /// Buy a licence from the holder.
    Buy,
}

impl Permission {
    /// Returns in English what a researcher must do.
    pub const fn words(self) -> &'static str {
        match self {
            Permission::Free => "Free",
            Permission::Cite => "Free, cite",
            Permission::Ask => "Ask the holder",
            Permission::Buy => "Buy a licence",
        }
    }
}

names!(Permission { Free = "free", Cite = "cite", Ask = "ask", Buy = "buy" });

/// One fact about an instrument with its source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// What it is about: `items`, `reverse`, `missing`, `bands`, a score's id, …
    pub about: String,
    /// The fact, in one sentence.
    pub text: String,
    /// Where it was read.
    pub source: String,
    /// `false`: from memory; check it on the paper form before use.
    pub checked: bool,
}

fields!(Fact { about, text, source, checked });
