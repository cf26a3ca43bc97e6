//! The study's own tablet is empty after the ending.

use crate::session::State;
use crate::web::screen::app::{App, Stage};
use crate::web::screen::message::Msg;
use yew::prelude::*;

impl App {
    /// After the ending on such a tablet: empties the device, once it was proven that pages and contacts have arrived and
    /// that what was discarded is deleted.
    pub(in crate::web) fn wipe(&self, ctx: &Context<Self>) {
        let (Stage::Form(form), Some(sealing)) = (&self.stage, self.sealing.clone()) else { return };
        let with_interviewer = self.frame.as_ref().is_some_and(|f| f.interview.is_some());
        if with_interviewer
            && !form.screen.is_greeting()
            && self.later.is_none()
            && form.session.state() == State::Ended
            && sealing.outbox.waiting() == 0
        {
            ctx.link().send_future(async move { Msg::Wiped(sealing.log.wipe(&sealing.slot).await) });
        }
    }
}
