//! Some of a list, in an order: chosen by buttons, moved by buttons, no dragging.

use crate::answers::Value;
use crate::instrument::Item;
use crate::instrument::kind::Ranking;
use crate::web::components::ask::{Ask, group, said};
use crate::web::components::button::Button;
use crate::web::components::icons;
use yew::prelude::*;

pub(super) fn rank(ask: &Ask, item: &Item, kind: &Ranking) -> Html {
    let list = &kind.options;
    let chosen: Vec<i32> = if let Some(Value::Codes(c)) = ask.value() { c.clone() } else { Vec::new() };
    let full = kind.at_most.is_some_and(|n| chosen.len() >= n as usize);
    let rest = ask.options(item).into_iter().filter(|c| !chosen.contains(&c.code));
    let become_ = |now: Vec<i32>| said(&ask.item, (!now.is_empty()).then_some(Value::Codes(now)));
    let button = |name: String, off: bool, now: Vec<i32>, icon: Html| {
        let button = Button { class: "move", label: Some(name), off, ..Button::default() };
        button.show(&ask.send, become_(now), icon)
    };
    // A move that leads nowhere stays where it is, so that the focus is not lost on the way.
    let swap = |from: usize, to: Option<usize>, name: String, icon: Html| {
        let mut now = chosen.clone();
        let there = to.filter(|t| *t < now.len());
        now.swap(from, there.unwrap_or(from));
        button(name, there.is_none(), now, icon)
    };
    let text = &ask.frame.text;
    let places = chosen.iter().enumerate().map(|(n, code)| {
        let label = ask.label(list, *code);
        let without: Vec<i32> = chosen.iter().copied().filter(|c| c != code).collect();
        html! {
            <li class="place" key={*code}>
                <span class="n" aria-hidden="true">{ n + 1 }</span>
                <span class="what">{ label.clone() }</span>
                <span class="moves">
                    { swap(n, n.checked_sub(1), text.with("rank.up", &label), icons::up()) }
                    { swap(n, Some(n + 1), text.with("rank.down", &label), icons::down()) }
                    { button(text.with("rank.out", &label), false, without, icons::cross()) }
                </span>
            </li>
        }
    });
    let more = rest.map(|c| {
        let mut now = chosen.clone();
        now.push(c.code);
        html! {
            <button type="button" class="opt add" key={c.code} disabled={full} onclick={ask.send.on(become_(now))}>
                { icons::plus() }<span>{ ask.label(list, c.code) }</span>
            </button>
        }
    });
    group(
        ask,
        html! {
            <>
                if !chosen.is_empty() { <ol class="places">{ for places }</ol> }
                <div class="opts">{ for more }</div>
            </>
        },
    )
}
