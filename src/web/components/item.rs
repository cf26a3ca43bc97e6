//! One question: a switch, then a small file per kind. Drawn anew only when its own answer or the language changes.

use super::choice::choice;
use super::choices::choices;
use super::escapes::Escapes;
use super::number::NumberField;
use super::rank::rank;
use super::words::WordsField;
use super::Frame;
use crate::answers::{Answer, Value};
use crate::instrument::{Instrument, Item, Kind};
use crate::session::Event;
use crate::study::{Set, Target};
use std::rc::Rc;
use yew::prelude::*;

/// Which question, and the words around it.
#[derive(Clone)]
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

impl PartialEq for Ask {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.instrument, &other.instrument)
            && Rc::ptr_eq(&self.frame, &other.frame)
            && (&self.item, self.target, self.alone) == (&other.item, other.target, other.alone)
    }
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

#[derive(Properties)]
pub(super) struct Props {
    pub ask: Ask,
    pub answer: Option<Answer>,
    pub event: Callback<Event>,
}

impl PartialEq for Props {
    /// The callback is the same for the life of the form; comparing it would draw every question at every click.
    fn eq(&self, other: &Self) -> bool {
        self.ask == other.ask && self.answer == other.answer
    }
}

#[component]
pub(super) fn ItemField(props: &Props) -> Html {
    let ask = &props.ask;
    let Some(item) = ask.instrument.item(&ask.item) else { return html! {} };
    let said = {
        let (event, id) = (props.event.clone(), ask.item.clone());
        Callback::from(move |value: Option<Value>| {
            event.emit(match value {
                Some(value) => Event::Said { item: id.clone(), value },
                None => Event::Cleared { item: id.clone() },
            });
        })
    };
    let value = props.answer.as_ref().and_then(Answer::value);
    let escapes = item.gate.is_none().then(|| {
        let menu = ask.frame.invite.set == Set::Adult && !ask.alone;
        html! { <Escapes item={ask.item.clone()} answer={missing(props)} text={ask.frame.text.clone()} {menu} event={props.event.clone()} /> }
    });
    html! {
        <div class={classes!("q", ask.alone.then_some("alone"))}>
            { control(ask, item, value, props.answer.as_ref(), said) }
            { escapes.unwrap_or_default() }
        </div>
    }
}

fn missing(props: &Props) -> Option<crate::answers::Missing> {
    match props.answer {
        Some(Answer::Missing(m)) => Some(m),
        _ => None,
    }
}

fn control(ask: &Ask, item: &Item, value: Option<&Value>, answer: Option<&Answer>, said: Callback<Option<Value>>) -> Html {
    match item.kind {
        Kind::Choice => choice(ask, item, answer, &said),
        Kind::Choices => choices(ask, item, value, &said),
        Kind::Number => html! { <NumberField ask={ask.clone()} value={value.cloned()} {said} /> },
        Kind::Text | Kind::OwnWords => html! { <WordsField ask={ask.clone()} value={value.cloned()} {said} /> },
        Kind::Rank => rank(ask, item, value, &said),
        Kind::Info => html! {},
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
                if !help.is_empty() { <p class="when">{ help }</p> }
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
            if !help.is_empty() { <p class="when">{ help }</p> }
        </>
    }
}
