//! Back and *Verder*.

use super::act::{Act, Send};
use super::button::Button;
use super::element::tag;
use super::icons;
use crate::web::text::Text;
use yew::prelude::*;

pub(super) fn footer(text: &Text, send: &Send, back: bool, busy: bool) -> Html {
    let label = Some(text.get("back").to_string());
    let back = match back {
        true => Button { class: "back", label, ..Button::default() }.show(send, Act::Back, icons::back()),
        false => html! {},
    };
    let next = html! {
        <button type="button" class="next" part="next" aria-busy={busy.to_string()} onclick={send.on(Act::Next)}>
            { text.get("next") }
        </button>
    };
    tag!("div" "class" = "foot"; back, next)
}
