//! The languages of the study, each by its own name.

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
                { name(lang) }
            </button>
        }
    };
    html! { <div class="langs">{ for frame.study.languages.iter().map(one) }</div> }
}

/// A language's name in that language; its code where it is not known here.
fn name(lang: &str) -> &str {
    match lang {
        "nl" => "Nederlands",
        "en" => "English",
        // No native speaker has read the screen's texts yet, and the name says so: under review.
        "ar" => "العربية (قيد المراجعة)",
        other => other,
    }
}
