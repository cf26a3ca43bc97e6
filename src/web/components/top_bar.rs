//! The quiet buttons opposite *Snel weg*: Help and Pause, always at the same place.

use super::act::{Act, Send};
use super::button::Button;
use super::element::{nodes, tag};
use super::icons;
use super::screen::Overlay;
use crate::web::text::Text;
use yew::prelude::*;

pub(super) fn top_bar(text: &Text, overlay: Option<Overlay>, send: &Send, ended: bool) -> Html {
    let button = |which: Overlay, key: &'static str, icon: Html| {
        let open = overlay == Some(which);
        let to = if open { None } else { Some(which) };
        let inside = nodes(vec![icon, tag!("span"; text.get(key).into())]);
        Button { class: "quiet", pressed: Some(open), ..Button::default() }.show(send, Act::Show(to), inside)
    };
    let pause = if ended {
        html! {}
    } else {
        button(Overlay::Pause, "pause", html! {})
    };
    tag!("div" "class" = "bar"; button(Overlay::Help, "help", icons::question()), pause)
}
