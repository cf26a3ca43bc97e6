//! The one ending: the same for everybody, whatever was said or not said.

use super::heading::Heading;
use super::{Frame, icons};
use crate::study::text;
use yew::prelude::*;

pub(super) fn ending(frame: &Frame, unsent: usize, leave: &Callback<()>) -> Html {
    let t = &frame.text;
    let contact = &frame.study.protocol.contact;
    let wave = frame.study.waves.get(usize::from(frame.invite.wave));
    let next_contact = wave.map_or("", |w| text(&w.next_contact, &frame.lang));
    let help = frame.study.help(frame.invite.set).and_then(|h| h.lines.first());
    html! {
        <>
            <div class="page end">
                <span class="big" aria-hidden="true">{ icons::lock() }</span>
                <Heading screen="end" focus={true} text={t.get("end").to_string()} />
                if unsent > 0 {
                    <p role="status">{ t.get("end.unsent").to_string() }</p>
                }
                <p>{ t.get("end.device").to_string() }</p>
                <p>{ next_contact.to_string() }</p>
                <p>
                    { t.with("end.questions", &contact.name) }{ " " }
                    <bdi dir="ltr">{ contact.phone.clone() }</bdi>{ ". " }{ text(&contact.hours, &frame.lang).to_string() }
                </p>
                if let Some(line) = help {
                    <div class="note">
                        { icons::question() }
                        <p>
                            <strong>{ t.get("end.help").to_string() }</strong>
                            { text(&line.name, &frame.lang).to_string() }{ " " }
                            <bdi dir="ltr">{ line.phone.clone() }</bdi>{ ". " }{ t.get("end.more").to_string() }
                        </p>
                    </div>
                }
            </div>
            <div class="foot">
                <button type="button" class="next" onclick={leave.reform(|_: MouseEvent| ())}>{ t.get("end.close").to_string() }</button>
            </div>
        </>
    }
}
