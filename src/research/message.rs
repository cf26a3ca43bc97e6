//! What somebody does on the page, and what is then shown.

use super::figure::{Field, Kind};
use super::held::Held;
use super::host::Picked;
use super::opening::{Refusal, Step};
use crate::record::Call;

/// What is shown of what is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Who waits, and what somebody should look at.
    First,
    Completeness,
    Figures(Kind),
    /// Children's own words, the one with this number.
    OwnWords(usize),
}

pub(super) enum Msg {
    Folder(Vec<Picked>),
    /// Files that were chosen as keys; whether they have a passphrase is looked at first.
    Keys(Vec<Picked>),
    /// The same, with the paths of those that have one.
    Seen(Vec<Picked>, Vec<String>),
    /// What was typed for one of them.
    Passphrase(String, String),
    Open,
    Step(Step),
    Opened(Result<Box<Held>, Refusal>),
    Look(Look),
    Choose(Field, usize),
}

/// How far opening is.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Progress {
    pub waiting: Option<Vec<Call>>,
    pub done: usize,
    pub of: usize,
}
