//! One conversation, and the one way in which it changes: [`Session::apply`].

use super::attached::Attached;
use super::event::Event;
use super::page_view::PageView;
use super::pending::{Pending, Sizes};
use super::steps::{self, Progress, Step};
use super::visit::{State, Visit};
use super::wishes::Wishes;
use crate::answers::Answers;
use crate::instrument::{Item, Memory};
use crate::scoring::ScoreDocument;
use crate::seal::Wants;
use crate::study::Plan;
use std::cell::OnceCell;
use std::collections::VecDeque;
use std::rc::Rc;

/// One conversation.
#[derive(Debug)]
pub struct Session {
    pub(super) plan: Rc<Plan>,
    pub(super) visit: Visit,
    pub(super) steps: Vec<Step>,
    /// Page on the screen.
    pub(super) current: usize,
    /// Page on the screen once the jobs are done; past the last one for the ending.
    pub(super) upcoming: usize,
    /// First page of this session; there is no way back before it.
    pub(super) first: usize,
    pub(super) state: State,
    /// What was said, per part; dropped where an instrument's memory is shorter than the session.
    pub(super) answers: Vec<Answers>,
    /// What was spoken or drawn.
    pub(super) attachments: Vec<Attached>,
    /// What was last sealed, per step: nothing is sealed twice that did not change.
    pub(super) sealed: Vec<Option<Answers>>,
    /// Scores, per part; of those that were asked whole.
    pub(super) scores: Vec<Option<ScoreDocument>>,
    /// Blocks that were closed and whose answers are dropped once the next page shows.
    pub(super) to_forget: Vec<Step>,
    pub(super) sizes: OnceCell<Sizes>,
    pub(super) jobs: VecDeque<Pending>,
    pub(super) seq: u32,
    pub(super) prev: Option<String>,
    pub(super) contacts: u32,
    /// Link of the contact envelope that was sealed last.
    pub(super) last_contact: Option<String>,
    /// What the contact envelopes of this session say.
    pub(super) wishes: Wishes,
    /// What is chosen and typed in the panel that offers a talk, while it is open.
    pub(super) panel: Wishes,
    /// Items of the page whose last answer was not the right one.
    pub(super) explained: Vec<String>,
    /// Every wrong answer of this visit to a question for understanding: the step and the item.
    pub(super) wrong_answers: Vec<(usize, String)>,
    /// One of them was wrong too often: somebody has to explain it.
    pub(super) is_unclear: bool,
    /// The branch that was opened last is still open.
    pub(super) is_branch_open: bool,
    /// Where a later session begins, if this one was stopped or discarded.
    pub(super) stopped: Option<usize>,
}

impl Session {
    /// Begins with the first page of a block, counted over all parts from 0. Resuming begins with the open block.
    pub fn new(plan: Rc<Plan>, mut visit: Visit, block: usize) -> Self {
        visit.mode = visit.mode.fitting();
        let steps = steps::steps(&plan);
        let first = steps.iter().position(|s| s.nth_block >= block).unwrap_or(steps.len());
        let answers = vec![Answers::new(); plan.parts.len()];
        let mut session = Session {
            visit,
            current: first,
            upcoming: first,
            first,
            to_forget: Vec::new(),
            sizes: OnceCell::new(),
            plan,
            state: if first == steps.len() { State::Ended } else { State::Asking },
            attachments: Vec::new(),
            sealed: vec![None; steps.len()],
            scores: vec![None; answers.len()],
            steps,
            answers,
            jobs: VecDeque::new(),
            seq: 0,
            prev: None,
            contacts: 0,
            last_contact: None,
            wishes: Wishes::default(),
            panel: Wishes::default(),
            explained: Vec::new(),
            wrong_answers: Vec::new(),
            is_unclear: false,
            is_branch_open: false,
            stopped: None,
        };
        session.start_before_gate();
        session.skip_hidden_start();
        session
    }

    /// The whole plan in the place of its opening. Changes nothing once a page was confirmed, and nothing in a session
    /// that resumed behind the opening: it had the whole plan, and would start over.
    fn complete(&mut self, plan: Rc<Plan>) {
        if self.state == State::Sealing || self.seq > 0 || self.first > 0 {
            return;
        }
        let whole = Session::new(plan, self.visit.clone(), 0);
        let begun = std::mem::replace(self, whole);
        // The opening is the beginning of the whole, so its pages have the same numbers. What was wished beside them
        // stays too.
        self.answers.iter_mut().zip(begun.answers).for_each(|(here, said)| *here = said);
        self.attachments = begun.attachments;
        (self.wishes, self.panel) = (begun.wishes, begun.panel);
        (self.contacts, self.last_contact) = (begun.contacts, begun.last_contact);
        self.is_branch_open = begun.is_branch_open;
    }

    /// The state of the conversation.
    pub fn state(&self) -> State {
        self.state
    }

    /// Returns who answers, and how.
    pub fn visit(&self) -> &Visit {
        &self.visit
    }

    /// Returns what is asked.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Returns the page on the screen; none at the end.
    pub fn page(&self) -> Option<PageView<'_>> {
        let step = self.steps.get(self.current).filter(|_| self.state != State::Ended)?;
        let part = self.plan.parts.get(step.part)?;
        let block = part.instrument.blocks.get(step.block)?;
        let page = block.pages.get(step.page)?;
        Some(PageView {
            part_index: step.part,
            part,
            block,
            page,
            answers: self.answers.get(step.part)?,
            step: self.current,
            attachments: &self.attachments,
            whole_plan: &self.plan,
            explained: &self.explained,
            session: &self.visit.session,
            all_answers: &self.answers,
            is_branch_open: self.is_branch_open,
        })
    }

    /// What is in the panel that offers a talk: whether one is wanted, and where and how.
    pub fn wishes(&self) -> (Wants, &str) {
        self.panel.said()
    }

    /// Returns whether a question for understanding was answered wrongly three times. The screen says whom to ask, and
    /// going on stops the visit.
    pub fn is_unclear(&self) -> bool {
        self.is_unclear && self.state == State::Asking
    }

    /// Returns the link of the last envelope for the readers of answers that this session, or one before it on this
    /// device, sealed; `None` before the first.
    pub fn last_link(&self) -> Option<&String> {
        self.prev.as_ref().or(self.visit.continues.as_ref())
    }

    /// Returns which block of how many; depends on no answer.
    pub fn progress(&self) -> Progress {
        steps::progress(&self.steps, self.current)
    }

    /// Returns the block, counted over all parts, that a later session would begin with once the front job is safe. A
    /// block is left only with the last job, so that nothing is lost when the device dies in between.
    pub fn open_block(&self) -> usize {
        if let Some(block) = self.stopped {
            return block;
        }
        let leaves = self.state == State::Sealing && self.jobs.len() <= 1;
        let next = if leaves { self.upcoming } else { self.current };
        self.steps.get(next).map_or_else(|| steps::progress(&self.steps, self.current).of, |s| s.nth_block)
    }

    /// Returns whether there is a page to go back to.
    pub fn can_go_back(&self) -> bool {
        self.state == State::Asking
            && !self.is_unclear
            && (self.is_branch_open || self.previous(self.current).is_some())
    }

    /// The nearest page before this one that only says something and that may be seen again.
    fn page_to_reread(&self) -> Option<usize> {
        let mut at = self.previous(self.current)?;
        while self.step_at(at).is_some_and(|(.., page)| page.items.iter().any(Item::asks)) {
            at = self.previous(at)?;
        }
        Some(at)
    }

    /// Returns whether there is such a page, for [`Event::Reread`].
    pub fn can_reread(&self) -> bool {
        self.page_to_reread().is_some()
    }

    /// Applies one event. It is the only way to change a session.
    ///
    /// An event that has no meaning in the current state, such as a second click on the last button, changes nothing.
    /// After [`Event::Next`] the session is [`State::Sealing`]: seal each [`Session::job`], store it, and answer with
    /// [`Event::Sealed`]; the next page shows after the last one.
    ///
    /// ```
    /// use kindstem::answers::{Answer, Value};
    /// use kindstem::instrument::{VecMap, identity, library, parse};
    /// use kindstem::session::{Event, Session, State, Visit};
    /// use kindstem::study::{About, Plan, PlanPart, Role, Set, Target};
    /// use std::rc::Rc;
    ///
    /// let phq2 = library::structure("phq-2").unwrap();
    /// let part = PlanPart {
    ///     instrument: Rc::new(parse(phq2).unwrap()),
    ///     structure: identity(phq2),
    ///     target: Target::Myself,
    ///     about: About::default(),
    ///     period: None,
    ///     wording: VecMap::new(),
    /// };
    /// let plan = Plan { study: "demo".into(), wave: "T0".into(), sharing: false, parts: vec![part], envelopes: 0 };
    /// let visit = Visit {
    ///     slot: "0".repeat(32),
    ///     role: Role::Parent,
    ///     set: Set::Adult,
    ///     proof: "3".repeat(32),
    ///     continues: None,
    ///     session: "1".repeat(32),
    ///     app: "2".repeat(64),
    ///     opened: 0,
    ///     lang: "nl".into(),
    ///     mode: Default::default(),
    /// };
    /// let mut session = Session::new(Rc::new(plan), visit, 0);
    /// session.apply(Event::Answered { item: "phq2_1".into(), value: Value::Code(2) });
    /// assert_eq!(session.page().unwrap().answer("phq2_1"), Some(&Answer::Value(Value::Code(2))));
    /// session.apply(Event::Next(Default::default()));
    /// assert_eq!(session.state(), State::Sealing);
    /// ```
    pub fn apply(&mut self, event: Event) {
        match (self.state, event) {
            // Nothing is asked any more before somebody explained it.
            (State::Asking, event) if self.is_unclear && event.is_of_page() => {}
            (State::Asking, Event::Answered { item, value }) => self.accept(item, value),
            (State::Asking, Event::Nonresponse { item, reason: why }) => self.mark_missing(item, why),
            (State::Asking, Event::Cleared { item }) => {
                if let Some(said) = self.leavable_answers(&item) {
                    said.remove(&item);
                }
            }
            (State::Asking, Event::Attached(bytes)) => self.attach(bytes),
            (State::Asking, Event::Detached) => self.detach(),
            (State::Asking, Event::Next(clock)) => self.next(&clock),
            (State::Asking, Event::Stop(clock)) => self.stop(&clock),
            (State::Asking, Event::Erase(clock)) => self.erase(&clock),
            (State::Asking, Event::Back) => self.back(),
            (State::Asking, Event::Reread) => self.go_to(self.page_to_reread()),
            (State::Sealing, Event::Sealed { link }) => self.front_sealed(link),
            (State::Asking, Event::TalkWish(wants)) => self.panel.want(wants),
            (State::Asking, Event::TalkPlace(place)) => self.panel.at(&place),
            (State::Asking, Event::PauseEnded(clock)) => self.end_pause(&clock),
            (_, Event::PlanLoaded(plan)) => self.complete(plan),
            (_, Event::Language(lang)) => self.visit.lang = lang,
            (_, Event::Mode(mode)) => self.visit.mode = mode.fitting(),
            _ => {}
        }
    }

    /// How long the answers of a step's block stay in memory.
    pub(super) fn memory(&self, step: &Step) -> Memory {
        self.plan
            .parts
            .get(step.part)
            .and_then(|p| p.instrument.blocks.get(step.block))
            .map_or(Memory::Page, |b| b.memory)
    }
}
