//! The page on the screen: its items, and what was said to them.

use super::attached::Attached;
use super::steps;
use crate::answers::{Answer, Answers};
use crate::instrument::{Block, Item, Page};
use crate::study::{Plan, PlanPart};

/// The page on the screen.
#[derive(Clone, Copy, Debug)]
pub struct PageView<'a> {
    /// Number of the part in the plan, from 0.
    pub part_index: usize,
    /// The part.
    pub part: &'a PlanPart,
    /// The block.
    pub block: &'a Block,
    /// The page.
    pub page: &'a Page,
    /// What was said in this part.
    pub(super) answers: &'a Answers,
    pub(super) step: usize,
    pub(super) attachments: &'a [Attached],
    pub(super) whole_plan: &'a Plan,
    pub(super) explained: &'a [String],
    pub(super) session: &'a str,
    /// What was said in every part.
    pub(super) all_answers: &'a [Answers],
    pub(super) is_branch_open: bool,
}

impl<'a> PageView<'a> {
    /// Returns the items that are on the screen now.
    pub fn items(&self) -> impl Iterator<Item = &'a Item> + use<'a> {
        let view = *self;
        self.asked().filter(move |i| !i.shuffles() && view.is_on_screen(i))
    }

    /// The items of the page that are asked, also those in a branch that is not open.
    pub(super) fn asked(&self) -> impl Iterator<Item = &'a Item> + use<'a> {
        let view = *self;
        self.page.items.iter().filter(move |i| steps::asked(view.whole_plan, view.block, i, view.answers))
    }

    /// Returns what was spoken or drawn on the page, until it is sealed; then nothing of it, and known that something
    /// was.
    pub fn attached(&self) -> Option<&'a [u8]> {
        let aside = self.attachments.iter().find(|a| a.step == self.step)?;
        aside.input.map(|_| aside.bytes.as_slice())
    }

    /// Returns the answer to an item of the page.
    pub fn answer(&self, item: &str) -> Option<&'a Answer> {
        self.answers.get(item)
    }
}
