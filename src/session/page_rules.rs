//! What the answers on the page mean for going on, for reading aloud and for recording. The screen asks here and
//! decides none of it.

use super::conversation::Session;
use super::page_view::PageView;
use crate::answers::{Answer, Value};
use crate::instrument::Item;

/// What is still open on a page, and so which sentence says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unanswered {
    /// Whether to take part. *Next* does nothing until that is decided.
    Consent,
    /// A comprehension question (`correct_code`). *Next* does nothing until it has an answer.
    Comprehension,
    /// The only question of the page. It may stay open.
    One,
    /// One or more of several questions. They may stay open.
    Some,
}

impl PageView<'_> {
    /// Returns what is still open on the page; none where every question has an answer, a missing code, or an
    /// attachment.
    pub fn unanswered(&self) -> Option<Unanswered> {
        let recorded = self.attached().is_some();
        let open = |i: &Item| self.answer(&i.id).is_none() && !(recorded && i.is_own_words());
        let asked = || self.items().filter(|i| i.asks());
        asked().any(open).then(|| {
            if self.lacks_consent() {
                Unanswered::Consent
            } else if self.lacks_comprehension() {
                Unanswered::Comprehension
            } else if asked().count() == 1 {
                Unanswered::One
            } else {
                Unanswered::Some
            }
        })
    }

    /// Returns whether *Next* does nothing on the page as it stands, however often it is pressed.
    pub fn blocks_next(&self) -> bool {
        self.lacks_consent() || self.lacks_comprehension()
    }

    /// Returns whether the respondent is asked here whether to take part, and has answered anything but yes.
    pub fn declines(&self) -> bool {
        self.items().any(|i| i.flow().gate.is_some() && !self.chose(i, i.flow().gate))
    }

    /// Returns whether an answer on the page puts the visit off to another time (`defer_code`).
    pub fn postpones(&self) -> bool {
        self.items().any(|i| self.chose(i, i.flow().defer_code))
    }

    /// Returns whether an answer on the page says that others can hear what is read aloud (`mute_code`).
    pub fn is_overheard(&self) -> bool {
        self.items().any(|i| self.chose(i, i.flow().mute_code))
    }

    /// Returns whether the respondent says to be alone; none where the page does not ask.
    pub fn is_alone(&self) -> Option<bool> {
        let item = self.items().find(|i| i.flow().mute_code.is_some())?;
        let answered = self.value(item).is_some();
        Some(answered && !self.chose(item, item.flow().mute_code) && !self.chose(item, item.flow().defer_code))
    }

    /// Returns whether the page lets the respondent practise the quick exit.
    pub fn practises_exit(&self) -> bool {
        self.items().any(|i| i.practices())
    }

    /// Returns whether the page asks for own words that may be spoken or drawn.
    pub fn takes_recording(&self) -> bool {
        self.items().any(Item::is_aloud)
    }

    /// Returns whether the item's explanation stands beside it: its last answer was not the right one, or it was
    /// answered with the option that asks for it (`explain_code`).
    pub fn explains(&self, item: &Item) -> bool {
        self.explained.contains(&item.id) || self.chose(item, item.flow().explain_code)
    }

    /// Returns whether the item may be left with a missing code. Branch menus may not, nor questions whose answer
    /// decides how the visit goes on.
    pub fn may_be_left(&self, item: &Item) -> bool {
        !self.is_branch_menu(item) && item.flow().needed().or(item.flow().defer_code).is_none()
    }

    /// Whether nothing was decided about taking part, or the respondent wants to ask first.
    fn lacks_consent(&self) -> bool {
        self.items()
            .any(|i| i.flow().gate.is_some() && (self.answer(&i.id).is_none() || self.chose(i, i.flow().explain_code)))
    }

    /// Whether a comprehension question has no answer; a missing code is none.
    fn lacks_comprehension(&self) -> bool {
        self.items().any(|i| i.flow().correct_code.is_some() && self.value(i).is_none())
    }

    fn value(&self, item: &Item) -> Option<&Value> {
        self.answer(&item.id).and_then(Answer::value)
    }

    /// Whether an item's answer is this code.
    fn chose(&self, item: &Item, code: Option<i32>) -> bool {
        code.is_some_and(|code| self.value(item) == Some(&Value::Code(code)))
    }
}

impl Session {
    /// Returns whether the screen offers [`super::Event::Reread`]: beside a comprehension question that was answered
    /// wrongly, or that was left open although the screen asked for an answer (`reminded`).
    pub fn offers_reread(&self, reminded: bool) -> bool {
        let unsure =
            |v: PageView<'_>| v.items().any(|i| i.flow().correct_code.is_some() && (reminded || v.explains(i)));
        self.can_reread() && self.page().is_some_and(unsure)
    }
}
