//! What waits to be sealed, and the sizes to which it is padded.

use super::attached::AttachmentPiece;
use crate::answers::Answers;
use crate::seal::{Clock, Contact, Mode, State, entry_size, manifest_size};
use crate::study::Plan;

/// Something that waits to be sealed.
#[derive(Clone, Debug)]
pub(super) enum Pending {
    Page(PageSnapshot),
    Manifest(Clock),
    Contact(Contact),
    Attachment(AttachmentPiece),
}

/// A page as it stood when it was left: what changes while it waits does not change it.
#[derive(Clone, Debug)]
pub(super) struct PageSnapshot {
    pub step: usize,
    pub answers: Answers,
    pub clock: Clock,
    pub state: State,
    pub lang: String,
    pub mode: Mode,
    /// Items with a default that were not touched.
    pub untouched: Vec<String>,
}

/// Padded sizes, which cost a walk over every page of the plan.
#[derive(Debug)]
pub(super) struct Sizes {
    /// Of the entries of each part.
    pub parts: Vec<usize>,
    pub manifest: usize,
}

impl Sizes {
    pub(super) fn of(plan: &Plan) -> Self {
        Sizes { parts: plan.parts.iter().map(|p| entry_size(plan, p)).collect(), manifest: manifest_size(plan) }
    }
}
