//! Pictures of the page.

use yew::prelude::*;

/// A closed padlock.
pub(super) fn padlock() -> Html {
    html! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <rect x="5" y="11" width="14" height="9" rx="2.5" /><path d="M8 11V8a4 4 0 0 1 8 0v3" />
        </svg>
    }
}
