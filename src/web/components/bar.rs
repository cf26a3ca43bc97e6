//! The quiet buttons opposite *Snel weg*: Help and Pause, always at the same place.

use super::super::text::Text;
use super::{Overlay, icons};
use yew::prelude::*;

pub(super) fn bar(text: &Text, overlay: Option<Overlay>, show: &Callback<Option<Overlay>>, ended: bool) -> Html {
    let button = |which: Overlay, key: &'static str, icon: Html| {
        let open = overlay == Some(which);
        let to = if open { None } else { Some(which) };
        let show = show.clone();
        html! {
            <button type="button" class="quiet" aria-pressed={open.to_string()} onclick={move |_| show.emit(to)}>
                { icon }<span>{ text.get(key).to_string() }</span>
            </button>
        }
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
