//! Another language of texts and words.

use crate::session::Event;
use crate::web::components::frame::Frame;
use crate::web::screen::app::{App, Stage};
use crate::web::screen::message::Msg;
use crate::web::setup;
use crate::web::text::Text;
use crate::web::wordings::Wordings;
use std::rc::Rc;
use yew::prelude::*;

impl App {
    pub(in crate::web) fn load_language(&self, ctx: &Context<Self>, lang: String) {
        let Some(frame) = self.frame.clone() else { return };
        let (host, base) = (ctx.props().host.clone(), self.base.clone());
        let link = ctx.link().clone();
        wasm_bindgen_futures::spawn_local(async move {
            let text = setup::fetch_text(&host, &lang, frame.invite.set).await;
            let words = setup::fetch_words(&base, &frame.study, &frame.invite, &lang).await;
            // Without a network the language stays what it was.
            if let (Some(text), Some(words)) = (text, words) {
                link.send_message(Msg::LanguageLoaded(lang, text, words));
            }
        });
    }

    pub(in crate::web) fn set_language(&mut self, ctx: &Context<Self>, lang: String, text: Text, wordings: Wordings) {
        let Some(frame) = &self.frame else { return };
        if let Stage::Form(form) = &mut self.stage {
            form.session.apply(Event::Language(lang.clone()));
            form.stop_media();
        }
        setup::tell_exit(&ctx.props().host, &frame.study, &frame.invite, (&text, &lang), frame.interview.is_some());
        self.frame = Some(Rc::new(Frame { text, lang, wordings: Rc::new(wordings), ..Frame::clone(frame) }));
    }
}
