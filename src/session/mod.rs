//! The conversation: which page is on the screen, what was said, what has to be sealed next.
//!
//! A [`Session`] changes only through [`Session::apply`]. It asks the screen for nothing and knows no clock; the
//! screen shows [`Session::page`], sends [`Event`]s, seals what [`Session::job`] holds and reports back.
//!
//! ```text
//! Asking ──Next──► Sealing ──Sealed (one per job)──► Asking on the next page … ──► Ended
//! ```

mod aside;
mod contact;
mod doors;
mod event;
mod job;
mod steps;
mod take;
mod understood;
mod walk;

pub use event::Event;
pub use job::{Job, To};
pub use steps::{Progress, Step};

use crate::answers::{Answer, Answers};
use crate::instrument::{Block, Item, Memory, Page};
use crate::scoring::ScoreDocument;
use crate::seal::{Mode, Wants};
use crate::study::{Plan, PlanPart, Role, Set};
use std::cell::OnceCell;
use std::collections::VecDeque;
use std::rc::Rc;

/// Who answers, and how.
#[derive(Clone, Debug)]
pub struct Sitting {
    /// The invite's slot, hex.
    pub slot: String,
    /// Who answers.
    pub role: Role,
    /// Which texts and look.
    pub set: Set,
    /// 16 random bytes, hex.
    pub session: String,
    /// SHA-256 of the page's wasm, hex.
    pub app: String,
    /// How many sessions this device had begun for this slot before.
    pub opened: u32,
    /// Language of the words on the screen.
    pub lang: String,
    /// How it is filled in.
    pub mode: Mode,
}

/// Where the conversation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// A page waits for answers.
    Asking,
    /// Jobs wait to be sealed; the page shows only when the last one is safe.
    Sealing,
    /// Nothing more is asked. The same for everybody.
    Ended,
}

/// One conversation.
#[derive(Debug)]
pub struct Session {
    plan: Rc<Plan>,
    sitting: Sitting,
    steps: Vec<Step>,
    /// Page on the screen.
    at: usize,
    /// Page on the screen once the jobs are done; past the last one for the ending.
    then: usize,
    /// First page of this session; there is no way back before it.
    first: usize,
    state: State,
    /// What was said, per part; dropped where an instrument's memory is shorter than the session.
    said: Vec<Answers>,
    /// What was spoken or drawn.
    aside: Vec<aside::Aside>,
    /// What was last sealed, per step: nothing is sealed twice that did not change.
    sealed: Vec<Option<Answers>>,
    /// Scores, per part; of those that were asked whole.
    scores: Vec<Option<ScoreDocument>>,
    /// Blocks that were closed and whose answers are dropped once the next page shows.
    leaving: Vec<Step>,
    sizes: OnceCell<job::Sizes>,
    jobs: VecDeque<job::Waiting>,
    seq: u32,
    prev: Option<String>,
    contacts: u32,
    /// What the contact envelopes of this session say.
    wishes: contact::Wishes,
    /// What stands in the panel that asks for a talk beside the questions, while it is open.
    panel: contact::Wishes,
    /// Items of the page whose last answer was not the right one.
    explained: Vec<String>,
    /// Every wrong answer of this visit to a question for understanding: the step and the item.
    wrong: Vec<(usize, String)>,
    /// One of them was wrong too often: somebody has to explain it.
    is_unclear: bool,
    /// The door of the page that was opened last still stands open.
    is_open: bool,
    /// Where a later session begins, if this one was stopped or thrown away.
    stopped: Option<usize>,
}

/// The page on the screen.
#[derive(Clone, Copy, Debug)]
pub struct PageView<'a> {
    /// Number of the part.
    pub part: usize,
    /// The part.
    pub plan: &'a PlanPart,
    /// The block.
    pub block: &'a Block,
    /// The page.
    pub page: &'a Page,
    /// What was said in this part.
    answers: &'a Answers,
    step: usize,
    aside: &'a [aside::Aside],
    asks: &'a Plan,
    explained: &'a [String],
    session: &'a str,
    /// What was said in every part.
    so_far: &'a [Answers],
    is_open: bool,
}

impl<'a> PageView<'a> {
    /// The items that are on the screen now.
    pub fn items(&self) -> impl Iterator<Item = &'a Item> + use<'a> {
        let view = *self;
        self.asked().filter(move |i| !i.shuffles() && view.before(i))
    }

    /// The items of the page that are asked, also those behind a door.
    fn asked(&self) -> impl Iterator<Item = &'a Item> + use<'a> {
        let view = *self;
        self.page.items.iter().filter(move |i| steps::asked(view.asks, view.block, i, view.answers))
    }

    /// Whether the item's explanation stands beside it: its last answer was not the right one.
    pub fn explains(&self, item: &Item) -> bool {
        self.explained.contains(&item.id)
    }

    /// What was spoken or drawn on the page, until it is sealed; then nothing of it, and known that something was.
    pub fn attached(&self) -> Option<&'a [u8]> {
        let aside = self.aside.iter().find(|a| a.step == self.step)?;
        aside.input.map(|_| aside.bytes.as_slice())
    }

    /// What was said to an item.
    pub fn answer(&self, item: &str) -> Option<&'a Answer> {
        self.answers.get(item)
    }
}

impl Session {
    /// Begins with the first page of a block, counted over all parts from 0. Resuming begins with the open block.
    pub fn new(plan: Rc<Plan>, mut sitting: Sitting, block: usize) -> Self {
        sitting.mode = sitting.mode.fitting();
        let steps = steps::steps(&plan);
        let first = steps.iter().position(|s| s.nth_block >= block).unwrap_or(steps.len());
        let said = vec![Answers::new(); plan.parts.len()];
        let mut session = Session {
            sitting,
            at: first,
            then: first,
            first,
            leaving: Vec::new(),
            sizes: OnceCell::new(),
            plan,
            state: if first == steps.len() { State::Ended } else { State::Asking },
            aside: Vec::new(),
            sealed: vec![None; steps.len()],
            scores: vec![None; said.len()],
            steps,
            said,
            jobs: VecDeque::new(),
            seq: 0,
            prev: None,
            contacts: 0,
            wishes: contact::Wishes::default(),
            panel: contact::Wishes::default(),
            explained: Vec::new(),
            wrong: Vec::new(),
            is_unclear: false,
            is_open: false,
            stopped: None,
        };
        session.begins_before_gate();
        session.skip_hidden_start();
        session
    }

    /// The whole plan in the place of its opening. Changes nothing once a page was confirmed, and nothing in a session
    /// that goes on behind its beginning: that had the whole plan, and would begin anew.
    fn complete(&mut self, plan: Rc<Plan>) {
        if self.state == State::Sealing || self.seq > 0 || self.first > 0 {
            return;
        }
        let whole = Session::new(plan, self.sitting.clone(), 0);
        let begun = std::mem::replace(self, whole);
        // The opening is the beginning of the whole, so its pages have the same numbers. What was wished beside them
        // stays too.
        self.said.iter_mut().zip(begun.said).for_each(|(here, said)| *here = said);
        self.aside = begun.aside;
        (self.wishes, self.panel) = (begun.wishes, begun.panel);
        (self.contacts, self.is_open) = (begun.contacts, begun.is_open);
    }

    /// Where the conversation stands.
    pub fn state(&self) -> State {
        self.state
    }

    /// Who answers, and how.
    pub fn sitting(&self) -> &Sitting {
        &self.sitting
    }

    /// What is asked.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The page on the screen; none at the end.
    pub fn page(&self) -> Option<PageView<'_>> {
        let step = self.steps.get(self.at).filter(|_| self.state != State::Ended)?;
        let plan = self.plan.parts.get(step.part)?;
        let block = plan.instrument.blocks.get(step.block)?;
        let page = block.pages.get(step.page)?;
        Some(PageView {
            part: step.part,
            plan,
            block,
            page,
            answers: self.said.get(step.part)?,
            step: self.at,
            aside: &self.aside,
            asks: &self.plan,
            explained: &self.explained,
            session: &self.sitting.session,
            so_far: &self.said,
            is_open: self.is_open,
        })
    }

    /// What stands in the panel that asks for a talk: whether one is wanted, and where and how.
    pub fn wishes(&self) -> (Wants, &str) {
        self.panel.said()
    }

    /// Whether a question for understanding was answered wrongly three times. The screen says whom to ask, and going on
    /// stops the visit.
    pub fn is_unclear(&self) -> bool {
        self.is_unclear && self.state == State::Asking
    }

    /// Which block of how many; depends on no answer.
    pub fn progress(&self) -> Progress {
        steps::progress(&self.steps, self.at)
    }

    /// The block, counted over all parts, that a later session would begin with once the front job is safe. A block
    /// is left only with the last job, so that nothing is lost when the device dies in between.
    pub fn open_block(&self) -> usize {
        if let Some(block) = self.stopped {
            return block;
        }
        let leaves = self.state == State::Sealing && self.jobs.len() <= 1;
        let next = if leaves { self.then } else { self.at };
        self.steps.get(next).map_or_else(|| steps::progress(&self.steps, self.at).of, |s| s.nth_block)
    }

    /// Whether there is a page to go back to.
    pub fn can_go_back(&self) -> bool {
        self.state == State::Asking && !self.is_unclear && (self.is_open || self.previous(self.at).is_some())
    }

    /// The nearest page before this one that only says something and that may be seen again.
    fn said_before(&self) -> Option<usize> {
        let mut at = self.previous(self.at)?;
        while self.place(at).is_some_and(|(.., page)| page.items.iter().any(Item::asks)) {
            at = self.previous(at)?;
        }
        Some(at)
    }

    /// Whether there is such a page, for [`Event::Reread`].
    pub fn can_reread(&self) -> bool {
        self.said_before().is_some()
    }

    /// Takes one event. Events that mean nothing where the conversation stands (a second click on the last button)
    /// change nothing.
    pub fn apply(&mut self, event: Event) {
        match (self.state, event) {
            // Nothing is asked any more before somebody explained it.
            (State::Asking, event) if self.is_unclear && event.is_of_page() => {}
            (State::Asking, Event::Said { item, value }) => self.answer(item, value),
            (State::Asking, Event::Left { item, why }) => self.leave(item, why),
            (State::Asking, Event::Cleared { item }) => {
                if let Some(said) = self.left_here(&item) {
                    said.remove(&item);
                }
            }
            (State::Asking, Event::Attached(bytes)) => self.attach(bytes),
            (State::Asking, Event::Detached) => self.detach(),
            (State::Asking, Event::Next(clock)) => self.next(&clock),
            (State::Asking, Event::Stop(clock)) => self.stop(&clock),
            (State::Asking, Event::Erase(clock)) => self.erase(&clock),
            (State::Asking, Event::Back) => self.back(),
            (State::Asking, Event::Reread) => self.goes_back_to(self.said_before()),
            (State::Sealing, Event::Sealed { link }) => self.done(link),
            (State::Asking, Event::Wants(wants)) => self.panel.want(wants),
            (State::Asking, Event::Where(place)) => self.panel.at(&place),
            (State::Asking, Event::Rested(clock)) => self.rested(&clock),
            (_, Event::Whole(plan)) => self.complete(plan),
            (_, Event::Language(lang)) => self.sitting.lang = lang,
            (_, Event::Mode(mode)) => self.sitting.mode = mode.fitting(),
            _ => {}
        }
    }

    /// How long the answers of a step's block stay in memory.
    fn memory(&self, step: &Step) -> Memory {
        self.plan
            .parts
            .get(step.part)
            .and_then(|p| p.instrument.blocks.get(step.block))
            .map_or(Memory::Page, |b| b.memory)
    }
}
