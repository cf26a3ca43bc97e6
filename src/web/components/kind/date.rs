//! A date by plain controls: day and month are chosen, the year is typed. The browser's own date picker would ask for a
//! day where a month is enough, and show the month in the device's language in place of the form's.

use crate::answers::Value;
use crate::instrument::kind::{Date, DateEntry};
use crate::web::components::act::Act;
use crate::web::components::ask::{Ask, group, said};
use crate::web::components::element::{nodes, tag};
use web_sys::{Event, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// Year, month, day as they stand in the controls, separated by spaces; empty where nothing does.
fn date(kind: &DateEntry, typed: &str) -> Option<Date> {
    let parts: Option<Vec<u32>> = typed.split(' ').map(|part| part.trim().parse().ok()).collect();
    Date::new(&parts?).filter(|d| kind.takes(d))
}

pub(super) fn date_entry(ask: &Ask, kind: &DateEntry) -> Html {
    let (value, text) = (ask.value(), &ask.frame.text);
    let empty = || vec![""; kind.parts()].join(" ");
    let before = || if let Some(Value::Date(d)) = value { d.to_string().replace('-', " ") } else { empty() };
    let typed = ask.typed.clone().unwrap_or_else(before);
    // An escape takes the answer away; then the controls are empty too.
    let shown = if value.is_none() && date(kind, &typed).is_some() { empty() } else { typed };
    let parts: Vec<String> = shown.split(' ').map(String::from).collect();
    let wrong = parts.iter().all(|p| !p.is_empty()) && parts[0].len() > 3 && date(kind, &shown).is_none();
    let take = |n: usize| {
        let (send, id, kind, parts) = (ask.send.clone(), ask.item.clone(), kind.clone(), parts.clone());
        Callback::from(move |e: Event| {
            let select = e.target_dyn_into::<HtmlSelectElement>().map(|s| s.value());
            let now = select.or_else(|| Some(e.target_dyn_into::<HtmlInputElement>()?.value())).unwrap_or_default();
            let mut parts = parts.clone();
            parts[n] = now.replace(' ', "");
            let typed = parts.join(" ");
            send.send(said(&id, date(&kind, &typed).map(Value::Date)));
            send.send(Act::Typed(id.clone(), typed));
        })
    };
    let told = format!("e{}", ask.name());
    let months: Vec<&str> = text.get("date.months").lines().collect();
    let control = |(n, name): (usize, &str)| {
        let inside = if n == 0 {
            html! {
                <input type="text" inputmode="numeric" name={ask.name()} value={parts[0].clone()} size="4" maxlength="4"
                    oninput={take(0).reform(|e: InputEvent| e.into())} aria-describedby={told.clone()}
                    aria-invalid={wrong.to_string()} autocomplete="off" spellcheck="false" translate="no" />
            }
        } else {
            let options = (1..=[12, 31][n - 1]).map(|i: usize| {
                let words =
                    if n == 1 { months.get(i - 1).map_or(String::new(), |m| m.to_string()) } else { i.to_string() };
                html! { <option value={format!("{i:02}")} selected={parts[n].parse() == Ok(i)}>{ words }</option> }
            });
            html! {
                <select name={ask.name()} onchange={take(n)} aria-describedby={told.clone()} autocomplete="off">
                    <option value="" selected={parts[n].is_empty()}></option>
                    { for options }
                </select>
            }
        };
        tag!("label"; tag!("span"; name.into()), inside)
    };
    // As it is spoken: day, month, year.
    let mut controls: Vec<Html> = text.get("date.parts").lines().take(kind.parts()).enumerate().map(control).collect();
    controls.reverse();
    let years = text.with2("date.range", &kind.first_year.to_string(), &kind.last_year.to_string());
    let help = if wrong { text.get("date.wrong").to_string() } else { years };
    let class = if wrong { "wrong" } else { "when" };
    let below = tag!("p" "class" = class, "id" = told, "role" = wrong.then_some("status"); help.into());
    group(ask, nodes(vec![tag!("div" "class" = "line date" => controls), below]))
}
