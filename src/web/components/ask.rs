//! What a question is given, and the words and groups around its controls.

use super::act::{Act, Send};
use super::element::{nodes, tag};
use super::frame::Frame;
use super::info::paragraph;
use crate::answers::{Answer, Value};
use crate::instrument::{Choice, Instrument, Item};
use crate::session::Event;
use crate::study::Target;
use crate::web::placeholders::item_text;
use std::rc::Rc;
use yew::prelude::*;

/// Which question, the words around it, and everything else that decides how it looks.
#[derive(Properties, Clone)]
pub(super) struct Ask {
    pub instrument: Rc<Instrument>,
    pub item: String,
    pub target: Target,
    pub frame: Rc<Frame>,
    /// Random part of the names of controls.
    pub names: AttrValue,
    /// It is the only question of the page; the heading asks it.
    pub alone: bool,
    pub answer: Option<Answer>,
    /// Codes of its options that are shown, in the order in which they are.
    pub codes: Vec<i32>,
    /// The ways not to answer are offered.
    pub may_be_left: bool,
    /// Doors that were opened; none where its options are no doors.
    pub opened: Option<Vec<i32>>,
    /// What is typed in its field for a number.
    pub typed: Option<String>,
    /// Its ways not to answer were unfolded.
    pub unfolded: bool,
    /// It may be spoken or drawn.
    pub may_record: bool,
    pub send: Send,
}

impl PartialEq for Ask {
    fn eq(&self, other: &Self) -> bool {
        // Where an answer is sent to stays the same as long as the form.
        Rc::ptr_eq(&self.instrument, &other.instrument)
            && Rc::ptr_eq(&self.frame, &other.frame)
            && (&self.item, self.target, self.alone) == (&other.item, other.target, other.alone)
            && (&self.answer, &self.codes, &self.opened) == (&other.answer, &other.codes, &other.opened)
            && (&self.typed, self.unfolded, self.may_record) == (&other.typed, other.unfolded, other.may_record)
    }
}

impl Ask {
    /// What it is answered with; none for a missing code too.
    pub fn value(&self) -> Option<&Value> {
        self.answer.as_ref().and_then(Answer::value)
    }

    /// The options that are shown.
    pub fn options<'a>(&'a self, item: &'a Item) -> Vec<&'a Choice> {
        let all = self.instrument.choices(item);
        self.codes.iter().filter_map(|code| all.iter().find(|c| c.code == *code)).collect()
    }

    /// The text of the question.
    pub fn text(&self) -> String {
        let wording = self.frame.wordings.get(&self.instrument.id);
        let words = self.frame.words(self.target);
        wording.map_or(String::new(), |w| words.fill(item_text(w, &self.item)))
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
        Some(value) => Event::Answered { item, value },
        None => Event::Cleared { item },
    })
}

/// What stands in the field or list that an event comes from. Both have it under one name, so that neither has to be
/// told from the other.
pub(super) fn value_of(e: &web_sys::Event) -> String {
    e.target_unchecked_into::<web_sys::HtmlInputElement>().value()
}

/// The group around several controls, named by its question. A legend where the question is shown here, a reference
/// where the heading asks it.
pub(super) fn group(ask: &Ask, inside: Html) -> Html {
    if ask.alone {
        return tag!("fieldset" "aria-labelledby" = "question"; inside);
    }
    let legend = tag!("legend" "id" = ask.labelled_by(); ask.text().into());
    tag!("fieldset"; legend, help(ask), inside)
}

/// The line of help under a question, where it has one.
fn help(ask: &Ask) -> Html {
    let (help, _) = ask.help_and_unit();
    if help.is_empty() {
        html! {}
    } else {
        paragraph(Some("when"), &help)
    }
}

/// The question above one control.
pub(super) fn label(ask: &Ask, control: &str) -> Html {
    if ask.alone {
        return html! {};
    }
    let class = "legend";
    let words = tag!("label" "class" = class, "id" = ask.labelled_by(), "for" = control.to_string(); ask.text().into());
    nodes(vec![words, help(ask)])
}
