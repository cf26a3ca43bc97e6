//! Help: the same list, in the same order, for everybody of a set, whatever was answered.

use super::heading::Heading;
use super::{Frame, Overlay};
use crate::study::text;
use yew::prelude::*;

pub(super) fn help(frame: &Frame, show: &Callback<Option<Overlay>>) -> Html {
    let t = &frame.text;
    html! {
        <>
            <div class="page">
                <Heading screen="help" focus={true} text={t.get("help.title").to_string()} />
                <p>{ t.get("help.intro").to_string() }</p>
                { list(frame) }
                <p class="soft">{ t.get("help.trace").to_string() }</p>
            </div>
            <div class="foot">
                <button type="button" class="next" onclick={show.reform(|_: MouseEvent| None)}>{ t.get("help.back").to_string() }</button>
            </div>
        </>
    }
}

/// The lines; numbers stand as text, because a tap that rings is heard.
pub(super) fn list(frame: &Frame) -> Html {
    let lines = frame.study.help(frame.invite.set).map_or(&[][..], |h| &h.lines);
    html! {
        <ul class="lines">
            { for lines.iter().map(|line| html! {
                <li>
                    <strong>{ text(&line.name, &frame.lang).to_string() }</strong>
                    if !line.phone.is_empty() {
                        <span class="phone" dir="ltr">{ line.phone.clone() }</span>
                    }
                    <span>{ text(&line.text, &frame.lang).to_string() }</span>
                </li>
            }) }
        </ul>
    }
}
