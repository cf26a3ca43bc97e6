//! Branch menus: questions behind the options of a list, opened in free order (the three houses). One page, one entry, whatever was
//! opened and whatever came first. And which options are offered, in which order.

use super::conversation::Session;
use super::page_view::PageView;
use crate::answers::{Answer, Answers, Value};
use crate::instrument::{Choice, Item, Page};

impl<'a> PageView<'a> {
    /// The branch that is open.
    pub fn open_branch(&self) -> Option<i32> {
        self.opened_branches().last().copied().filter(|_| self.is_branch_open)
    }

    /// The branches that were opened, in that order.
    pub fn opened_branches(&self) -> &'a [i32] {
        match self.page.doors().and_then(|d| self.answers.get(&d.id)) {
            Some(Answer::Value(Value::Codes(codes))) => codes,
            _ => &[],
        }
    }

    /// Whether the item is the page's branch menu.
    pub fn is_branch_menu(&self, item: &Item) -> bool {
        self.page.doors().is_some_and(|d| d.id == item.id)
    }

    /// Whether an item is on the screen, as far as the branch menu decides it.
    pub(super) fn is_on_screen(&self, item: &Item) -> bool {
        self.page.doors().is_none() || item.parent_option == self.open_branch()
    }

    /// Returns the options of an item, in the order in which they stand on the screen.
    pub fn options(&self, item: &Item) -> Vec<&'a Choice> {
        let choices = self.part.instrument.choices(item);
        if !item.options_from().is_empty() {
            return offered(item, choices, self.all_answers);
        }
        if !shuffled(self.page, item) {
            return choices.iter().collect();
        }
        let order = drawn(self.session, choices);
        order.iter().filter_map(|code| choices.iter().find(|c| c.code == *code)).collect()
    }
}

impl Session {
    /// Whether a value opens a branch: the list may only grow by one that was not opened yet.
    pub(super) fn may_open(&self, value: &Value) -> bool {
        let Some(view) = self.page() else { return false };
        let before = view.opened_branches();
        matches!(value, Value::Codes(now) if now.len() == before.len() + 1 && now.starts_with(before))
    }

    /// Closes the branch that is open: for good, or `undone`, as if it had never been opened; what was said behind it
    /// is dropped then. `false` where none is open.
    pub(super) fn close_branch(&mut self, undone: bool) -> bool {
        let Some((view, code)) = self.page().and_then(|v| Some((v, v.open_branch()?))) else { return false };
        let Some(doors) = view.page.doors() else { return false };
        let (part, id) = (view.part_index, doors.id.clone());
        let behind = view.page.items.iter().filter(|i| i.parent_option == Some(code));
        let behind: Vec<String> = behind.map(|i| i.id.clone()).collect();
        let kept: Vec<i32> = view.opened_branches().iter().copied().filter(|c| *c != code).collect();
        self.is_branch_open = false;
        if let (true, Some(said)) = (undone, self.answers.get_mut(part)) {
            behind.iter().for_each(|item| drop(said.remove(item)));
            if kept.is_empty() {
                said.remove(&id);
            } else {
                said.insert(id, Answer::Value(Value::Codes(kept)));
            }
        }
        true
    }
}

/// The options that an item offers: what was chosen at its `options_from`, and everything where nothing was.
fn offered<'a>(item: &Item, choices: &'a [Choice], all_answers: &[Answers]) -> Vec<&'a Choice> {
    let said = || item.options_from().iter().flat_map(|id| all_answers.iter().filter_map(move |a| a.get(id)?.value()));
    let wrote = said().any(|v| matches!(v, Value::Text(_)));
    let chosen = |c: &Choice| said().any(|v| matches!(v, Value::Codes(codes) if codes.contains(&c.code)));
    let any = choices.iter().any(chosen);
    choices.iter().filter(|c| if c.needs_text { wrote } else { !any || chosen(c) }).collect()
}

/// Whether the options of an item stand in the drawn order.
fn shuffled(page: &Page, item: &Item) -> bool {
    page.items.iter().any(|i| i.shuffles() && i.options() == item.options())
}

/// The order of a list's options in a session. The session's id is random, and it alone decides, so nothing is drawn
/// here. "None of these" stays last.
pub(super) fn drawn(session: &str, choices: &[Choice]) -> Vec<i32> {
    // FNV-1a of the id, then Fisher and Yates with Knuth's generator.
    let mut state =
        session.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    let mut codes: Vec<i32> = choices.iter().filter(|c| !c.exclusive).map(|c| c.code).collect();
    for n in (1..codes.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        codes.swap(n, ((state >> 33) % (n as u64 + 1)) as usize);
    }
    codes.extend(choices.iter().filter(|c| c.exclusive).map(|c| c.code));
    codes
}
