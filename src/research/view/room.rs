//! The reading room: what one child said, and whether it may be shared. Nothing else is on the screen.

use super::Page;
use crate::research::app::{Look, Msg};
use crate::research::held::Held;
use crate::research::voice::Voice;
use yew::prelude::*;

pub(super) fn room(page: &Page<'_>, held: &Held, n: usize) -> Html {
    let of = held.voices.len();
    let leave = page.button("quiet", "Leave the room", || Msg::Look(Look::First));
    let Some(voice) = held.voices.get(n) else {
        return html! {
            <>
                { page.heading("Reading room") }
                <p class="calm">{ "No child or young person wrote anything in their own words." }</p>
                { leave }
            </>
        };
    };
    let step = |text: &str, to: Option<usize>| {
        let onclick = page.send.batch_callback(move |_: MouseEvent| to.map(|to| Msg::Look(Look::Room(to))));
        html! {
            <button type="button" class="quiet" {onclick} aria-disabled={to.is_none().then_some("true")}>
                { text.to_string() }
            </button>
        }
    };
    html! {
        <>
            { page.heading("Reading room") }
            <div aria-live="polite">{ said(voice) }</div>
            <div class="steps">
                { step("Before", n.checked_sub(1)) }
                <p class="soft">{ format!("{} of {of}", n + 1) }</p>
                { step("Next", (n + 1 < of).then_some(n + 1)) }
            </div>
            { leave }
        </>
    }
}

/// The choice about sharing, as a sentence.
fn share(choice: Option<i32>) -> &'static str {
    match choice {
        Some(1) => "May be shared",
        Some(2) => "Talk with me first",
        Some(_) => "Not to be shared",
        None => "Not to be shared: nothing was said about it",
    }
}

fn said(voice: &Voice) -> Html {
    let age = if voice.set == "easy" {
        "a young person, easy words".into()
    } else {
        format!("{} years", voice.set.replace('-', "–"))
    };
    html! {
        <figure class="voice">
            <p class="question">{ voice.question.clone() }</p>
            <blockquote>{ voice.text.clone() }</blockquote>
            <figcaption>
                <span>{ format!("{age}, {}", voice.wave) }</span>
                <span class="share">{ share(voice.sharing) }</span>
            </figcaption>
            { for voice.beside.iter().map(|what| html! {
                <p class="soft">{ format!("Something was {what} too: kindstem unseal writes it into words/.") }</p>
            }) }
        </figure>
    }
}
