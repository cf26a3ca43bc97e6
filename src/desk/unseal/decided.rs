//! What a person decided about one slot.

use std::collections::BTreeSet;

/// What was decided about one slot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decided {
    pub withdrawn: bool,
    /// Sessions of which marks delete.
    pub confirmed: BTreeSet<String>,
    /// Sessions of which marks mean nothing.
    pub rejected: BTreeSet<String>,
    /// Sessions that count where sessions contradict each other.
    pub counting: BTreeSet<String>,
    /// Sessions that are kept beside those.
    pub not_counting: BTreeSet<String>,
}
