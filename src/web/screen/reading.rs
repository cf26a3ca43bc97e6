//! The page is read aloud, from recordings where there are any, else by a voice of this device.

use crate::web::screen::app::{App, Stage};
use crate::web::screen::message::Msg;
use crate::web::speech::media::Media;
use crate::web::speech::voice;
use yew::prelude::*;

impl App {
    /// Reads the page aloud, or stops.
    pub(in crate::web) fn read(&mut self, ctx: &Context<Self>) {
        let (Some(frame), Stage::Form(form)) = (&self.frame, &mut self.stage) else { return };
        if form.page.player.is_some() || voice::reading() {
            return form.stop_reading();
        }
        let link = ctx.link().clone();
        let ended = move || link.send_message(Msg::PlayingEnded);
        form.page.player = Media::player(frame, &form.session, &self.base, ended);
        form.set_read_aloud(true);
        if form.page.player.is_none() {
            let (link, lang) = (ctx.link().clone(), form.session.visit().lang.clone());
            self.reading_ends = voice::read(&ctx.props().root, &lang, move || link.send_message(Msg::Redraw));
        }
    }
}
