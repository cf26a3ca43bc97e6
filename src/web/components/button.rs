//! A button: what it says to eyes and to a screen reader, and what it does.

use super::act::{Act, Send};
use super::element::{attributes, made, tag};
use crate::web::text::Text;
use std::rc::Rc;
use yew::html::onclick::Wrapper;
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
        let attributes = attributes!(
            "type" = "button",
            "class" = self.class,
            "aria-label" = self.label,
            "aria-pressed" = say(self.pressed),
            "aria-expanded" = say(self.expanded),
            "aria-disabled" = self.off.then_some("true")
        );
        let mut button = made("button", attributes, vec![inside]);
        button.add_listener(Rc::new(Wrapper::new(send.on(act))));
        button.into()
    }
}

/// One wide button under a page.
pub(super) fn wide(text: &Text, key: &'static str, send: &Send, act: Act) -> Html {
    tag!("div" "class" = "foot"; Button::of("next").show(send, act, text.get(key).into()))
}
