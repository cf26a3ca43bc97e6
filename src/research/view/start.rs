//! Before anything is open: what is needed, what was found, and how far opening is.

use super::lists::waiting_table;
use super::page::Page;
use super::parts::{count, notice};
use crate::research::given::Given;
use crate::research::host::{Picked, picked};
use crate::research::message::{Msg, Progress};
use crate::research::opening::Refusal;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlInputElement;
use yew::prelude::*;

pub(in crate::research) fn start(page: &Page<'_>, given: &Given, refusal: Option<&Refusal>) -> Html {
    let open = page.send.reform(|_: MouseEvent| Msg::Open);
    let ready = given.ready();
    html! {
        <>
            { page.top() }
            <main class="start">
                { page.heading("Open what families sent") }
                <p class="lead">
                    { "Everything happens in this tab, on this machine. Nothing is sent, nothing is stored. Keys are \
                       dropped when all is open; answers go when you lock." }
                </p>
                if page.host.locked() && refusal.is_none() && given.count() == 0 {
                    <p class="said" role="status">{ "Locked. Nothing of what was open is here any more." }</p>
                }
                if let Some(r) = refusal {
                    { notice(&r.what, &r.advice) }
                }
                { folder(page, given) }
                { keys(page, given) }
                <div class="go">
                    <button type="button" class="next" onclick={open} disabled={!ready} aria-describedby="missing">
                        { "Open" }
                    </button>
                    <p id="missing" class="soft">{ missing(given) }</p>
                </div>
            </main>
        </>
    }
}

fn missing(given: &Given) -> &'static str {
    match () {
        () if given.slots.is_empty() => "A folder of envelopes is needed first.",
        () if given.study.is_none() => "study.json is needed too: choose the folder that has it.",
        () if given.keys.is_empty() => "A key is needed too.",
        () if given.passphrases.values().any(String::is_empty) => "The passphrase of the key is needed too.",
        () if given.register.is_none() => {
            "Without register.age there are lists and words, but nothing that joins a person's waves."
        }
        () => "",
    }
}

fn folder(page: &Page<'_>, given: &Given) -> Html {
    let host = page.host.clone();
    let onchange = listed(page, Msg::Folder);
    let link = page.send.clone();
    let ondrop = Callback::from(move |event: DragEvent| {
        event.prevent_default();
        let (files, link) = (host.dropped(&event), link.clone());
        spawn_local(async move {
            if let Ok(files) = JsFuture::from(files).await {
                link.emit(Msg::Folder(picked(&files.unchecked_into())));
            }
        });
    });
    let ondragover = Callback::from(|event: DragEvent| event.prevent_default());
    let row = |found: bool, name: &str, text: String| {
        let (mark, class) = if found { ("✓", "found") } else { ("–", "") };
        html! { <li {class}><span aria-hidden="true">{ mark }</span><span><b>{ name.to_string() }</b>{ " " }{ text }</span></li> }
    };
    let path = |file: &Option<Picked>, without: &str| file.as_ref().map_or(without.to_string(), Picked::path);
    let envelopes = match given.count() {
        0 => "not there yet".to_string(),
        n => format!("{} of {}", count(n, "envelope"), count(given.slots.len(), "link")),
    };
    html! {
        <section class="card drop" {ondrop} {ondragover}>
            <h2>{ "1. The folder" }</h2>
            <p>{ "Drop it here, or choose it: the intake's envelopes, study.json, register.age, handled.age. Several folders add up." }</p>
            <label class="pick">
                <input id="folder" type="file" multiple=true webkitdirectory=true {onchange} />
                <span>{ "Choose a folder" }</span>
            </label>
            <ul class="list" aria-live="polite">
                { row(given.count() > 0, "Envelopes", envelopes) }
                { row(given.study.is_some(), "Study", path(&given.study, "study.json, not there yet")) }
                { row(given.register.is_some(), "Register", path(&given.register, "register.age, not there")) }
                { row(given.handled.is_some(), "Handled contacts", path(&given.handled, "handled.age, not there: everybody who ever asked is listed")) }
                if given.quarantined > 0 {
                    { row(false, "Quarantine", format!("{}, left alone", count(given.quarantined, "file"))) }
                }
            </ul>
        </section>
    }
}

fn keys(page: &Page<'_>, given: &Given) -> Html {
    let onchange = listed(page, Msg::Keys);
    let names = given.keys.iter().map(Picked::path).collect::<Vec<_>>().join(", ");
    html! {
        <section class="card">
            <h2>{ "2. Your key" }</h2>
            <p>{ "The identity file that kindstem keygen wrote; add the key for contacts to see who waits." }</p>
            <label class="pick">
                <input id="keys" type="file" multiple=true {onchange} />
                <span>{ "Choose keys" }</span>
            </label>
            <p class="soft" aria-live="polite">{ if names.is_empty() { "none chosen".into() } else { names } }</p>
            { for given.passphrases.keys().map(|path| passphrase(page, path)) }
        </section>
    }
}

/// Where the passphrase of a key is typed.
fn passphrase(page: &Page<'_>, path: &str) -> Html {
    let of = path.to_string();
    let oninput = page.on_event(move |event: InputEvent| {
        let input: Option<HtmlInputElement> = event.target_dyn_into();
        input.map(|input| Msg::Passphrase(of.clone(), input.value()))
    });
    // Enter opens, as in every field of its kind; nothing is ever submitted.
    let onsubmit = page.send.reform(|event: SubmitEvent| {
        event.prevent_default();
        Msg::Open
    });
    html! {
        <form class="passphrase" key={path.to_string()} {onsubmit}>
            <label class="control">
                <span>{ format!("Passphrase of {path}") }</span>
                <input type="password" autocomplete="off" {oninput} />
            </label>
        </form>
    }
}

/// What an input has, as a message.
fn listed(page: &Page<'_>, say: fn(Vec<Picked>) -> Msg) -> Callback<Event> {
    let host = page.host.clone();
    page.on_event(move |event: Event| {
        let input: Option<HtmlInputElement> = event.target_dyn_into();
        input.map(|input| say(picked(&host.chosen(&input))))
    })
}

/// Opening: the contacts stand there as soon as they are known.
pub(in crate::research) fn opening(page: &Page<'_>, progress: &Progress) -> Html {
    let (done, of) = (progress.done, progress.of);
    html! {
        <>
            { page.top() }
            <main>
                { page.heading("Opening") }
                <label class="progress">
                    <span>{ format!("{done} of {}", count(of, "link")) }</span>
                    <progress max={of.to_string()} value={done.to_string()}></progress>
                </label>
                if let Some(waiting) = &progress.waiting {
                    <h2>{ "Who waits for a talk" }</h2>
                    { waiting_table(waiting, |_| None) }
                }
            </main>
        </>
    }
}
