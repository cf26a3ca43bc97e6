//! A text to read.

use super::icons;
use crate::instrument::Picture;
use yew::prelude::*;

pub(super) fn picture(picture: Picture) -> Html {
    let drawing = match picture {
        Picture::Lock => icons::lock(),
        Picture::Cup => icons::cup(),
        Picture::Talk => icons::talk(),
    };
    html! { <span class="big" aria-hidden="true">{ drawing }</span> }
}

/// Paragraphs, divided by blank lines.
pub(super) fn paragraphs(body: &str) -> Html {
    html! { <>{ for body.split("\n\n").map(str::trim).filter(|p| !p.is_empty()).map(|p| html! { <p>{ p.to_string() }</p> }) }</> }
}
