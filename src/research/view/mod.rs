//! What is shown. Everything here is a function of what it is given; every text is a text, never markup.

mod completeness;
mod figures;
mod icon;
mod lists;
mod own_words;
mod page;
mod parts;

mod start;

pub(super) use page::Page;
pub(super) use start::{opening, start};

use super::figure::{Kind, Made};
use super::held::Held;
use super::message::{Look, Msg};
use yew::prelude::*;

/// The screens of the navigation, in the order in which a researcher should look.
const SCREENS: [(&str, Look); 7] = [
    ("First", Look::First),
    ("Completeness", Look::Completeness),
    ("Transitions", Look::Figures(Kind::Flow)),
    ("Trajectories", Look::Figures(Kind::Lines)),
    ("Clinical range", Look::Figures(Kind::Ranges)),
    ("Agreement", Look::Figures(Kind::Agreement)),
    ("Reading room", Look::OwnWords(0)),
];

/// Everything that is open.
pub(super) fn open(page: &Page<'_>, held: &Held, look: Look, made: Option<&Made>) -> Html {
    if let Look::OwnWords(n) = look {
        return html! { <>{ page.top() }<main class="room">{ own_words::own_words(page, held, n) }</main></> };
    }
    let body = match look {
        Look::First => lists::first(page, held),
        Look::Completeness => completeness::completeness_of(page, held),
        Look::Figures(kind) => figures::figures(page, kind, made),
        Look::OwnWords(_) => html! {},
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
    let onclick = page.send.reform(move |_: MouseEvent| Msg::Look(to));
    html! { <li><button type="button" aria-current={current} {onclick}>{ name }</button></li> }
}
