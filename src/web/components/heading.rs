//! The one heading of a screen. Another screen has another heading element, and the form gives a new one the focus,
//! so that it is read out first.

use yew::prelude::*;

/// `screen` says which screen this is; `id` is for what the heading labels.
pub(super) fn heading(screen: &str, text: &str, id: Option<&'static str>) -> Html {
    html! { <h1 key={screen} tabindex="-1" {id}>{ text.to_string() }</h1> }
}
