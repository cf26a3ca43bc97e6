//! A date by plain controls: day and month are chosen, the year is typed. The browser's own date picker would ask for a
//! day where a month is enough, and show the month in the device's language in place of the form's.

use crate::answers::Value;
use crate::instrument::kind::{Date, DateEntry};
use crate::web::components::act::Act;
use crate::web::components::ask::{Ask, group, said, value_of};
use crate::web::components::element::{nodes, tag};
use web_sys::Event;
use yew::prelude::*;

/// Year, month and day as they stand in the controls; empty where nothing does, and behind the last that is asked.
type Parts = [String; 3];

fn date(kind: &DateEntry, parts: &Parts) -> Option<Date> {
    let mut numbers = [0; 3];
    for (number, part) in numbers.iter_mut().zip(parts).take(kind.parts()) {
        *number = part.trim().parse().ok()?;
    }
    Date::new(&numbers[..kind.parts()]).filter(|d| kind.takes(d))
}

fn parts(text: &str, between: char) -> Parts {
    let mut parts = text.split(between);
    [(); 3].map(|()| parts.next().unwrap_or_default().to_string())
}

pub(super) fn date_entry(ask: &Ask, kind: &DateEntry) -> Html {
    let (value, text) = (ask.value(), &ask.frame.text);
    let mut shown = match (&ask.typed, value) {
        (Some(typed), _) => parts(typed, ' '),
        (None, Some(Value::Date(d))) => parts(&d.to_string(), '-'),
        _ => Parts::default(),
    };
    let mut fits = date(kind, &shown).is_some();
    // An escape takes the answer away; then the controls are empty too.
    if value.is_none() && fits {
        (shown, fits) = (Parts::default(), false);
    }
    let wrong = !fits && shown[0].len() > 3 && shown[..kind.parts()].iter().all(|p| !p.is_empty());
    let take = |n: usize| {
        let (send, id, kind, parts) = (ask.send.clone(), ask.item.clone(), kind.clone(), shown.clone());
        Callback::from(move |e: Event| {
            let mut parts = parts.clone();
            parts[n] = value_of(&e).replace(' ', "");
            send.send(said(&id, date(&kind, &parts).map(Value::Date)));
            let [year, month, day] = parts;
            send.send(Act::Typed(id.clone(), format!("{year} {month} {day}")));
        })
    };
    let told = format!("e{}", ask.name());
    let mut controls = Vec::new();
    for (n, name) in text.get("date.parts").lines().take(kind.parts()).enumerate() {
        let control = if n == 0 {
            html! {
                <input type="text" inputmode="numeric" name={ask.name()} value={shown[0].clone()} size="4" maxlength="4"
                    oninput={take(0).reform(|e: InputEvent| e.into())} aria-describedby={told.clone()}
                    aria-invalid={wrong.to_string()} autocomplete="off" spellcheck="false" translate="no" />
            }
        } else {
            let option = |value: String, words: String| {
                let selected = (value == shown[n]).then_some("selected");
                tag!("option" "value" = value, "selected" = selected; words.into())
            };
            let mut options = vec![option(String::new(), String::new())];
            let mut months = text.get("date.months").lines();
            for i in 1..=[12, 31][n - 1] {
                let words = if n == 1 { months.next().unwrap_or_default().to_string() } else { i.to_string() };
                options.push(option(format!("{i:02}"), words));
            }
            html! {
                <select name={ask.name()} onchange={take(n)} aria-describedby={told.clone()} autocomplete="off">
                    { nodes(options) }
                </select>
            }
        };
        controls.push(tag!("label"; tag!("span"; name.into()), control));
    }
    // As it is spoken: day, month, year.
    controls.reverse();
    let years = text.with2("date.range", &kind.first_year.to_string(), &kind.last_year.to_string());
    let help = if wrong { text.get("date.wrong").to_string() } else { years };
    let class = if wrong { "wrong" } else { "when" };
    let below = tag!("p" "class" = class, "id" = told, "role" = wrong.then_some("status"); help.into());
    group(ask, nodes(vec![tag!("div" "class" = "line date" => controls), below]))
}
