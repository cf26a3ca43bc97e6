//! The one ending: the same for everybody, whatever was said or not said.

use super::act::{Act, Send};
use super::button::wide;
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
    html! {
        <>
            <div class="page end">
                <span class="big" aria-hidden="true">{ icons::lock() }</span>
                { heading("end", t.get("end"), None) }
                if unsent > 0 {
                    <p role="status">{ t.get("end.unsent").to_string() }</p>
                }
                if wiped {
                    <p role="status">{ t.get("end.wiped").to_string() }</p>
                }
                { paragraphs(results) }
                { paragraph(None, t.get("end.device")) }
                <p dir="auto">{ next_contact }</p>
                <p>
                    { t.with("end.questions", &contact.name) }{ " " }
                    <bdi dir="ltr">{ contact.phone.clone() }</bdi>{ ". " }<bdi>{ said(&contact.hours) }</bdi>
                </p>
                if let Some(line) = help {
                    <div class="note">
                        { icons::question() }
                        <p>
                            <strong>{ t.get("end.help").to_string() }</strong>
                            <bdi>{ said(&line.name) }</bdi>{ " " }
                            <bdi dir="ltr">{ line.phone.clone() }</bdi>{ ". " }{ t.get("end.more").to_string() }
                        </p>
                    </div>
                }
            </div>
            { wide(t, "end.close", send, Act::Leave) }
        </>
    }
}
