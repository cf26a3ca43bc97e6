//! Any number of a list: native checkboxes, the whole row is the label.

use crate::answers::Value;
use crate::instrument::kind::MultipleChoice;
use crate::instrument::{Choice, Item, Layout};
use crate::web::components::ask::{Ask, group, said};
use crate::web::components::element::tag;
use yew::prelude::*;

pub(super) fn choices(ask: &Ask, item: &Item, kind: &MultipleChoice) -> Html {
    let list = &kind.options;
    let all = ask.options(item);
    let chosen: Vec<i32> = if let Some(Value::Codes(c)) = ask.value() { c.clone() } else { Vec::new() };
    let name = ask.name();
    let full = kind.at_most.is_some_and(|n| chosen.len() >= n as usize);
    let options = all.iter().map(|c| {
        // Its place in the list, wherever it stands: no code is in the page.
        let n = ask.instrument.choices(item).iter().position(|o| o.code == c.code).unwrap_or_default();
        let on = chosen.contains(&c.code);
        let toggle = said(&ask.item, toggled(&all, &chosen, c));
        let input = html! {
            <input type="checkbox" name={name.clone()} value={n.to_string()} checked={on} autocomplete="off"
                disabled={full && !on && !c.exclusive} onchange={ask.send.on::<Event>(toggle)} />
        };
        let label = tag!("span"; ask.label(list, c.code).into());
        tag!("label" "class" = if on { "opt on" } else { "opt" }; input, label)
    });
    let class = if kind.layout == Layout::Row { "chips" } else { "opts" };
    let options = options.collect();
    group(ask, tag!("div" "class" = class => options))
}

/// The chosen codes after one was touched. "None of these" and the others rule each other
/// out; nothing chosen is no answer.
fn toggled(all: &[&Choice], chosen: &[i32], touched: &Choice) -> Option<Value> {
    let on = !chosen.contains(&touched.code);
    let keep = |c: &&&Choice| match c.code == touched.code {
        true => on,
        false => chosen.contains(&c.code) && !(on && (touched.exclusive || c.exclusive)),
    };
    let now: Vec<i32> = all.iter().filter(keep).map(|c| c.code).collect();
    (!now.is_empty()).then_some(Value::Codes(now))
}
