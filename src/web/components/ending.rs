//! The one ending: the same for everybody, whatever was said or not said.

use super::act::{Act, Send};
use super::button::wide;
use super::element::{nodes, tag};
use super::frame::Frame;
use super::heading::heading;
use super::icons;
use super::info::{paragraph, paragraphs};
use yew::prelude::*;

pub(super) fn ending(frame: &Frame, unsent: usize, wiped: bool, send: &Send) -> Html {
    let t = &frame.text;
    let contact = &frame.study.protocol.contact;
    let said = |texts| frame.study.text(texts, &frame.lang).to_string();
    let next_contact = frame.wave().map_or(String::new(), |w| said(&w.next_contact));
    let wave = frame.wave().map_or("", |w| w.id.as_str());
    let results = frame.study.results(wave, frame.invite.set, &frame.lang, &frame.today);
    let help = frame.study.help(frame.invite.set).and_then(|h| h.lines.first());
    let status = |shown: bool, key| {
        if shown {
            tag!("p" "role" = "status"; t.get(key).into())
        } else {
            html! {}
        }
    };
    let number = |phone: &str| tag!("bdi" "dir" = "ltr"; phone.into());
    let questions = tag!("p";
        t.with("end.questions", &contact.name).into(),
        " ".into(),
        number(&contact.phone),
        ". ".into(),
        tag!("bdi"; said(&contact.hours).into()),
    );
    let note = match help {
        Some(line) => {
            let words = tag!("p";
                tag!("strong"; t.get("end.help").into()),
                tag!("bdi"; said(&line.name).into()),
                " ".into(),
                number(&line.phone),
                ". ".into(),
                t.get("end.more").into(),
            );
            tag!("div" "class" = "note"; icons::question(), words)
        }
        None => html! {},
    };
    let page = tag!("div" "class" = "page end";
        tag!("span" "class" = "big", "aria-hidden" = "true"; icons::lock()),
        heading("end", t.get("end"), None),
        status(unsent > 0, "end.unsent"),
        status(wiped, "end.wiped"),
        paragraphs(results),
        paragraph(None, t.get("end.device")),
        tag!("p" "dir" = "auto"; next_contact.into()),
        questions,
        note,
    );
    nodes(vec![page, wide(t, "end.close", send, Act::Leave)])
}
