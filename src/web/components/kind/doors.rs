//! Doors to questions, opened in free order. Afterwards only that one was opened is to be seen, never what was said.

use crate::answers::Value;
use crate::instrument::Item;
use crate::web::components::ask::{Ask, said};
use crate::web::components::button::Button;
use crate::web::components::icons;
use yew::prelude::*;

pub(super) fn doors(ask: &Ask, item: &Item) -> Html {
    let opened = ask.opened.as_deref().unwrap_or_default();
    let doors = ask.options(item).into_iter().map(|c| {
        let done = opened.contains(&c.code);
        let mut now = opened.to_vec();
        now.push(c.code);
        let label = ask.label(item.options().unwrap_or_default(), c.code);
        let inside = html! {
            <>
                { icons::house() }
                <span>{ label }</span>
                if done { <small>{ ask.frame.text.get("done").to_string() }</small> }
            </>
        };
        let door = Button { off: done, ..Button::of("door") };
        door.show(&ask.send, said(&ask.item, Some(Value::Codes(now))), inside)
    });
    html! { <div class="doors" role="group" aria-labelledby="question">{ for doors }</div> }
}
