//! Answers that go into the contact envelope or nowhere, in place of the page's entry.

use super::names;
use serde::{Deserialize, Serialize};

/// Longest text in a contact envelope, in UTF-8 bytes.
pub const CONTACT_BYTES: u32 = 400;

/// Where an answer goes that is in no page's entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Destination {
    /// Whether a talk is wanted, into the contact envelope: a choice with the codes 1 yes, 0 no, 2 perhaps later.
    ContactWants,
    /// Where and how to get in touch, into the contact envelope: a text.
    ContactWhere,
    /// When not to, into the contact envelope: a text.
    ContactNotWhen,
    /// Nowhere: a question to practise with.
    Nowhere,
}

names!(Destination {
    ContactWants = "contact_wants", ContactWhere = "contact_where", ContactNotWhen = "contact_not_when",
    Nowhere = "nowhere"
});
