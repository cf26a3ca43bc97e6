//! One question: its text, its control (`kind.rs`) and the ways not to answer.
//!
//! A component on purpose, the only one below the form: a click changes one question, and the others of the page are
//! neither built nor compared again.

use super::ask::Ask;
use super::element::tag;
use super::kind;
use super::nonresponse::nonresponse;
use yew::prelude::*;

/// A question with its control and the ways not to answer.
pub(super) struct Question;

impl Component for Question {
    type Message = ();
    type Properties = Ask;

    fn create(_: &Context<Self>) -> Self {
        Question
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let ask = ctx.props();
        let Some(item) = ask.instrument.item(&ask.item) else { return html! {} };
        let left = if ask.may_be_left {
            nonresponse(ask)
        } else {
            html! {}
        };
        tag!("div" "class" = if ask.alone { "q alone" } else { "q" }; kind::control(ask, item), left)
    }
}
