//! Going on, going back, closing blocks, ending.

use super::job::Waiting;
use super::{Session, State, Step, steps};
use crate::answers::Answers;
use crate::instrument::{Block, Memory, Page};
use crate::scoring;
use crate::seal::{Clock, Moment};

impl Session {
    /// The respondent confirmed the page.
    pub(super) fn next(&mut self, clock: &Clock) {
        let Some(step) = self.steps.get(self.at).copied() else { return };
        self.state = State::Sealing;
        if self.seq == 0 {
            // Blocks before the first page on the screen that this wave does not ask: their pages are entries too.
            for n in self.first..self.at {
                if self.steps[n].nth_block < step.nth_block {
                    self.confirm(n, clock);
                }
            }
        }
        self.confirm(self.at, clock);
        if self.refuses_gate(self.at) {
            self.decline(clock);
        } else {
            if self.is_gate(self.at) {
                let contact = self.contact(Moment::Begin, clock);
                self.jobs.push_back(Waiting::Contact(contact));
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
            self.forget(of);
        }
    }

    /// Puts a page into the queue, unless it was sealed just so before.
    fn confirm(&mut self, n: usize, clock: &Clock) {
        let Some(answers) = self.page_answers(n) else { return };
        if self.sealed.get(&n) == Some(&answers) {
            return;
        }
        self.jobs.push_back(Waiting::Page { step: n, answers: answers.clone(), clock: clock.clone() });
        self.sealed.insert(n, answers);
    }

    fn score_part(&mut self, part: usize) {
        let pages: Vec<usize> = (0..self.steps.len()).filter(|n| self.steps[*n].part == part).collect();
        let whole = pages.iter().all(|n| self.sealed.contains_key(n));
        let (true, Some(p)) = (whole, self.plan.parts.get(part)) else { return };
        let answers: Answers =
            pages.iter().filter_map(|n| self.sealed.get(n)).flatten().map(|(k, v)| (k.clone(), v.clone())).collect();
        let context = scoring::Context { period: p.period, norms: None };
        self.scores.insert(part, scoring::score(&p.instrument, &answers, context));
    }

    /// Drops what was said in a block whose memory ends with it. What was sealed is needed until the part is scored.
    fn forget(&mut self, of: Step) {
        let Some(block) = self.plan.parts.get(of.part).and_then(|p| p.instrument.blocks.get(of.block)) else { return };
        if let Some(said) = self.said.get_mut(of.part) {
            for item in block.pages.iter().flat_map(|p| &p.items) {
                said.remove(&item.id);
            }
        }
        if self.scores.contains_key(&of.part) {
            let steps = &self.steps;
            self.sealed.retain(|n, _| steps[*n].part != of.part);
        }
    }

    /// Does not take part: every page that is left is filled with a dummy, so that the traffic is the same.
    fn decline(&mut self, clock: &Clock) {
        let contact = self.contact(Moment::Begin, clock);
        self.jobs.push_back(Waiting::Contact(contact));
        for n in self.at + 1..self.steps.len() {
            self.jobs.push_back(Waiting::Dummy { step: n, clock: clock.clone() });
        }
        self.then = self.steps.len();
        self.end(clock);
    }

    fn end(&mut self, clock: &Clock) {
        self.jobs.push_back(Waiting::Manifest(clock.clone()));
        let contact = self.contact(Moment::End, clock);
        self.jobs.push_back(Waiting::Contact(contact));
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
        if self.at < self.steps.len() {
            self.state = State::Asking;
        } else {
            self.state = State::Ended;
            self.said.iter_mut().for_each(Answers::clear);
            self.sealed.clear();
            self.scores.clear();
        }
    }

    /// The page before this one that the respondent may see again.
    pub(super) fn previous(&self) -> Option<usize> {
        let here = self.steps.get(self.at)?;
        let before = (self.first..self.at).rev().find(|n| self.is_asked(*n))?;
        let step = self.steps.get(before)?;
        let allowed = match self.memory(step) {
            Memory::Page => false,
            Memory::Block => step.nth_block == here.nth_block,
            Memory::Session => true,
        };
        (allowed && !self.is_gate(before)).then_some(before)
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
            self.said.get(part).is_some_and(|said| steps::page_asked(&self.plan.wave, block, page, said))
        })
    }

    fn page_answers(&self, n: usize) -> Option<Answers> {
        let (part, block, page) = self.place(n)?;
        Some(steps::page_answers(&self.plan.wave, block, page, self.said.get(part)?))
    }

    fn place(&self, n: usize) -> Option<(usize, &Block, &Page)> {
        let step = self.steps.get(n)?;
        let block = self.plan.parts.get(step.part)?.instrument.blocks.get(step.block)?;
        Some((step.part, block, block.pages.get(step.page)?))
    }

    fn is_gate(&self, n: usize) -> bool {
        self.place(n).is_some_and(|(_, _, page)| page.items.iter().any(|i| i.gate.is_some()))
    }

    fn refuses_gate(&self, n: usize) -> bool {
        let Some((part, _, page)) = self.place(n) else { return false };
        let said = |id: &str| self.said.get(part).and_then(|s| s.get(id)).and_then(|a| a.number());
        page.items.iter().any(|i| i.gate.is_some_and(|g| said(&i.id).and_then(|n| n.as_whole()) != Some(i64::from(g))))
    }
}
