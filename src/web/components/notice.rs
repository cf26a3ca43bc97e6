//! Screens of a few sentences: refusals, another tab, pause, resuming, nobody there.

use super::act::{Act, Send};
use super::button::{Button, wide};
use super::element::{nodes, tag};
use super::form_props::FormProps;
use super::heading::heading;
use super::icons;
use super::info::paragraphs;
use super::screen::Overlay;
use super::talk::talk;
use crate::session::Progress;
use crate::web::refusal::Refusal;
use crate::web::text::Text;
use yew::prelude::*;

/// Why the form does not begin. Without texts a sentence in both languages.
pub(in crate::web) fn refused(refusal: Refusal, text: Option<&Text>) -> Html {
    match text {
        Some(text) => screen(text, "refuse", text.get(refusal.key()), html! {}),
        None => {
            html! { <div class="page" role="alert"><p>{ "Deze pagina werkt hier niet. This page does not work here." }</p></div> }
        }
    }
}

/// A notice with one button; `key` names heading (`key`) and body (`key.body`).
pub(in crate::web) fn notice(text: Option<&Text>, key: &'static str, button: (&'static str, Act), send: &Send) -> Html {
    let Some(text) = text else { return html! {} };
    let body = format!("{key}.body");
    screen(text, key, text.get(&body), wide(text, button.0, send, button.1))
}

/// A calm screen; everything confirmed is sealed already.
pub(super) fn pause(s: &FormProps<'_>) -> Html {
    let (text, send) = (&s.frame.text, &s.send);
    let stop = link(text, "stop", send, Act::Show(Some(Overlay::Stop)));
    let after = nodes(vec![talk(s, false), wide(text, "pause.on", send, Act::Show(None)), stop]);
    screen(text, "pause.title", text.get("pause.body"), after)
}

/// Stop: what was confirmed is kept, or discarded. Going on is as easy.
pub(super) fn stop(s: &FormProps<'_>) -> Html {
    let (text, send) = (&s.frame.text, &s.send);
    let discard = link(text, "stop.throw", send, Act::Show(Some(Overlay::Discard)));
    let on = link(text, "pause.on", send, Act::Show(None));
    let keep = wide(text, "stop.keep", send, Act::Stop { discard: false });
    screen(text, "stop.title", text.get("stop.body"), nodes(vec![talk(s, false), keep, discard, on]))
}

/// Discarding cannot be undone, so it is asked once more. That a wish for a talk stays is said to everybody.
pub(super) fn discard(s: &FormProps<'_>) -> Html {
    let (text, send) = (&s.frame.text, &s.send);
    let back = link(text, "throw.back", send, Act::Show(Some(Overlay::Stop)));
    let away = wide(text, "throw.yes", send, Act::Stop { discard: true });
    let body = text.with("throw.body", &s.frame.study.protocol.contact.name);
    screen(text, "throw", &body, nodes(vec![away, back]))
}

/// Something stayed hard to understand: whom to ask, and the way to the ending. The link stays valid.
pub(super) fn ask(s: &FormProps<'_>) -> Html {
    let (frame, text) = (&s.frame, &s.frame.text);
    let contact = &frame.study.protocol.contact;
    let body = text.with2("ask.body", &contact.phone, frame.study.text(&contact.hours, &frame.lang));
    let after = nodes(vec![talk(s, false), wide(text, "next", &s.send, Act::Stop { discard: false })]);
    titled("ask", &text.with("ask", &contact.name), &body, after)
}

/// Something calm before the ending, on every route.
pub(super) fn calm(text: &Text, send: &Send) -> Html {
    let after =
        nodes(vec![tag!("div" "class" = "breath", "aria-hidden" = "true";), wide(text, "next", send, Act::Show(None))]);
    screen(text, "calm", text.get("calm.body"), after)
}

/// A quiet way on under the wide button.
fn link(text: &Text, key: &'static str, send: &Send, act: Act) -> Html {
    let button = Button::of("escape").show(send, act, text.get(key).into());
    tag!("div" "class" = "escapes"; button)
}

/// Now is not a good moment. Closing is the large button; a respondent who is alone after all can continue.
pub(super) fn later(text: &Text, send: &Send) -> Html {
    let on = link(text, "later.on", send, Act::Show(None));
    let after = nodes(vec![wide(text, "end.close", send, Act::Leave), on]);
    screen(text, "later", text.get("later.body"), after)
}

/// An earlier visit was broken off. Says which part comes, and nothing of what was answered.
pub(super) fn resume(text: &Text, progress: Progress, send: &Send) -> Html {
    let body = text.with2("resume.body", &(progress.block + 1).to_string(), &progress.of.to_string());
    screen(text, "resume", &body, wide(text, "next", send, Act::Resume))
}

/// The interviewer hands the device over. Says nothing of an earlier visit.
pub(super) fn hand(text: &Text, send: &Send) -> Html {
    screen(text, "hand", text.get("hand.body"), wide(text, "next", send, Act::Resume))
}

/// Nobody seems to be there: one large button, and nothing that could be read.
pub(super) fn veil(text: &Text, send: &Send) -> Html {
    let inside = nodes(vec![icons::lock(), tag!("span"; text.get("away").into())]);
    Button::of("veil").show(send, Act::Return, inside)
}

fn screen(text: &Text, key: &'static str, body: &str, after: Html) -> Html {
    titled(key, text.get(key), body, after)
}

fn titled(key: &'static str, title: &str, body: &str, after: Html) -> Html {
    nodes(vec![tag!("div" "class" = "page"; heading(key, title, None), paragraphs(body)), after])
}
