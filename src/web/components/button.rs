//! A button: what it says to eyes and to a screen reader, and what it does.

use super::act::{Act, Send};
use crate::web::text::Text;
use yew::prelude::*;

/// How a button looks, and what it is called.
#[derive(Default)]
pub(super) struct Button {
    pub class: &'static str,
    /// Its name, where it holds a drawing.
    pub label: Option<String>,
    pub pressed: Option<bool>,
    pub expanded: Option<bool>,
    /// Pressing it does nothing now; it stays where it is, so that the focus is not lost.
    pub off: bool,
}

impl Button {
    pub fn of(class: &'static str) -> Self {
        Button { class, ..Button::default() }
    }

    /// Draws it.
    pub fn show(self, send: &Send, act: Act, inside: Html) -> Html {
        let say = |is: Option<bool>| is.map(|yes| if yes { "true" } else { "false" });
        html! {
            <button type="button" class={self.class} aria-label={self.label} aria-pressed={say(self.pressed)}
                aria-expanded={say(self.expanded)} aria-disabled={self.off.then_some("true")} onclick={send.on(act)}>
                { inside }
            </button>
        }
    }
}

/// One wide button under a page.
pub(super) fn wide(text: &Text, key: &'static str, send: &Send, act: Act) -> Html {
    html! { <div class="foot">{ Button::of("next").show(send, act, text.get(key).into()) }</div> }
}
