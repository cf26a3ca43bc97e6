//! Words that are typed, and the ways to speak or draw them. The browser is told to keep, correct, complete and
//! translate nothing of them.

use super::item::{Ask, label, said};
use super::live::Shown;
use crate::answers::{Value, clean_text};
use crate::instrument::{Item, Kind};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

pub(super) fn words(s: &Shown<'_>, ask: &Ask, item: &Item, value: Option<&Value>) -> Html {
    let most = item.max_bytes.unwrap_or(0);
    let (send, id) = (s.send.clone(), ask.item.clone());
    let oninput = Callback::from(move |e: InputEvent| {
        let Some(field) = e.target_dyn_into::<HtmlTextAreaElement>() else { return };
        let typed = field.value();
        let kept = clean_text(&typed, most);
        if kept.len() < typed.len() && !e.is_composing() {
            field.set_value(&kept);
        }
        send.send(said(&id, (!kept.trim().is_empty()).then_some(Value::Text(kept))));
    });
    let value = if let Some(Value::Text(t)) = value { t.clone() } else { String::new() };
    let id = format!("t{}", ask.name());
    let own = item.kind == Kind::OwnWords;
    html! {
        <>
            { label(ask, &id) }
            <textarea id={id} name={ask.name()} {value} {oninput} rows={if own { "5" } else { "2" }} dir="auto"
                aria-labelledby={ask.labelled_by()} autocomplete="off" autocorrect="off" autocapitalize="off"
                spellcheck="false" translate="no" writingsuggestions="false" data-gramm="false" data-lt-active="false" />
            // A script of its own draws in it (`web/tool.rs`).
            if own && s.tool { <div class="own" /> }
        </>
    }
}
