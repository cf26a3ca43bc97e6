//! What all screens share.

use super::icon::padlock;
use crate::research::host::Host;
use crate::research::message::Msg;
use yew::prelude::*;

/// What all screens share.
pub(in crate::research) struct Page<'a> {
    pub host: &'a Host,
    pub heading: &'a NodeRef,
    pub send: Callback<Msg>,
}

impl Page<'_> {
    /// The one heading of a screen, which takes the focus when the screen is a new one.
    pub fn heading(&self, text: &str) -> Html {
        html! { <h1 ref={self.heading.clone()} tabindex="-1">{ text.to_string() }</h1> }
    }

    /// Sends what `say` makes of an event, if it makes anything.
    pub fn on_event<E: 'static>(&self, say: impl Fn(E) -> Option<Msg> + 'static) -> Callback<E> {
        let send = self.send.clone();
        Callback::from(move |event| {
            if let Some(msg) = say(event) {
                send.emit(msg);
            }
        })
    }

    /// A button.
    pub fn button(&self, class: &'static str, text: &str, say: impl Fn() -> Msg + 'static) -> Html {
        let onclick = self.send.reform(move |_: MouseEvent| say());
        html! { <button type="button" class={class} {onclick}>{ text.to_string() }</button> }
    }

    /// The top of every screen, with the lock always at the same place.
    pub fn top(&self) -> Html {
        let host = self.host.clone();
        let lock = Callback::from(move |_: MouseEvent| host.lock());
        html! {
            <header class="top">
                <p class="brand">{ "Kindstem " }<span>{ "research" }</span></p>
                <button type="button" class="lock" onclick={lock}>{ padlock() }{ "Lock" }</button>
            </header>
        }
    }
}
