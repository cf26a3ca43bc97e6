//! The study's own tablet, with an interviewer: how answers came about, and a device that is empty afterwards.

use crate::seal::{How, Mode, Near};
use crate::session::State;
use crate::web::screen::app::{App, Msg, Stage};
use yew::prelude::*;

/// Where *Snel weg* leads: a page beside this one, which says nothing and asks for nothing.
pub(super) const QUIET: &str = "quiet.html";

/// What the interviewer filled in before handing the device over. Role, wave and recipients are never in it.
pub(super) fn read(text: &str) -> Mode {
    let mut words = text.split(' ');
    let mut next = || words.next().unwrap_or_default();
    let (interviewer, place, how, near) = (next(), next(), next(), next());
    Mode {
        interviewer: Some(interviewer.into()),
        place: Some(place.into()),
        how: match how {
            "reads" => How::InterviewerReads,
            "phone" => How::Phone,
            _ => How::InterviewerPresent,
        },
        near: match near {
            "nobody" => Some(Near::Nobody),
            "parent" => Some(Near::Parent),
            "child" => Some(Near::Child),
            _ => Some(Near::Other),
        },
        ..Mode::default()
    }
}

impl App {
    /// Whether an interviewer is there.
    pub(super) fn is_interview(&self) -> bool {
        self.frame.as_ref().is_some_and(|f| f.interview.is_some())
    }

    /// After the ending: empties the device, once it was proven that pages and contacts have arrived and that what was
    /// thrown away is deleted.
    pub(super) fn wipe(&self, ctx: &Context<Self>) {
        let (Stage::Live(live), Some(sealing)) = (&self.stage, self.sealing.clone()) else { return };
        if self.is_interview()
            && self.later.is_none()
            && live.session.state() == State::Ended
            && sealing.outbox.waiting() == 0
        {
            ctx.link().send_future(async move { Msg::Wiped(sealing.log.wipe(&sealing.slot).await) });
        }
    }
}
