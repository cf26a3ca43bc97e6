//! Who answers in one visit, and the state of its conversation.

use crate::seal::Mode;
use crate::study::{Role, Set};

/// Who answers, and how.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The invite's slot, 32 hex digits.
    pub slot: String,
    /// Who answers.
    pub role: Role,
    /// Which texts and look.
    pub set: Set,
    /// What shows that the link is here: 16 random bytes of it, 32 hex digits. In memory and inside seals only.
    pub proof: String,
    /// SHA-256 of the last ciphertext that an earlier session sealed here for the readers of answers, 64 hex digits.
    pub continues: Option<String>,
    /// Session id: 16 random bytes, 32 hex digits.
    pub session: String,
    /// SHA-256 of the page's wasm, 64 hex digits.
    pub app: String,
    /// How many sessions this device had begun for this slot before.
    pub opened: u32,
    /// Language of the words on the screen.
    pub lang: String,
    /// How it is filled in.
    pub mode: Mode,
}

/// The state of a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// A page waits for answers.
    Asking,
    /// Jobs wait to be sealed; the page shows only when the last one is safe.
    Sealing,
    /// Nothing more is asked. The same for everybody.
    Ended,
}
