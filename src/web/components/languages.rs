//! The languages of the study, each by its own name.

use super::Frame;
use yew::prelude::*;

pub(super) fn languages(frame: &Frame, choose: &Callback<String>) -> Html {
    if frame.study.languages.len() < 2 {
        return html! {};
    }
    let one = |lang: &String| {
        let (choose, code) = (choose.clone(), lang.clone());
        let now = *lang == frame.lang;
        html! {
            <button type="button" class="lang" lang={lang.clone()} aria-pressed={now.to_string()}
                onclick={move |_| choose.emit(code.clone())}>
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
        other => other,
    }
}
