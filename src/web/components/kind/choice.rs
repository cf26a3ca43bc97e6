//! One of a list: native radios, the whole row is the label.

use crate::answers::{Answer, Value, option_missing};
use crate::instrument::kind::SingleChoice;
use crate::instrument::{Item, Layout};
use crate::web::components::ask::{Ask, group, said};
use crate::web::components::element::tag;
use crate::web::components::faces::face;
use yew::prelude::*;

/// A row of equal columns needs labels that fit at 320 pixels.
const COLUMNS: usize = 5;
const LETTERS: usize = 8;

pub(super) fn choice(ask: &Ask, item: &Item, kind: &SingleChoice) -> Html {
    let list = &kind.options;
    let choices = ask.instrument.choices(item);
    let labels: Vec<String> = choices.iter().map(|c| ask.label(list, c.code)).collect();
    let row = kind.layout == Layout::Row
        && choices.len() <= COLUMNS
        && labels
            .iter()
            .all(|l| l.split(' ').all(|w| w.chars().count() <= LETTERS) && l.chars().count() <= 2 * LETTERS);
    let faces = kind.faces;
    let name = ask.name();
    let options = choices.iter().zip(labels).enumerate().map(|(n, (c, label))| {
        let on = match &ask.answer {
            Some(Answer::Value(Value::Code(code))) => *code == c.code,
            Some(Answer::Missing(m)) => option_missing(&ask.instrument, item, c.code) == Some(*m),
            _ => false,
        };
        let take = said(&ask.item, Some(Value::Code(c.code)));
        let mut inside = vec![html! {
            <input type="radio" name={name.clone()} value={n.to_string()} checked={on} autocomplete="off"
                onchange={ask.send.on::<Event>(take)} />
        }];
        if faces {
            inside.push(face(n, choices.len()));
        }
        inside.push(tag!("span"; label.into()));
        tag!("label" "class" = if on { "opt on" } else { "opt" } => inside)
    });
    let class = if row { format!("seg n{}", choices.len()) } else { "opts".into() };
    let options = options.collect();
    group(ask, tag!("div" "class" = class => options))
}
