//! Words that are typed. The browser is told to keep, correct, complete and translate nothing of them.

use super::item::{Ask, label};
use crate::answers::{Value, clean_text};
use crate::instrument::Kind;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub ask: Ask,
    pub value: Option<Value>,
    pub said: Callback<Option<Value>>,
}

#[component]
pub(super) fn WordsField(props: &Props) -> Html {
    let ask = &props.ask;
    let item = ask.instrument.item(&ask.item);
    let most = item.and_then(|i| i.max_bytes).unwrap_or(0);
    let said = props.said.clone();
    let oninput = Callback::from(move |e: InputEvent| {
        let Some(field) = e.target_dyn_into::<HtmlTextAreaElement>() else { return };
        let typed = field.value();
        let kept = clean_text(&typed, most);
        if kept.len() < typed.len() && !e.is_composing() {
            field.set_value(&kept);
        }
        said.emit((!kept.trim().is_empty()).then_some(Value::Text(kept)));
    });
    let value = if let Some(Value::Text(t)) = &props.value { t.clone() } else { String::new() };
    let id = format!("t{}", ask.name());
    let own = item.is_some_and(|i| i.kind == Kind::OwnWords);
    html! {
        <>
            { label(ask, &id) }
            <textarea id={id} name={ask.name()} {value} {oninput} rows={if own { "5" } else { "2" }} dir="auto"
                aria-labelledby={ask.labelled_by()} autocomplete="off" autocorrect="off" autocapitalize="off"
                spellcheck="false" translate="no" writingsuggestions="false" data-gramm="false" data-lt-active="false" />
        </>
    }
}
