//! The three ways not to answer: same size, same place, each with a code of its own.

use super::super::text::Text;
use crate::answers::Missing;
use crate::session::Event;
use yew::prelude::*;

const WAYS: [(Missing, &str); 3] =
    [(Missing::Skipped, "skip"), (Missing::DontKnow, "dont_know"), (Missing::Refused, "refuse_answer")];

#[derive(Properties)]
pub(super) struct Props {
    pub item: String,
    pub answer: Option<Missing>,
    pub text: Text,
    /// Behind one small button, for a page of several questions.
    pub menu: bool,
    pub event: Callback<Event>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        (&self.item, self.answer, &self.text, self.menu) == (&other.item, other.answer, &other.text, other.menu)
    }
}

#[component]
pub(super) fn Escapes(props: &Props) -> Html {
    let open = use_state(|| false);
    let chosen = WAYS.iter().any(|(m, _)| props.answer == Some(*m));
    let one = |(why, key): &(Missing, &'static str)| {
        let (event, item, why) = (props.event.clone(), props.item.clone(), *why);
        let on = props.answer == Some(why);
        let press = move |_| {
            let item = item.clone();
            event.emit(if on { Event::Cleared { item } } else { Event::Left { item, why } });
        };
        html! {
            <button type="button" class="escape" aria-pressed={on.to_string()} onclick={press}>{ props.text.get(key).to_string() }</button>
        }
    };
    let ways = html! { <div class="escapes">{ for WAYS.iter().map(one) }</div> };
    if !props.menu {
        return ways;
    }
    let shown = *open || chosen;
    let toggle = {
        let open = open.clone();
        move |_| open.set(!shown)
    };
    html! {
        <div class="menu">
            <button type="button" class="more" aria-expanded={shown.to_string()} onclick={toggle}>
                { props.text.get("no_answer").to_string() }
            </button>
            if shown { { ways } }
        </div>
    }
}
