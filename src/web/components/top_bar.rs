//! The quiet buttons opposite *Snel weg*: Help and Pause, always at the same place.

use super::act::{Act, Send};
use super::button::Button;
use super::icons;
use super::screen::Overlay;
use crate::web::text::Text;
use yew::prelude::*;

pub(super) fn top_bar(text: &Text, overlay: Option<Overlay>, send: &Send, ended: bool) -> Html {
    let button = |which: Overlay, key: &'static str, icon: Html| {
        let open = overlay == Some(which);
        let to = if open { None } else { Some(which) };
        let inside = html! { <>{ icon }<span>{ text.get(key).to_string() }</span></> };
        Button { class: "quiet", pressed: Some(open), ..Button::default() }.show(send, Act::Show(to), inside)
    };
    html! {
        <div class="bar">
            { button(Overlay::Help, "help", icons::question()) }
            if !ended {
                { button(Overlay::Pause, "pause", html! {}) }
            }
        </div>
    }
}
