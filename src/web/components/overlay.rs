//! What stands in front of the page.

/// What stands over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum Overlay {
    /// The help list, the same for everybody of a set.
    Help,
    /// A calm screen.
    Pause,
    /// Another time is better.
    Later,
    /// Stop, and keep or throw away?
    Stop,
    /// Really throw away?
    Throw,
    /// A talk? After a no.
    Talk,
    /// Something calm before the ending.
    Calm,
}
