//! One question: a switch, then a small file per kind.
//!
//! A component on purpose, the only one below the form: a click changes one question, and the others of the page are
//! neither built nor compared again.

use super::ask::Ask;
use super::choice::choice;
use super::choices::choices;
use super::doors::doors;
use super::nonresponse::nonresponse;
use super::number::number;
use super::rank::rank;
use super::words::words;
use crate::instrument::Kind;
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
        let control = match item.kind {
            Kind::Choice => choice(ask, item),
            Kind::Choices => choices(ask, item),
            Kind::Number => number(ask, item),
            Kind::Text | Kind::OwnWords => words(ask, item),
            Kind::Rank if ask.opened.is_some() => doors(ask, item),
            Kind::Rank => rank(ask, item),
            Kind::Info => html! {},
        };
        html! {
            <div class={if ask.alone { "q alone" } else { "q" }}>
                { control }
                if ask.may_be_left { { nonresponse(ask) } }
            </div>
        }
    }
}
