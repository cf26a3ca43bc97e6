//! Words that are typed, and the ways to speak or draw them. The browser is told to keep, correct, complete and
//! translate nothing of them.

use super::item::{Ask, label, said};
use super::live::Shown;
use super::{Act, Send};
use crate::answers::{Value, clean_text};
use crate::instrument::{Item, Kind};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

pub(super) fn words(s: &Shown<'_>, ask: &Ask, item: &Item, value: Option<&Value>) -> Html {
    let (id, name) = (ask.item.clone(), ask.name());
    let value = if let Some(Value::Text(t)) = value { t.clone() } else { String::new() };
    let own = item.kind == Kind::OwnWords;
    let field = format!("t{name}");
    let rows = if own { 5 } else { 2 };
    html! {
        <>
            { label(ask, &field) }
            { area(field.into(), name.into(), Some(ask.labelled_by()), value, rows, item.max_bytes.unwrap_or(0), s.send.clone(),
                move |typed| said(&id, typed.map(Value::Text))) }
            // A script of its own draws in it (`web/tool.rs`).
            if s.tool && item.is_aloud() { <div class="own" /> }
        </>
    }
}

/// A field for words of at most so many bytes; `act` is told what stands there, none where that is nothing.
#[allow(clippy::too_many_arguments)]
pub(super) fn area(
    id: AttrValue,
    name: AttrValue,
    labelled_by: Option<String>,
    value: String,
    rows: u8,
    most: u32,
    send: Send,
    act: impl Fn(Option<String>) -> Act + 'static,
) -> Html {
    let oninput = Callback::from(move |e: InputEvent| {
        let Some(field) = e.target_dyn_into::<HtmlTextAreaElement>() else { return };
        let typed = field.value();
        let kept = clean_text(&typed, most);
        if kept.len() < typed.len() && !e.is_composing() {
            field.set_value(&kept);
        }
        send.send(act((!kept.trim().is_empty()).then_some(kept)));
    });
    html! {
        <textarea {id} {name} {value} {oninput} rows={rows.to_string()} dir="auto" aria-labelledby={labelled_by}
            autocomplete="off" autocorrect="off" autocapitalize="off" spellcheck="false" translate="no"
            writingsuggestions="false" data-gramm="false" data-lt-active="false" />
    }
}
