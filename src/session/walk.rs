//! Going on, going back, closing blocks, ending.

use super::conversation::Session;
use super::pending::Pending;
use super::steps::{self, Step};
use super::visit::State;
use super::wishes::Wishes;
use super::{branch_menu, contact};
use crate::answers::{Answer, Answers, Value};
use crate::instrument::{Block, Memory, Page};
use crate::scoring;
use crate::seal::{self, Clock, Moment};

impl Session {
    /// The respondent confirmed the page.
    pub(super) fn next(&mut self, clock: &Clock) {
        let Some(step) = self.steps.get(self.current).copied() else { return };
        if self.is_unclear {
            return self.stop(clock);
        }
        if self.close_branch(false) || self.repeats_page() {
            return;
        }
        self.take_panel();
        self.explained.clear();
        self.state = State::Sealing;
        if self.seq == 0 {
            // Blocks before the first page on the screen that this wave does not ask: their pages are entries too.
            let mut passed: Vec<Step> = self.steps[self.first..self.current].to_vec();
            passed.retain(|s| s.nth_block < step.nth_block);
            passed.dedup_by_key(|s| s.nth_block);
            passed.into_iter().for_each(|block| self.close_block(block, clock));
        }
        self.confirm(self.current, clock);
        if self.refuses_gate(self.current) {
            self.decline(step, clock);
        } else {
            if self.is_gate(self.current) {
                self.queue_contact(Moment::Begin, clock);
            }
            self.upcoming = self.walk_on(step, clock);
            if self.upcoming >= self.steps.len() {
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
        let mut next = self.current + 1;
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
            self.to_forget.push(of);
        }
    }

    /// Puts a page into the queue, unless it was sealed just so before.
    fn confirm(&mut self, n: usize, clock: &Clock) {
        let Some(answers) = self.page_answers(n) else { return };
        let changed = self.read_wishes(n);
        if self.sealed[n].as_ref() == Some(&answers) && !self.has_unsealed(n) {
            if changed {
                self.queue_contact(Moment::Asked, clock);
            }
            return;
        }
        self.jobs.push_back(Pending::Page(self.snapshot(n, answers.clone(), clock, seal::State::Confirmed)));
        self.queue_attachment(n);
        self.sealed[n] = Some(answers);
        if self.asks_for_contact(n) {
            self.queue_contact(Moment::Asked, clock);
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
    fn forget_block(&mut self, of: Step) {
        let Some(block) = self.plan.parts.get(of.part).and_then(|p| p.instrument.blocks.get(of.block)) else { return };
        if let Some(said) = self.answers.get_mut(of.part) {
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
        self.queue_contact(Moment::Begin, clock);
        // Pages that branching left out on the way to the gate are entries too; nobody closes this block any more.
        for n in (0..self.current).filter(|n| self.steps[*n].nth_block == gate.nth_block).collect::<Vec<_>>() {
            if !self.is_asked(n) {
                self.confirm(n, clock);
            }
        }
        for n in self.current + 1..self.steps.len() {
            if self.sealed[n].is_none() {
                self.jobs.push_back(Pending::Page(self.snapshot(n, Answers::new(), clock, seal::State::Dummy)));
                self.queue_attachment(n);
                if self.asks_for_contact(n) {
                    self.queue_contact(Moment::Asked, clock);
                }
            }
        }
        self.upcoming = self.steps.len();
        self.end(clock);
    }

    /// Stops before everything was asked. No manifest: the questionnaire is not finished.
    pub(super) fn stop(&mut self, clock: &Clock) {
        self.stopped = Some(self.open_block());
        // What was answered in an open branch was not confirmed.
        self.close_branch(true);
        // A closed branch is done, so it is kept; and a page that asks what was understood says how far
        // that came. Everybody who stops on such a page seals it, also one that had been sealed.
        let doors = self.step_at(self.current).is_some_and(|(.., page)| page.doors().is_some());
        if self.withdraw_wrong() || doors {
            self.sealed[self.current] = None;
            self.confirm(self.current, clock);
        }
        self.break_off(clock);
    }

    /// An entry that says: drop this session unread. What was sealed before is deleted by who holds its secrets.
    pub(super) fn erase(&mut self, clock: &Clock) {
        self.stopped = Some(0);
        let erased = self.snapshot(self.current, Answers::new(), clock, seal::State::Erased);
        self.jobs.push_back(Pending::Page(erased));
        self.break_off(clock);
    }

    fn break_off(&mut self, clock: &Clock) {
        self.state = State::Sealing;
        self.upcoming = self.steps.len();
        self.queue_contact(Moment::End, clock);
    }

    fn end(&mut self, clock: &Clock) {
        // The manifest behind it: its end names every contact envelope.
        self.queue_contact(Moment::End, clock);
        self.jobs.push_back(Pending::Manifest(clock.clone()));
    }

    /// The front job is safe.
    pub(super) fn front_sealed(&mut self, link: String) {
        match self.jobs.pop_front() {
            None => return,
            Some(Pending::Contact(_)) => self.last_contact = Some(link),
            Some(_) => {
                self.prev = Some(link);
                self.seq += 1;
            }
        }
        if self.jobs.is_empty() {
            self.arrive();
        }
    }

    fn arrive(&mut self) {
        self.current = self.upcoming;
        self.is_branch_open = false;
        std::mem::take(&mut self.to_forget).into_iter().for_each(|block| self.forget_block(block));
        if self.current < self.steps.len() {
            self.state = State::Asking;
        } else {
            self.state = State::Ended;
            self.answers.iter_mut().for_each(Answers::clear);
            self.sealed.iter_mut().for_each(|s| *s = None);
            self.scores.iter_mut().for_each(|s| *s = None);
            self.attachments.clear();
            self.wrong_answers.clear();
            self.wishes = Wishes::default();
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
        if !self.close_branch(true) {
            self.go_to(self.previous(self.current));
        }
    }

    pub(super) fn go_to(&mut self, page: Option<usize>) {
        if let Some(page) = page {
            self.current = page;
            self.explained.clear();
        }
    }

    /// A session may begin in a block whose first pages this wave does not ask.
    pub(super) fn skip_hidden_start(&mut self) {
        while self.current < self.steps.len() && !self.is_asked(self.current) {
            self.current += 1;
        }
        if self.current == self.steps.len() {
            self.state = State::Ended;
        }
    }

    fn is_asked(&self, n: usize) -> bool {
        self.step_at(n).is_some_and(|(part, block, page)| {
            self.answers.get(part).is_some_and(|said| steps::page_asked(&self.plan, block, page, said))
        })
    }

    fn page_answers(&self, n: usize) -> Option<Answers> {
        let (part, block, page) = self.step_at(n)?;
        let mut answers = steps::page_answers(&self.plan, block, page, self.answers.get(part)?);
        let instrument = &self.plan.parts.get(part)?.instrument;
        for item in
            page.items.iter().filter(|i| i.shuffles() && steps::asked(&self.plan, block, i, &self.answers[part]))
        {
            let order = branch_menu::drawn(&self.visit.session, instrument.choices(item));
            answers.insert(item.id.clone(), Answer::Value(Value::Codes(order)));
        }
        self.count_recording(n, &mut answers);
        Some(answers)
    }

    fn asks_for_contact(&self, n: usize) -> bool {
        self.step_at(n).is_some_and(|(_, _, page)| contact::asks_for_contact(page))
    }

    pub(super) fn step_at(&self, n: usize) -> Option<(usize, &Block, &Page)> {
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

    /// Of each question whether to take part that is on the screen, whether its answer goes on: one that is not asked
    /// in this wave, or that branching hides, stops nobody.
    fn gates(&self, n: usize) -> impl Iterator<Item = bool> {
        let on_page = self.step_at(n).and_then(|(part, block, page)| Some((block, page, self.answers.get(part)?)));
        on_page.into_iter().flat_map(move |(block, page, said)| {
            let asked = page.items.iter().filter(move |i| steps::asked(&self.plan, block, i, said));
            asked.filter_map(|i| Some(said.get(&i.id).and_then(Answer::value) == Some(&Value::Code(i.flow().gate?))))
        })
    }
}
