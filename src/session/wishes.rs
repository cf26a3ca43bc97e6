//! What a respondent said about being spoken with.

use crate::answers::clean_text;
use crate::instrument::CONTACT_BYTES;
use crate::seal::Wants;

/// What a respondent said about being spoken with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wishes {
    pub wants: Wants,
    pub place: String,
    pub not_when: String,
}

impl Wishes {
    /// Takes over a choice. Words that stand in the field stay there: who says no by mistake has not lost them.
    pub(super) fn want(&mut self, wants: Wants) {
        self.wants = wants;
    }

    /// Takes over where and how to get in touch, cut at [`CONTACT_BYTES`].
    pub(super) fn at(&mut self, place: &str) {
        self.place = clean_text(place, CONTACT_BYTES);
    }

    /// Whether a talk is wanted, and where and how.
    pub(super) fn said(&self) -> (Wants, &str) {
        (self.wants, &self.place)
    }

    /// What goes into an envelope of some words: nothing where no talk is wanted.
    pub(super) fn told(&self, words: &str) -> String {
        if self.wants == Wants::No { String::new() } else { words.to_string() }
    }
}
