//! What a respondent can do on a screen, and the one way by which it reaches the form.

use super::screen::Overlay;
use crate::session::Event;
use yew::Callback;

/// What a respondent can do.
#[derive(Clone)]
pub(in crate::web) enum Act {
    /// Something on the page.
    Event(Event),
    /// Write into an item's field for a number: the item, and what is in it now.
    Typed(String, String),
    /// Unfold or fold an item's ways not to answer.
    Unfold(String),
    /// *Verder*.
    Next,
    /// Back.
    Back,
    /// Something in front of the form, as help or a pause; none for the form.
    Show(Option<Overlay>),
    /// Another language.
    Language(String),
    /// Read the page aloud, or stop.
    Read,
    /// Be there again.
    Return,
    /// Take the form over from another tab.
    TakeOver,
    /// Stop here: keep what was confirmed, or discard this visit's answers.
    Stop {
        /// Discard them.
        discard: bool,
    },
    /// Go on where an earlier visit ended.
    Resume,
    /// Leave.
    Leave,
}

/// Takes what a respondent does to the form.
#[derive(Clone)]
pub(in crate::web) struct Send(pub Callback<Act>);

impl Send {
    /// They do this.
    pub fn send(&self, act: Act) {
        self.0.emit(act);
    }

    /// A listener that sends this, whatever the browser's event holds. One closure for every button, because each
    /// closure of its own costs a phone some hundred bytes.
    pub fn on<E: 'static>(&self, act: Act) -> Callback<E> {
        self.0.reform(move |_| act.clone())
    }
}
