//! Everything that decides what is on the screen while somebody fills the form in.

use super::act::Send;
use super::frame::Frame;
use super::screen::Screen;
use crate::instrument::VecMap;
use crate::session::Session;
use std::rc::Rc;
use yew::prelude::*;

/// Everything that decides what is on the screen.
pub(in crate::web) struct FormProps<'a> {
    pub frame: Rc<Frame>,
    pub session: &'a Session,
    pub screen: Screen,
    /// Whether the page is being read aloud; none where it cannot be.
    pub reading: Option<bool>,
    /// Own words may be spoken or drawn here, because the respondent is alone.
    pub may_record: bool,
    /// What is asked is known to the end, so progress can be told.
    pub is_whole: bool,
    /// *Verder* was pressed and waits for something.
    pub next_waits: bool,
    /// *Verder* was pressed once with something unanswered, and the page says so.
    pub reminded: bool,
    pub practice: Practice,
    /// A page cannot be stored just now.
    pub is_unstored: bool,
    /// Envelopes and deletions that no intake has confirmed.
    pub unsent: usize,
    /// Nothing is left on the device.
    pub wiped: bool,
    /// Random part of the names of controls.
    pub names: AttrValue,
    /// What is typed in the fields of numbers, by item, also where it is not a number.
    pub typed: &'a VecMap<String, String>,
    /// Items whose ways not to answer were unfolded.
    pub unfolded: &'a [String],
    pub send: Send,
}

/// How far *Snel weg* was practised in this visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum Practice {
    /// Not yet.
    NotYet,
    /// It was pressed; the page is covered.
    Covered,
    /// It was pressed, and the page explains what happened.
    Done,
}
