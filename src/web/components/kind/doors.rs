//! Doors to questions, opened in free order. Afterwards only that one was opened is to be seen, never what was said.

use crate::answers::Value;
use crate::instrument::Item;
use crate::web::components::ask::{Ask, said};
use crate::web::components::button::Button;
use crate::web::components::element::{nodes, tag};
use crate::web::components::icons;
use yew::prelude::*;

pub(super) fn doors(ask: &Ask, item: &Item) -> Html {
    let opened = ask.opened.as_deref().unwrap_or_default();
    let doors = ask.options(item).into_iter().map(|c| {
        let done = opened.contains(&c.code);
        let mut now = opened.to_vec();
        now.push(c.code);
        let label = ask.label(item.options().unwrap_or_default(), c.code);
        let done_text = if done {
            tag!("small"; ask.frame.text.get("done").into())
        } else {
            html! {}
        };
        let inside = nodes(vec![icons::house(), tag!("span"; label.into()), done_text]);
        let door = Button { off: done, ..Button::of("door") };
        door.show(&ask.send, said(&ask.item, Some(Value::Codes(now))), inside)
    });
    tag!("div" "class" = "doors", "role" = "group", "aria-labelledby" = "question" => doors.collect())
}
