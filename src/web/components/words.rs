//! Words that are typed, and the ways to speak or draw them. The browser is told to keep, correct, complete and
//! translate nothing of them.

use super::button::Button;
use super::item::{Ask, label, said};
use super::live::Shown;
use super::{Act, icons, info};
use crate::answers::{Value, clean_text};
use crate::instrument::{Item, Kind};
use crate::seal::Media;
use crate::session::Event;
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
            if own { { ways(s, ask) } }
        </>
    }
}

/// Speaking and drawing, where the study offers it and nobody is near.
fn ways(s: &Shown<'_>, ask: &Ask) -> Html {
    let study = s.frame.study.own_words(s.frame.invite.role).filter(|_| s.alone);
    let Some(offers) = study else { return html! {} };
    let text = &s.frame.text;
    let open = s.tool.is_some_and(|(item, _)| item == ask.item);
    let has = s.session.page().and_then(|v| v.attached(&ask.item));
    // One of them: what was spoken is thrown away before something is drawn.
    let (spoken, drawn) =
        (has.is_some_and(|(m, _)| m != Media::Strokes), has.is_some_and(|(m, _)| m == Media::Strokes));
    let throw = Act::Event(Event::Detached { item: ask.item.clone() });
    let way = |offered: bool, name: &'static str, icon: fn() -> Html| {
        let act = Act::Tool(ask.item.clone(), name);
        let button = Button { class: "way", expanded: Some(s.tool == Some((&ask.item, name))), ..Button::default() };
        let inside = || html! { <>{ icon() }<span>{ text.get(name).to_string() }</span></> };
        offered.then(|| button.show(&s.send, act, inside()))
    };
    html! {
        <>
            <div class="ways">
                { for way(offers.spoken && !drawn, "speak", icons::microphone) }
                { for way(offers.drawn && !spoken, "draw", icons::pencil) }
            </div>
            if open {
                <div class="tool" />
            } else if let Some((_, bytes)) = has {
                { info::paragraph(Some("gentle"), text.get(if bytes.is_empty() { "own.locked" } else { "own.has" })) }
                { Button::of("escape").show(&s.send, throw, text.get("speak.throw").into()) }
            }
        </>
    }
}
