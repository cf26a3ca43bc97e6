//! A number that is typed. What is no number, or outside the range, is no answer, and the field says what fits.

use crate::answers::Value;
use crate::instrument::Decimal;
use crate::instrument::kind::NumberEntry;
use crate::web::components::act::Act;
use crate::web::components::ask::{Ask, label, said, value_of};
use crate::web::components::element::{nodes, tag};
use yew::prelude::*;

pub(super) fn number(ask: &Ask, item: &NumberEntry) -> Html {
    let value = ask.value();
    let (min, max) = (item.min, item.max);
    let fits = move |n: &Decimal| (min..=max).contains(n);
    let before = || if let Some(Value::Number(n)) = value { n.to_string() } else { String::new() };
    let typed = ask.typed.clone().unwrap_or_else(before);
    // An escape takes the answer away; then the field is empty too.
    let shown =
        if value.is_none() && Decimal::from_typed(&typed).filter(fits).is_some() { String::new() } else { typed };
    let wrong = !shown.trim().is_empty() && Decimal::from_typed(&shown).filter(fits).is_none();
    let (send, id) = (ask.send.clone(), ask.item.clone());
    let oninput = Callback::from(move |e: InputEvent| {
        let now = value_of(&e);
        send.send(said(&id, Decimal::from_typed(&now).filter(fits).map(Value::Number)));
        send.send(Act::Typed(id.clone(), now));
    });
    let text = &ask.frame.text;
    let (_, unit) = ask.help_and_unit();
    let id = format!("n{}", ask.name());
    let told = format!("e{}", ask.name());
    let range = text.with2("number.range", &min.to_string(), &max.to_string());
    let (above, below) =
        (label(ask, &id), tag!("p" "class" = if wrong { "wrong" } else { "when" }, "id" = told.clone(); range.into()));
    let field = html! {
                <input id={id} type="text" inputmode="decimal" name={ask.name()} value={shown} {oninput} size="8"
                    aria-labelledby={ask.labelled_by()} aria-describedby={told.clone()} aria-invalid={wrong.to_string()}
                    autocomplete="off" autocorrect="off" autocapitalize="off" spellcheck="false" translate="no"
                    writingsuggestions="false" data-gramm="false" data-lt-active="false" maxlength="16" />
    };
    nodes(vec![above, tag!("div" "class" = "line"; field, tag!("span"; unit.into())), below])
}
