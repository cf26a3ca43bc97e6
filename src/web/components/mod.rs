//! What is drawn. Everything here is a function of what it is given; every text comes from the texts or the wording,
//! as text, never as markup.

mod act;
mod bar;
mod button;
mod choice;
mod choices;
mod ending;
mod escapes;
mod faces;
mod footer;
mod heading;
mod help;
mod icons;
mod info;
mod item;
mod languages;
mod live;
mod notice;
mod number;
mod page;
mod rank;
mod stones;
mod words;

pub(super) use act::{Act, Send};
pub(super) use live::{Shown, live};
pub(super) use notice::{notice, refused};
pub(super) use page::{gate_unanswered, goes_later, goes_quiet, practises, unanswered};

use super::setup::Wordings;
use super::text::Text;
use super::words::Words;
use crate::study::{Invite, Study, Target};
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
}

/// What all screens share; replaced as a whole when the language changes.
#[derive(Clone)]
pub(super) struct Frame {
    pub study: Rc<Study>,
    pub invite: Rc<Invite>,
    pub text: Text,
    pub lang: String,
    pub wordings: Rc<Wordings>,
}

impl Frame {
    /// What placeholders of a part stand for.
    pub fn words(&self, target: Target) -> Words<'_> {
        Words { study: &self.study, invite: &self.invite, text: &self.text, lang: &self.lang, target }
    }
}
