//! The contact envelope: sealed right after taking part was asked, where a page asks for it, and at every ending. Each
//! tells the whole of what this visit said about a talk.

use super::conversation::Session;
use super::pending::Pending;
use super::steps;
use super::visit::State;
use super::wishes::Wishes;
use crate::answers::Value;
use crate::instrument::{Destination, Item, Page};
use crate::seal::{Clock, Contact, Moment, VERSION, Wants};

impl Session {
    /// Puts a contact envelope into the queue.
    pub(super) fn queue_contact(&mut self, when: Moment, clock: &Clock) {
        self.take_panel();
        let who = &self.visit;
        let contact = Contact {
            clock: clock.clone(),
            kind: Default::default(),
            not_when: self.wishes.told(&self.wishes.not_when),
            nth: self.contacts,
            // Known when it is sealed.
            prev: None,
            proof: who.proof.clone(),
            role: who.role,
            session: who.session.clone(),
            set: who.set,
            slot: who.slot.clone(),
            study: self.plan.study.clone(),
            v: VERSION,
            wants: self.wishes.wants,
            wave: self.plan.wave.clone(),
            when,
            where_: self.wishes.told(&self.wishes.place),
        };
        self.contacts += 1;
        self.jobs.push_back(Pending::Contact(contact));
    }

    /// Takes over what was said beside the questions. The panel is empty when it opens again, so that nobody who opens
    /// it later reads what was wished there before.
    pub(super) fn take_panel(&mut self) {
        let Wishes { wants, place, .. } = std::mem::take(&mut self.panel);
        if wants != Wants::NotAsked {
            self.wishes.wants = wants;
        }
        if !place.is_empty() {
            self.wishes.place = place;
        }
    }

    /// Takes over what a page says about contact. `true` where the page asks for it and it changed. A page that says
    /// nothing, and said nothing before, leaves what was said beside the questions.
    pub(super) fn read_wishes(&mut self, n: usize) -> bool {
        let said_before = self.sealed.get(n).is_some_and(Option::is_some);
        let Some((part, block, page)) = self.step_at(n) else { return false };
        let Some(said) = self.answers.get(part) else { return false };
        let value = |item: &Item| {
            let asked = steps::asked(&self.plan, block, item, said);
            said.get(&item.id).and_then(|a| a.value()).filter(|_| asked)
        };
        let items = || page.items.iter().filter(|i| i.is_contact());
        if !said_before && items().all(|i| value(i).is_none()) {
            return false;
        }
        let mut wishes = self.wishes.clone();
        for item in items() {
            let value = value(item);
            let text = || if let Some(Value::Text(text)) = value { text.clone() } else { String::new() };
            match item.destination {
                Some(Destination::ContactWants) => wishes.want(wants(value)),
                Some(Destination::ContactWhere) => wishes.place = text(),
                Some(Destination::ContactNotWhen) => wishes.not_when = text(),
                Some(Destination::Nowhere) | None => {}
            }
        }
        let changed = wishes != self.wishes;
        self.wishes = wishes;
        changed
    }

    /// The same page again, once a contact envelope is out.
    pub(super) fn end_pause(&mut self, clock: &Clock) {
        self.upcoming = self.current;
        self.state = State::Sealing;
        self.queue_contact(Moment::Asked, clock);
    }
}

/// Whether a page asks for something that goes into the contact envelope.
pub(super) fn asks_for_contact(page: &Page) -> bool {
    page.items.iter().any(|i| i.is_contact())
}

fn wants(value: Option<&Value>) -> Wants {
    match value {
        Some(Value::Code(1)) => Wants::Yes,
        Some(Value::Code(0)) => Wants::No,
        Some(Value::Code(2)) => Wants::Later,
        _ => Wants::NotAsked,
    }
}
