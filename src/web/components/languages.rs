//! The languages of the study, each by its own name, which is in the screen's texts under its code.

use super::act::{Act, Send};
use super::frame::Frame;
use yew::prelude::*;

pub(super) fn languages(frame: &Frame, send: &Send) -> Html {
    if frame.study.languages.len() < 2 {
        return html! {};
    }
    let one = |lang: &String| {
        let now = *lang == frame.lang;
        html! {
            <button type="button" class="lang" lang={lang.clone()} aria-pressed={now.to_string()}
                onclick={send.on(Act::Language(lang.clone()))}>
                { frame.text.get(lang).to_string() }
            </button>
        }
    };
    html! { <div class="langs">{ for frame.study.languages.iter().map(one) }</div> }
}
