//! The reading room: what one child said, and whether it may be shared. Nothing else is on the screen.

use super::page::Page;
use crate::export::{CANVAS, Line};
use crate::research::held::Held;
use crate::research::host::Host;
use crate::research::message::{Look, Msg};
use crate::research::voice::{Beside, Voice};
use std::rc::Rc;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

pub(super) fn own_words(page: &Page<'_>, held: &Held, n: usize) -> Html {
    let of = held.voices.len();
    let leave = page.button("quiet", "Leave the room", || Msg::Look(Look::First));
    let Some(voice) = held.voices.get(n) else {
        return html! {
            <>
                { page.heading("Reading room") }
                <p class="calm">{ "No child or young person wrote, said or drew anything in their own words." }</p>
                { leave }
            </>
        };
    };
    let step = |text: &str, to: Option<usize>| {
        let onclick = page.on_event(move |_: MouseEvent| to.map(|to| Msg::Look(Look::OwnWords(to))));
        html! {
            <button type="button" class="quiet" {onclick} aria-disabled={to.is_none().then_some("true")}>
                { text.to_string() }
            </button>
        }
    };
    html! {
        <>
            { page.heading("Reading room") }
            <div aria-live="polite">{ said(page, n, voice) }</div>
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

fn said(page: &Page<'_>, n: usize, voice: &Voice) -> Html {
    let age = if voice.set == "easy" {
        "a young person, easy words".into()
    } else {
        format!("{} years", voice.set.replace('-', "–"))
    };
    html! {
        <figure class="voice" key={n}>
            <p class="question">{ voice.question.clone() }</p>
            if !voice.text.trim().is_empty() {
                <blockquote>{ voice.text.clone() }</blockquote>
            }
            { for voice.beside.iter().map(|b| match b {
                Beside::Drawn(lines) => drawing(lines),
                Beside::Spoken(bytes) => html! { <Spoken host={page.host.clone()} bytes={bytes.clone()} /> },
            }) }
            <figcaption>
                <span>{ format!("{age}, {}", voice.wave) }</span>
                <span class="share">{ share(voice.sharing) }</span>
            </figcaption>
        </figure>
    }
}

/// On the white sheet that it was drawn on, whatever the screen's look.
fn drawing(lines: &[Line]) -> Html {
    let (w, h) = CANVAS;
    let line = |l: &Line| html! { <path stroke={l.colour} stroke-width={l.width.to_string()} d={l.path.clone()} /> };
    html! {
        <svg class="drawn" role="img" aria-label="What was drawn" viewBox={format!("0 0 {w} {h}")}>
            { for lines.iter().map(line) }
        </svg>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct SpokenProps {
    host: Host,
    bytes: Rc<[u8]>,
}

/// What was spoken: it plays when somebody asks for it, and is quiet when they leave.
#[component]
fn Spoken(props: &SpokenProps) -> Html {
    let state = use_state_eq(|| Sound::Quiet);
    {
        let host = props.host.clone();
        use_effect_with((), move |()| move || host.hush());
    }
    let onclick = {
        let (state, props) = (state.clone(), props.clone());
        Callback::from(move |_: MouseEvent| {
            if *state == Sound::Plays {
                props.host.hush();
                return;
            }
            state.set(Sound::Plays);
            let (state, end) = (state.clone(), props.host.listen(&props.bytes));
            spawn_local(async move {
                let played = JsFuture::from(end).await.is_ok();
                state.set(if played { Sound::Quiet } else { Sound::Cannot });
            });
        })
    };
    html! {
        <p class="spoken">
            <button type="button" class="quiet" {onclick}>
                { if *state == Sound::Plays { "Stop" } else { "Listen to what was said" } }
            </button>
            <span class="soft" role="status">
                if *state == Sound::Cannot {
                    { "This browser cannot play it; kindstem unseal writes it into words/." }
                }
            </span>
        </p>
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sound {
    Quiet,
    Plays,
    Cannot,
}
