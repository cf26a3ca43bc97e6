//! Taking an answer: what of it is kept, and what is no answer.

use super::conversation::Session;
use super::page_view::PageView;
use crate::answers::{Answer, Answers, Missing, Value, check, option_missing};
use crate::instrument::{Instrument, Item};

impl Session {
    /// The answers of the part on the screen, if `item` is asked on this page.
    pub(super) fn answers_here(&mut self, item: &str) -> Option<&mut Answers> {
        let view = self.page()?;
        let here = view.items().any(|i| i.id == item && i.asks());
        let part = view.part_index;
        if here { self.answers.get_mut(part) } else { None }
    }

    /// The same, if `item` may be left or taken back: a branch that was opened stays opened.
    pub(super) fn leavable_answers(&mut self, item: &str) -> Option<&mut Answers> {
        if self.page()?.page.doors().is_some_and(|d| d.id == item) { None } else { self.answers_here(item) }
    }

    pub(super) fn accept(&mut self, id: String, value: Value) {
        let Some(view) = self.page() else { return };
        let Some(item) = view.items().find(|i| i.id == id) else { return };
        let opens = view.is_branch_menu(item);
        if (opens && !self.may_open(&value)) || !offers(&view, item, &value) {
            return;
        }
        let answer = kept(&view.part.instrument, item, value);
        let (Some(answer), Some(said)) = (answer, self.answers_here(&id)) else { return };
        match answer {
            Some(answer) => said.insert(id, answer),
            None => said.remove(&id),
        };
        self.is_branch_open |= opens;
    }

    pub(super) fn mark_missing(&mut self, item: String, why: Missing) {
        let on_purpose = matches!(why, Missing::Skipped | Missing::DontKnow | Missing::Refused);
        if let (true, Some(said)) = (on_purpose, self.leavable_answers(&item)) {
            said.insert(item.clone(), Answer::Missing(why));
            self.detach_from(&item);
        }
    }
}

/// Whether every option of a value is one that the item offers now.
fn offers(view: &PageView<'_>, item: &Item, value: &Value) -> bool {
    let Value::Codes(codes) = value else { return true };
    item.options_from().is_empty() || codes.iter().all(|code| view.options(item).iter().any(|c| c.code == *code))
}

/// A value as it is kept.
///
/// | the value | kept |
/// |---|---|
/// | words | without control characters, cut at the item's `max_bytes` |
/// | several options | in the order of the list; of a `rank` in the respondent's |
/// | an option that stands for a missing code, by itself | that code |
/// | no words, no options | taken back: `Some(None)` |
/// | does not fit the item | nothing changes: `None`; the screen lets nobody give one |
fn kept(instrument: &Instrument, item: &Item, value: Value) -> Option<Option<Answer>> {
    let value = item.kind.tidy(instrument.choices(item), value);
    let one = match &value {
        Value::Code(code) => Some(*code),
        Value::Codes(codes) if codes.len() == 1 => codes.first().copied(),
        _ => None,
    };
    if let Some(missing) = one.and_then(|code| option_missing(instrument, item, code)) {
        return Some(Some(Answer::Missing(missing)));
    }
    check(instrument, item, &value).ok()?;
    Some((!value.is_empty()).then_some(Answer::Value(value)))
}
