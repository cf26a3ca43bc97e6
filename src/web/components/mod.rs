//! What is drawn. Everything here is a function of what it is given; every text comes from the texts or the wording,
//! as text, never as markup.

mod act;
mod bar;
mod button;
mod ending;
mod escapes;
mod faces;
mod footer;
mod heading;
mod help;
mod icons;
mod info;
mod item;
mod kind;
mod languages;
mod live;
mod notice;
mod page;
mod stones;
mod talk;
mod words;

pub(super) use act::{Act, Send};
pub(super) use help::closed;
pub(super) use live::{Shown, live};
pub(super) use notice::{notice, refused};
pub(super) use page::{alone, asks_own_words, goes_later, goes_quiet, practises, refuses, stays, unanswered};

use super::setup::Wordings;
use super::text::Text;
use super::words::Words;
use crate::seal::Mode;
use crate::study::{Invite, Study, Target, Wave};
use std::rc::Rc;

/// What stands over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Overlay {
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

/// What all screens share; replaced as a whole when the language changes.
#[derive(Clone)]
pub(super) struct Frame {
    pub study: Rc<Study>,
    pub invite: Rc<Invite>,
    pub text: Text,
    pub lang: String,
    pub wordings: Rc<Wordings>,
    /// `YYYY-MM-DD` of UTC when the form was opened.
    pub today: String,
    /// How an interviewer said that it is filled in; none for a respondent alone.
    pub interview: Option<Mode>,
}

impl Frame {
    /// The wave of the link.
    pub fn wave(&self) -> Option<&Wave> {
        self.study.waves.get(usize::from(self.invite.wave))
    }

    /// Whether the link is one to a letterbox.
    pub fn any_time(&self) -> bool {
        self.wave().is_some_and(|w| w.any_time)
    }

    /// Whether it leads to a letterbox that nobody empties now.
    pub fn is_closed(&self) -> bool {
        self.any_time() && !self.study.protocol.letterbox.as_ref().is_some_and(|l| l.is_open(&self.today))
    }

    /// What placeholders of a part stand for.
    pub fn words(&self, target: Target) -> Words<'_> {
        Words { study: &self.study, invite: &self.invite, text: &self.text, lang: &self.lang, target }
    }
}
