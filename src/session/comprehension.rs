//! Comprehension questions (`correct_code`): nobody comes to the question whether to take part who did not answer each of
//! them rightly in this visit.
//!
//! | *Verder* on a page on which | what happens |
//! |---|---|
//! | a question is open | it is asked again, and that counts for nothing |
//! | an answer is not the right one | it is taken back and explained, and asked again |
//! | that happened to a question for the third time | the screen says whom to ask; going on stops the visit |
//!
//! None of this seals anything, so nobody who counts envelopes learns of it. Stopping on such a page seals it, as
//! everybody does there: with the right answer, else with `no_choice`, after the third round with `dont_know`. A wrong
//! answer is never sealed. The link stays valid: a later visit asks all of it again.

use super::conversation::Session;
use super::steps;
use crate::answers::{Answer, Missing, Value};
use crate::instrument::Item;

/// So many wrong answers to one question, and somebody has to explain it.
const ROUNDS: usize = 3;

impl Session {
    /// Whether the page is asked again because not everything on it was answered rightly.
    pub(super) fn repeats_page(&mut self) -> bool {
        let (open, wrong) = self.open_and_wrong();
        if open || wrong.is_empty() {
            return open;
        }
        for id in &wrong {
            self.wrong_answers.push((self.current, id.clone()));
            let times = self.wrong_answers.iter().filter(|(n, i)| (n, i) == (&self.current, id)).count();
            self.is_unclear |= times >= ROUNDS;
            self.take_back(id, (times >= ROUNDS).then_some(Missing::DontKnow));
        }
        self.explained = wrong;
        true
    }

    /// Takes wrong answers back that were chosen and never confirmed, before the page is sealed by stopping on it.
    /// `false` where the page asks nothing of the kind.
    pub(super) fn withdraw_wrong(&mut self) -> bool {
        let (_, wrong) = self.open_and_wrong();
        wrong.iter().for_each(|id| self.take_back(id, None));
        self.step_at(self.current).is_some_and(|(.., page)| page.items.iter().any(|i| i.flow().correct_code.is_some()))
    }

    /// Begins with the questions for understanding where the question whether to take part is still to come: they have
    /// to be answered in the same visit.
    pub(super) fn start_before_gate(&mut self) {
        // The first block since the last gate that asks something of the kind.
        let mut block = None;
        for n in 0..self.steps.len() {
            let has = |what: fn(&Item) -> bool| {
                let page = self.step_at(n).map(|(.., page)| page);
                page.is_some_and(|p| p.items.iter().any(|i| i.in_wave(&self.plan.wave) && what(i)))
            };
            let gate = has(|i| i.flow().gate.is_some());
            if gate && n >= self.first {
                let asked = self.steps.iter().position(|s| Some(s.nth_block) == block);
                self.first = asked.unwrap_or(self.first);
                (self.current, self.upcoming) = (self.first, self.first);
                return;
            }
            if gate {
                block = None;
            } else if block.is_none() && n < self.first && has(|i| i.flow().correct_code.is_some()) {
                block = Some(self.steps[n].nth_block);
            }
        }
    }

    /// Whether a question for understanding that is asked here is open, and the ids of those with a wrong answer.
    fn open_and_wrong(&self) -> (bool, Vec<String>) {
        let (mut open, mut wrong) = (false, Vec::new());
        let Some((part, block, page)) = self.step_at(self.current) else { return (open, wrong) };
        let Some(said) = self.answers.get(part) else { return (open, wrong) };
        let asked = page.items.iter().filter(|i| steps::asked(&self.plan, block, i, said));
        for (item, right) in asked.filter_map(|i| Some((i, i.flow().correct_code?))) {
            match said.get(&item.id).and_then(Answer::value) {
                None => open = true,
                Some(Value::Code(code)) if *code == right => {}
                Some(_) => wrong.push(item.id.clone()),
            }
        }
        (open, wrong)
    }

    fn take_back(&mut self, id: &str, why: Option<Missing>) {
        let part = self.steps.get(self.current).map_or(0, |s| s.part);
        let Some(said) = self.answers.get_mut(part) else { return };
        match why {
            Some(why) => said.insert(id.to_string(), Answer::Missing(why)),
            None => said.remove(id),
        };
    }
}
