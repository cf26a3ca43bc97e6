//! What is shown. Everything here is a function of what it is given; every text is a text, never markup.

mod completeness;
mod figures;
mod lists;
mod parts;
mod room;
mod start;

pub(super) use start::{opening, start};

use super::app::{App, Look, Msg};
use super::figure::{Kind, Made};
use super::held::Held;
use super::host::Host;
use yew::html::Scope;
use yew::prelude::*;

/// What all screens share.
pub(super) struct Page<'a> {
    pub host: &'a Host,
    pub heading: &'a NodeRef,
    pub send: Scope<App>,
}

impl Page<'_> {
    /// The one heading of a screen, which takes the focus when the screen is a new one.
    fn heading(&self, text: &str) -> Html {
        html! { <h1 ref={self.heading.clone()} tabindex="-1">{ text.to_string() }</h1> }
    }

    /// A button.
    fn button(&self, class: &'static str, text: &str, say: impl Fn() -> Msg + 'static) -> Html {
        let onclick = self.send.callback(move |_: MouseEvent| say());
        html! { <button type="button" class={class} {onclick}>{ text.to_string() }</button> }
    }

    /// The top of every screen, with the lock always at the same place.
    fn top(&self) -> Html {
        let host = self.host.clone();
        let lock = Callback::from(move |_: MouseEvent| host.lock());
        html! {
            <header class="top">
                <p class="brand">{ "Kindstem " }<span>{ "research" }</span></p>
                <button type="button" class="lock" onclick={lock}>{ parts::padlock() }{ "Lock" }</button>
            </header>
        }
    }
}

/// The screens of the navigation, in the order in which a researcher should look.
const SCREENS: [(&str, Look); 7] = [
    ("First", Look::First),
    ("Completeness", Look::Completeness),
    ("Transitions", Look::Figures(Kind::Flow)),
    ("Trajectories", Look::Figures(Kind::Lines)),
    ("Clinical range", Look::Figures(Kind::Ranges)),
    ("Agreement", Look::Figures(Kind::Agreement)),
    ("Reading room", Look::Room(0)),
];

/// Everything that is open.
pub(super) fn open(page: &Page<'_>, held: &Held, look: Look, made: Option<&Made>) -> Html {
    if let Look::Room(n) = look {
        return html! { <>{ page.top() }<main class="room">{ room::room(page, held, n) }</main></> };
    }
    let body = match look {
        Look::First => lists::first(page, held),
        Look::Completeness => completeness::completeness_of(page, held),
        Look::Figures(kind) => figures::figures(page, kind, made),
        Look::Room(_) => html! {},
    };
    html! {
        <>
            { page.top() }
            <nav aria-label="Screens">
                <ul>
                    { for SCREENS.iter().map(|(name, to)| tab(page, name, *to, look)) }
                </ul>
            </nav>
            <main>{ body }</main>
        </>
    }
}

fn tab(page: &Page<'_>, name: &'static str, to: Look, now: Look) -> Html {
    let current = (to == now).then_some("page");
    let onclick = page.send.callback(move |_: MouseEvent| Msg::Look(to));
    html! { <li><button type="button" aria-current={current} {onclick}>{ name }</button></li> }
}
