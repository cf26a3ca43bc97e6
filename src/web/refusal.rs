//! Why the form does not begin.

/// Why the form does not begin. Each has a text under `refuse.…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The link is cut, or belongs to another study.
    Link,
    /// A file of the study is missing or was changed.
    Files,
    /// The browser keeps nothing, so a confirmed page could be lost.
    Storage,
    /// The browser gives no randomness, so nothing can be sealed.
    Randomness,
    /// The page is in a frame of a site that may not show it.
    Framed,
}

impl Refusal {
    /// Key of its text, and code of its event.
    pub fn key(self) -> &'static str {
        match self {
            Refusal::Link => "refuse.link",
            Refusal::Files => "refuse.files",
            Refusal::Storage => "refuse.storage",
            Refusal::Randomness => "refuse.randomness",
            Refusal::Framed => "refuse.framed",
        }
    }
}
