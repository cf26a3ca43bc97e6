//! Words that are typed, and the ways to speak or draw them. The browser is told to keep, correct, complete and
//! translate nothing of them.

use super::act::{Act, Send};
use super::ask::{Ask, label, said};
use super::element::{nodes, tag};
use crate::answers::{Value, clean_text};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

pub(super) fn words(ask: &Ask, most: u32, rows: &'static str) -> Html {
    let (id, name) = (ask.item.clone(), ask.name());
    let value = if let Some(Value::Text(t)) = ask.value() { t.clone() } else { String::new() };
    let field = format!("t{name}");
    let label = label(ask, &field);
    let area = Area { id: field.into(), name: name.into(), labelled_by: Some(ask.labelled_by()), value, rows, most };
    let area = area.show(&ask.send, move |typed| said(&id, typed.map(Value::Text)));
    // A script of its own draws in it (`web/speech/media.rs`).
    nodes(vec![
        label,
        area,
        if ask.may_record {
            tag!("div" "class" = "own";)
        } else {
            html! {}
        },
    ])
}

/// A field for words.
pub(super) struct Area {
    pub id: AttrValue,
    pub name: AttrValue,
    /// What asks for them, where no label does.
    pub labelled_by: Option<String>,
    /// What stands there.
    pub value: String,
    pub rows: &'static str,
    /// At most so many bytes.
    pub most: u32,
}

impl Area {
    /// Draws it; `act` is told what stands there, none where that is nothing.
    pub fn show(self, send: &Send, act: impl Fn(Option<String>) -> Act + 'static) -> Html {
        let (send, most) = (send.clone(), self.most);
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
            <textarea id={self.id} name={self.name} value={self.value} {oninput} rows={self.rows} dir="auto"
                aria-labelledby={self.labelled_by} autocomplete="off" autocorrect="off" autocapitalize="off"
                spellcheck="false" translate="no" writingsuggestions="false" data-gramm="false" data-lt-active="false" />
        }
    }
}
