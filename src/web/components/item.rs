//! One question: a switch, then a small file per kind.

use super::choice::choice;
use super::choices::choices;
use super::doors::doors;
use super::escapes::escapes;
use super::info::paragraph;
use super::live::Shown;
use super::number::number;
use super::rank::rank;
use super::words::words;
use super::{Act, Frame};
use crate::answers::{Answer, Value};
use crate::instrument::{Instrument, Item, Kind};
use crate::session::{Event, PageView};
use crate::study::Target;
use std::rc::Rc;
use yew::prelude::*;

/// Which question, and the words around it.
pub(super) struct Ask {
    pub instrument: Rc<Instrument>,
    pub item: String,
    pub target: Target,
    pub frame: Rc<Frame>,
    /// Random part of the names of controls.
    pub names: AttrValue,
    /// It is the only question of the page; the heading asks it.
    pub alone: bool,
}

impl Ask {
    /// The text of the question.
    pub fn text(&self) -> String {
        let wording = self.frame.wordings.get(&self.instrument.id);
        let words = self.frame.words(self.target);
        wording.map_or(String::new(), |w| words.fill(super::super::words::item_text(w, &self.item)))
    }

    /// The line of help; the unit of a number.
    pub fn help_and_unit(&self) -> (String, String) {
        let wording = self.frame.wordings.get(&self.instrument.id);
        let words = self.frame.words(self.target);
        let text = wording.and_then(|w| w.items.get(&self.item));
        text.map_or_else(Default::default, |t| (words.fill(&t.help), words.fill(&t.unit)))
    }

    /// Label of an option.
    pub fn label(&self, list: &str, code: i32) -> String {
        let wording = self.frame.wordings.get(&self.instrument.id);
        let label = wording.and_then(|w| w.label(list, code));
        label.map_or(String::new(), |l| self.frame.words(self.target).fill(l))
    }

    /// A name for the controls of this question that tells nothing and is new at every load.
    pub fn name(&self) -> String {
        let place = self.instrument.items().position(|(_, _, i)| i.id == self.item).unwrap_or_default();
        format!("{}{}{place}", self.names, self.target.code())
    }

    /// Id of the element that asks the question.
    pub fn labelled_by(&self) -> String {
        if self.alone { "question".into() } else { format!("q{}", self.name()) }
    }
}

/// An item's answer is this now; none takes it back.
pub(super) fn said(item: &str, value: Option<Value>) -> Act {
    let item = item.to_string();
    Act::Event(match value {
        Some(value) => Event::Said { item, value },
        None => Event::Cleared { item },
    })
}

/// A question with its control and the ways not to answer.
pub(super) fn field(s: &Shown<'_>, ask: &Ask, item: &Item, view: &PageView<'_>) -> Html {
    let answer = view.answer(&item.id);
    let is_doors = view.is_doors(item);
    let value = answer.and_then(Answer::value);
    let control = match item.kind {
        Kind::Choice => choice(s, ask, item, answer),
        Kind::Choices => choices(s, ask, item, &view.options(item), value),
        Kind::Number => number(s, ask, item, value),
        Kind::Text | Kind::OwnWords => words(s, ask, item, value),
        Kind::Rank if is_doors => doors(s, ask, item, view),
        Kind::Rank => rank(s, ask, item, &view.options(item), value),
        Kind::Info => html! {},
    };
    html! {
        <div class={if ask.alone { "q alone" } else { "q" }} key={ask.item.clone()}>
            { control }
            if !is_doors && item.gate.or(item.right).or(item.later).is_none() { { escapes(s, ask, answer) } }
        </div>
    }
}

/// The group around several controls, named by its question. A legend where the question stands here, a reference
/// where the heading asks it.
pub(super) fn group(ask: &Ask, inside: Html) -> Html {
    if ask.alone {
        html! { <fieldset aria-labelledby="question">{ inside }</fieldset> }
    } else {
        let (help, _) = ask.help_and_unit();
        html! {
            <fieldset>
                <legend id={ask.labelled_by()}>{ ask.text() }</legend>
                if !help.is_empty() { { paragraph(Some("when"), &help) } }
                { inside }
            </fieldset>
        }
    }
}

/// The question above one control.
pub(super) fn label(ask: &Ask, control: &str) -> Html {
    if ask.alone {
        return html! {};
    }
    let (help, _) = ask.help_and_unit();
    html! {
        <>
            <label class="legend" id={ask.labelled_by()} for={control.to_string()}>{ ask.text() }</label>
            if !help.is_empty() { { paragraph(Some("when"), &help) } }
        </>
    }
}
