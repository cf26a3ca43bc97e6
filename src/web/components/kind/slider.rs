//! A number on a line: a native range input, so that keys, touch and direction of reading are the browser's. It has a
//! position from the beginning, which is no answer: the handle is hidden until somebody touches the line.

use crate::answers::Value;
use crate::instrument::kind::Slider;
use crate::instrument::{Decimal, Item};
use crate::web::components::ask::{Ask, label, said, value_of};
use crate::web::components::element::{nodes, tag};
use web_sys::Event;
use yew::prelude::*;

pub(super) fn slider(ask: &Ask, item: &Item, kind: &Slider) -> Html {
    let (low, high) = Slider::ends(ask.instrument.choices(item));
    let value = if let Some(Value::Number(n)) = ask.value() { Some(n.to_string()) } else { None };
    let middle = low + (high - low) / kind.step() / 2 * kind.step();
    let [from, to] = [low, high].map(|code| {
        let words = ask.label(&kind.options, code);
        if kind.analogue { words } else { format!("{code} {words}") }
    });
    let says = match &value {
        Some(n) => ask.frame.text.with("slider.at", n),
        None => ask.frame.text.get("no_answer").to_string(),
    };
    let (send, of) = (ask.send.clone(), ask.item.clone());
    // A tap on the middle moves nothing, so it is no `input`, but a click.
    let take = Callback::from(move |e: Event| {
        send.send(said(&of, Decimal::from_typed(&value_of(&e)).map(Value::Number)));
    });
    let id = format!("l{}", ask.name());
    let ends = format!("e{}", ask.name());
    let above = label(ask, &id);
    let line = html! {
        <input {id} type="range" name={ask.name()} autocomplete="off" min={low.to_string()} max={high.to_string()}
            step={kind.step().to_string()} value={value.clone().unwrap_or(middle.to_string())} aria-valuetext={says}
            aria-labelledby={ask.labelled_by()} aria-describedby={ends.clone()}
            oninput={take.reform(|e: InputEvent| e.into())} onclick={take.reform(|e: MouseEvent| e.into())} />
    };
    let class = if value.is_none() { "slider untouched" } else { "slider" };
    let ends = tag!("div" "class" = "ends", "id" = ends; tag!("span"; from.into()), tag!("span"; to.into()));
    let mut inside = vec![line, ends];
    if !kind.analogue {
        inside.push(tag!("output" "aria-hidden" = "true"; value.unwrap_or("–".into()).into()));
    }
    nodes(vec![above, tag!("div" "class" = class => inside)])
}
