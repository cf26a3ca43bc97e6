//! What can happen to the form.

use crate::web::components::act::Act;
use crate::web::device::held_slot::HeldSlot;
use crate::web::screen::idle::Away;
use crate::web::setup::Loaded;
use crate::web::text::Text;
use crate::web::wordings::Wordings;

/// What can happen.
pub(in crate::web) enum Msg {
    /// The respondent did something.
    Act(Act),
    /// The front job is safe; the SHA-256 of its envelope, hex.
    Sealed(String),
    /// Whether a page cannot be stored just now.
    Unstored(bool),
    /// Something was spoken or drawn, or taken back; and whether that is still going on.
    AttachmentChanged(Option<Vec<u8>>, bool),
    /// The recordings of the page were played to the end.
    PlayingEnded,
    /// Another language is here.
    LanguageLoaded(String, Text, Wordings),
    /// Something was sent, or could not be.
    OutboxChanged,
    /// Something outside the form's state changed: the device's voices, or whether one speaks.
    Redraw,
    /// Whether the device was emptied.
    Wiped(bool),
    /// *Snel weg* was pressed where it is practised.
    ExitPractised,
    /// The cover of that page is over.
    Uncovered,
    /// Nobody is there.
    Away(Away),
    /// The slot as this tab has it; none where another tab has it.
    SlotTaken(Option<HeldSlot>),
    /// The rest of what is asked; none where it could not be had.
    RestLoaded(Option<Loaded>),
    /// Another tab took the slot over.
    SlotLost,
}
