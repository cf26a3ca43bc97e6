//! The three ways not to answer: same size, same place, each with a code of its own.

use super::act::Act;
use super::ask::Ask;
use super::button::Button;
use super::element::tag;
use crate::answers::{Answer, Missing};
use crate::session::Event;
use crate::study::Set;
use yew::prelude::*;

const WAYS: [(Missing, &str); 3] =
    [(Missing::Skipped, "skip"), (Missing::DontKnow, "dont_know"), (Missing::Refused, "refuse_answer")];

/// On a page of several questions for an adult they are behind one small button.
pub(super) fn nonresponse(ask: &Ask) -> Html {
    let text = &ask.frame.text;
    let left = |why: Missing| ask.answer == Some(Answer::Missing(why));
    let chosen = WAYS.iter().any(|(why, _)| left(*why));
    let one = |(why, key): &(Missing, &'static str)| {
        let (on, item, why) = (left(*why), ask.item.clone(), *why);
        let event = if on { Event::Cleared { item } } else { Event::Nonresponse { item, reason: why } };
        let button = Button { class: "escape", pressed: Some(on), ..Button::default() };
        button.show(&ask.send, Act::Event(event), text.get(key).into())
    };
    let (lang, dir) = ask.frame.lang_and_dir();
    let ways = tag!("div" "class" = "escapes", "lang" = lang, "dir" = dir => WAYS.iter().map(one).collect());
    if ask.frame.invite.set != Set::Adult || ask.alone {
        return ways;
    }
    let shown = chosen || ask.unfolded;
    let more = Button { class: "more", expanded: Some(shown), ..Button::default() };
    let more = more.show(&ask.send, Act::Unfold(ask.item.clone()), text.get("no_answer").into());
    tag!("div" "class" = "menu"; more, if shown { ways } else { html! {} })
}
