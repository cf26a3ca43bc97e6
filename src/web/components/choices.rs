//! Any number of a list: native checkboxes, the whole row is the label.

use super::item::{Ask, group};
use crate::answers::Value;
use crate::instrument::Item;
use yew::prelude::*;

pub(super) fn choices(ask: &Ask, item: &Item, value: Option<&Value>, said: &Callback<Option<Value>>) -> Html {
    let list = item.options.as_deref().unwrap_or_default();
    let chosen: Vec<i32> = if let Some(Value::Codes(c)) = value { c.clone() } else { Vec::new() };
    let name = ask.name();
    let all = ask.instrument.choices(item);
    let full = item.at_most.is_some_and(|n| chosen.len() >= n as usize);
    let options = all.iter().enumerate().map(|(n, c)| {
        let on = chosen.contains(&c.code);
        let (said, chosen, code, alone) = (said.clone(), chosen.clone(), c.code, c.alone);
        let order: Vec<(i32, bool)> = all.iter().map(|c| (c.code, c.alone)).collect();
        let toggle = move |_| said.emit(toggled(&order, &chosen, code, alone));
        html! {
            <label class={classes!("opt", on.then_some("on"))}>
                <input type="checkbox" name={name.clone()} value={n.to_string()} checked={on} autocomplete="off"
                    disabled={full && !on && !c.alone} onchange={toggle} />
                <span>{ ask.label(list, c.code) }</span>
            </label>
        }
    });
    group(ask, html! { <div class="opts">{ for options }</div> })
}

/// The chosen codes after one was touched, in the order of the list. "None of these" and the others rule each other
/// out; nothing chosen is no answer.
fn toggled(order: &[(i32, bool)], chosen: &[i32], code: i32, alone: bool) -> Option<Value> {
    let on = !chosen.contains(&code);
    let keep = |c: i32, c_alone: bool| match c == code {
        true => on,
        false => chosen.contains(&c) && !(on && (alone || c_alone)),
    };
    let now: Vec<i32> = order.iter().filter(|(c, a)| keep(*c, *a)).map(|(c, _)| *c).collect();
    (!now.is_empty()).then_some(Value::Codes(now))
}
