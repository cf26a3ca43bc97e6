//! The three ways not to answer: same size, same place, each with a code of its own.

use super::item::Ask;
use super::live::Shown;
use crate::answers::{Answer, Missing};
use crate::session::Event;
use crate::study::Set;
use yew::prelude::*;

const WAYS: [(Missing, &str); 3] =
    [(Missing::Skipped, "skip"), (Missing::DontKnow, "dont_know"), (Missing::Refused, "refuse_answer")];

/// On a page of several questions for an adult they stand behind one small button.
pub(super) fn escapes(s: &Shown<'_>, ask: &Ask, answer: Option<&Answer>) -> Html {
    let text = &s.frame.text;
    let left = |why: Missing| answer == Some(&Answer::Missing(why));
    let chosen = WAYS.iter().any(|(why, _)| left(*why));
    let one = |(why, key): &(Missing, &'static str)| {
        let (event, item, why) = (s.event.clone(), ask.item.clone(), *why);
        let on = left(why);
        let press = move |_| {
            let item = item.clone();
            event.emit(if on { Event::Cleared { item } } else { Event::Left { item, why } });
        };
        html! {
            <button type="button" class="escape" aria-pressed={on.to_string()} onclick={press}>{ text.get(key).to_string() }</button>
        }
    };
    let ways = html! { <div class="escapes">{ for WAYS.iter().map(one) }</div> };
    if s.frame.invite.set != Set::Adult || ask.alone {
        return ways;
    }
    let shown = chosen || s.open.contains(&ask.item);
    let (open, item) = (s.unfold.clone(), ask.item.clone());
    let toggle = move |_| open.emit(item.clone());
    html! {
        <div class="menu">
            <button type="button" class="more" aria-expanded={shown.to_string()} onclick={toggle}>
                { text.get("no_answer").to_string() }
            </button>
            if shown { { ways } }
        </div>
    }
}
