//! Going on, going back, closing blocks, ending.

use super::job::Waiting;
use super::{Session, State, Step, contact, doors, steps};
use crate::answers::{Answer, Answers, Value};
use crate::instrument::{Block, Memory, Page};
use crate::scoring;
use crate::seal::{self, Clock, Moment};

impl Session {
    /// The respondent confirmed the page.
    pub(super) fn next(&mut self, clock: &Clock) {
        let Some(step) = self.steps.get(self.at).copied() else { return };
        if self.is_unclear {
            return self.stop(clock);
        }
        if self.shut(false) || self.asks_again() {
            return;
        }
        self.settle();
        self.explained.clear();
        self.state = State::Sealing;
        if self.seq == 0 {
            // Blocks before the first page on the screen that this wave does not ask: their pages are entries too.
            let mut passed: Vec<Step> = self.steps[self.first..self.at].to_vec();
            passed.retain(|s| s.nth_block < step.nth_block);
            passed.dedup_by_key(|s| s.nth_block);
            passed.into_iter().for_each(|block| self.close_block(block, clock));
        }
        self.confirm(self.at, clock);
        if self.refuses_gate(self.at) {
            self.decline(step, clock);
        } else {
            if self.is_gate(self.at) {
                self.tell(Moment::Begin, clock);
            }
            self.then = self.walk_on(step, clock);
            if self.then >= self.steps.len() {
                self.end(clock);
            }
        }
        // Nothing had changed: the page is safe already.
        if self.jobs.is_empty() {
            self.arrive();
        }
    }

    /// The next page that is asked; blocks that are left on the way are closed.
    fn walk_on(&mut self, from: Step, clock: &Clock) -> usize {
        let mut next = self.at + 1;
        let mut block = from;
        loop {
            match self.steps.get(next).copied() {
                Some(step) if step.nth_block == block.nth_block => {
                    if self.is_asked(next) {
                        return next;
                    }
                    next += 1;
                }
                following => {
                    self.close_block(block, clock);
                    let Some(step) = following else { return next };
                    if self.is_asked(next) {
                        return next;
                    }
                    block = step;
                    next += 1;
                }
            }
        }
    }

    /// Seals the pages that branching left out, so that every page gives exactly one entry; scores and forgets.
    fn close_block(&mut self, of: Step, clock: &Clock) {
        let pages: Vec<usize> = (0..self.steps.len()).filter(|n| self.steps[*n].nth_block == of.nth_block).collect();
        for n in pages {
            if !self.is_asked(n) {
                self.confirm(n, clock);
            }
        }
        let last_of_part = self.steps.iter().filter(|s| s.part == of.part).map(|s| s.nth_block).max();
        if last_of_part == Some(of.nth_block) {
            self.score_part(of.part);
        }
        if self.memory(&of) != Memory::Session {
            self.leaving.push(of);
        }
    }

    /// Puts a page into the queue, unless it was sealed just so before.
    fn confirm(&mut self, n: usize, clock: &Clock) {
        let Some(answers) = self.page_answers(n) else { return };
        let changed = self.hears(n);
        if self.sealed[n].as_ref() == Some(&answers) && !self.is_fresh(n) {
            if changed {
                self.tell(Moment::Asked, clock);
            }
            return;
        }
        self.jobs.push_back(Waiting::Page(self.left(n, answers.clone(), clock, seal::State::Confirmed)));
        self.put_aside(n);
        self.sealed[n] = Some(answers);
        if self.asks_for_contact(n) {
            self.tell(Moment::Asked, clock);
        }
    }

    fn score_part(&mut self, part: usize) {
        let pages: Vec<usize> = (0..self.steps.len()).filter(|n| self.steps[*n].part == part).collect();
        let whole = pages.iter().all(|n| self.sealed[*n].is_some());
        let (true, Some(p)) = (whole, self.plan.parts.get(part)) else { return };
        let mut answers = Answers::new();
        for (item, answer) in pages.iter().filter_map(|n| self.sealed[*n].as_ref()).flatten() {
            answers.insert(item.clone(), answer.clone());
        }
        let context = scoring::Context { period: p.period, norms: None };
        self.scores[part] = Some(scoring::score(&p.instrument, &answers, context));
    }

    /// Drops what was said in a block whose memory ends with it. What was sealed is needed until the part is scored.
    fn forget(&mut self, of: Step) {
        let Some(block) = self.plan.parts.get(of.part).and_then(|p| p.instrument.blocks.get(of.block)) else { return };
        if let Some(said) = self.said.get_mut(of.part) {
            for item in block.pages.iter().flat_map(|p| &p.items) {
                let typed = matches!(said.get(&item.id).and_then(Answer::value), Some(Value::Text(_)));
                if block.memory != Memory::Codes {
                    said.remove(&item.id);
                } else if typed {
                    // That there were words, without them.
                    said.insert(item.id.clone(), Answer::Value(Value::Text(String::new())));
                }
            }
        }
        if self.scores[of.part].is_some() {
            let of_part = self.steps.iter().zip(&mut self.sealed).filter(|(s, _)| s.part == of.part);
            of_part.for_each(|(_, sealed)| *sealed = None);
        }
    }

    /// Does not take part: every page that is left is filled with a dummy, so that the traffic is the same.
    fn decline(&mut self, gate: Step, clock: &Clock) {
        self.tell(Moment::Begin, clock);
        // Pages that branching left out on the way to the gate are entries too; nobody closes this block any more.
        for n in (0..self.at).filter(|n| self.steps[*n].nth_block == gate.nth_block).collect::<Vec<_>>() {
            if !self.is_asked(n) {
                self.confirm(n, clock);
            }
        }
        for n in self.at + 1..self.steps.len() {
            if self.sealed[n].is_none() {
                self.jobs.push_back(Waiting::Page(self.left(n, Answers::new(), clock, seal::State::Dummy)));
                self.put_aside(n);
                if self.asks_for_contact(n) {
                    self.tell(Moment::Asked, clock);
                }
            }
        }
        self.then = self.steps.len();
        self.end(clock);
    }

    /// Stops before everything was asked. No manifest: the questionnaire is not finished.
    pub(super) fn stop(&mut self, clock: &Clock) {
        self.stopped = Some(self.open_block());
        // What stands behind an open door was not confirmed.
        self.shut(true);
        // Behind a closed door something is done, so it is kept; and a page that asks what was understood says how far
        // that came. Everybody who stops on such a page seals it, also one that had been sealed.
        let doors = self.place(self.at).is_some_and(|(.., page)| page.doors().is_some());
        if self.leaves_unsure() || doors {
            self.sealed[self.at] = None;
            self.confirm(self.at, clock);
        }
        self.leave_off(clock);
    }

    /// An entry that says: drop this session unread. What was sealed before is deleted by who holds its secrets.
    pub(super) fn erase(&mut self, clock: &Clock) {
        self.stopped = Some(0);
        let erased = self.left(self.at, Answers::new(), clock, seal::State::Erased);
        self.jobs.push_back(Waiting::Page(erased));
        self.leave_off(clock);
    }

    fn leave_off(&mut self, clock: &Clock) {
        self.state = State::Sealing;
        self.then = self.steps.len();
        self.tell(Moment::End, clock);
    }

    fn end(&mut self, clock: &Clock) {
        self.jobs.push_back(Waiting::Manifest(clock.clone()));
        self.tell(Moment::End, clock);
    }

    /// The front job is safe.
    pub(super) fn done(&mut self, link: String) {
        let Some(job) = self.jobs.pop_front() else { return };
        if job.in_chain() {
            self.prev = Some(link);
            self.seq += 1;
        }
        if self.jobs.is_empty() {
            self.arrive();
        }
    }

    fn arrive(&mut self) {
        self.at = self.then;
        self.is_open = false;
        std::mem::take(&mut self.leaving).into_iter().for_each(|block| self.forget(block));
        if self.at < self.steps.len() {
            self.state = State::Asking;
        } else {
            self.state = State::Ended;
            self.said.iter_mut().for_each(Answers::clear);
            self.sealed.iter_mut().for_each(|s| *s = None);
            self.scores.iter_mut().for_each(|s| *s = None);
            self.aside.clear();
            self.wrong.clear();
            self.wishes = contact::Wishes::default();
        }
    }

    /// The page before page `at` that the respondent may see again.
    pub(super) fn previous(&self, at: usize) -> Option<usize> {
        let here = self.steps.get(at)?;
        let before = (self.first..at).rev().find(|n| self.is_asked(*n))?;
        let step = self.steps.get(before)?;
        let allowed = match self.memory(step) {
            Memory::Page | Memory::Codes => false,
            Memory::Block => step.nth_block == here.nth_block,
            Memory::Session => true,
        };
        (allowed && !self.is_gate(before)).then_some(before)
    }

    /// Out of a house, or one page back.
    pub(super) fn back(&mut self) {
        if !self.shut(true) {
            self.goes_back_to(self.previous(self.at));
        }
    }

    pub(super) fn goes_back_to(&mut self, page: Option<usize>) {
        if let Some(page) = page {
            self.at = page;
            self.explained.clear();
        }
    }

    /// A session may begin in a block whose first pages this wave does not ask.
    pub(super) fn skip_hidden_start(&mut self) {
        while self.at < self.steps.len() && !self.is_asked(self.at) {
            self.at += 1;
        }
        if self.at == self.steps.len() {
            self.state = State::Ended;
        }
    }

    fn is_asked(&self, n: usize) -> bool {
        self.place(n).is_some_and(|(part, block, page)| {
            self.said.get(part).is_some_and(|said| steps::page_asked(&self.plan, block, page, said))
        })
    }

    fn page_answers(&self, n: usize) -> Option<Answers> {
        let (part, block, page) = self.place(n)?;
        let mut answers = steps::page_answers(&self.plan, block, page, self.said.get(part)?);
        let instrument = &self.plan.parts.get(part)?.instrument;
        for item in page.items.iter().filter(|i| i.shuffles() && steps::asked(&self.plan, block, i, &self.said[part])) {
            let order = doors::drawn(&self.sitting.session, instrument.choices(item));
            answers.insert(item.id.clone(), Answer::Value(Value::Codes(order)));
        }
        self.spoken_for(n, &mut answers);
        Some(answers)
    }

    fn asks_for_contact(&self, n: usize) -> bool {
        self.place(n).is_some_and(|(_, _, page)| contact::asks_for_contact(page))
    }

    pub(super) fn place(&self, n: usize) -> Option<(usize, &Block, &Page)> {
        let step = self.steps.get(n)?;
        let block = self.plan.parts.get(step.part)?.instrument.blocks.get(step.block)?;
        Some((step.part, block, block.pages.get(step.page)?))
    }

    fn is_gate(&self, n: usize) -> bool {
        self.gates(n).next().is_some()
    }

    fn refuses_gate(&self, n: usize) -> bool {
        self.gates(n).any(|passes| !passes)
    }

    /// Of each question whether to take part that is on the screen, whether its answer goes on: one that is not asked in
    /// this wave, or that branching hides, stops nobody.
    fn gates(&self, n: usize) -> impl Iterator<Item = bool> {
        let on_page = self.place(n).and_then(|(part, block, page)| Some((block, page, self.said.get(part)?)));
        on_page.into_iter().flat_map(move |(block, page, said)| {
            let asked = page.items.iter().filter(move |i| steps::asked(&self.plan, block, i, said));
            asked.filter_map(|i| Some(said.get(&i.id).and_then(Answer::value) == Some(&Value::Code(i.flow().gate?))))
        })
    }
}
