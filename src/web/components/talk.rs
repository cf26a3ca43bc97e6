//! Does somebody want a talk? Beside the questions: on a pause, when stopping, after a no. It goes into the contact
//! envelope and nowhere else.

use super::act::Act;
use super::button::{Button, wide};
use super::element::tag;
use super::form_props::FormProps;
use super::heading;
use super::info::paragraph;
use super::words::Area;
use crate::instrument::CONTACT_BYTES;
use crate::seal::Wants;
use crate::session::Event;
use yew::prelude::*;

/// The question with its answers; `alone` as a screen of its own.
pub(super) fn talk(s: &FormProps<'_>, alone: bool) -> Html {
    let text = &s.frame.text;
    let (wants, place) = s.session.wishes();
    let answer = |key: &str, code: Wants| {
        let pressed = Some(wants == code);
        Button { class: "way", pressed, ..Button::default() }.show(
            &s.send,
            Act::Event(Event::TalkWish(code)),
            text.get(key).into(),
        )
    };
    let answers = [("talk.yes", Wants::Yes), ("talk.no", Wants::No), ("talk.later", Wants::Later)];
    let ask = text.get("talk").to_string();
    let place = Area {
        id: "where".into(),
        name: s.names.clone(),
        labelled_by: None,
        value: place.into(),
        rows: "2",
        most: CONTACT_BYTES,
    };
    let title = if alone { heading::heading("talk", &ask, None) } else { tag!("h2"; ask.as_str().into()) };
    let answers = answers.map(|(key, code)| answer(key, code)).into();
    // All of it for everybody, whatever was chosen: the screen tells nothing of it.
    tag!("div" "class" = if alone { "page talks" } else { "page talk" };
        title,
        tag!("div" "class" = "ways", "role" = "group", "aria-label" = ask => answers),
        paragraph(None, &text.with("talk.before", &s.frame.study.protocol.contact.name)),
        tag!("label" "for" = "where"; text.get("talk.where").into()),
        place.show(&s.send, |said| Act::Event(Event::TalkPlace(said.unwrap_or_default()))),
        paragraph(None, text.get("talk.goes")),
    )
}

/// After a no: the question by itself, and the way on.
pub(super) fn after_no(s: &FormProps<'_>) -> Html {
    html! { <>{ talk(s, true) }{ wide(&s.frame.text, "next", &s.send, Act::Next) }</> }
}
