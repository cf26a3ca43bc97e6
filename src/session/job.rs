//! What has to be sealed: jobs wait in a queue, and become bytes when the one before them is safe, because each
//! entry of the chain names the ciphertext before it.

use super::conversation::Session;
use super::pending::{PageSnapshot, Pending, Sizes};
use crate::answers::{Answers, Given, Said};
use crate::instrument::Item;
use crate::seal::canonical;
use crate::seal::{ATTACHMENT_SIZE, CONTACT_SIZE, Clock, Contact, Entry, InstrumentId, Manifest};
use crate::seal::{PartScores, State, VERSION};
use crate::study::{PlanPart, Words};

/// Something to be sealed now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// The plaintext: canonical JSON (RFC 8785), for an attachment followed by a line feed and its bytes.
    pub plain: Vec<u8>,
    /// Padded size in bytes.
    pub size: usize,
    /// For whom.
    pub to: Recipients,
}

/// For whom something is sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recipients {
    /// The study's recipients of answers.
    Answers,
    /// The study's contact recipients.
    Contacts,
}

impl Session {
    /// Returns what must be sealed next; `None` if nothing waits. It stays the same until [`super::Event::Sealed`].
    pub fn job(&self) -> Option<Job> {
        match self.jobs.front()? {
            Pending::Page(left) => self.page_job(left),
            Pending::Manifest(clock) => Some(Job {
                plain: canonical(&self.manifest(clock)),
                size: self.sizes().manifest,
                to: Recipients::Answers,
            }),
            Pending::Attachment(piece) => {
                Some(Job { plain: self.piece(piece)?, size: ATTACHMENT_SIZE, to: Recipients::Answers })
            }
            Pending::Contact(contact) => {
                let contact = Contact { prev: self.last_contact.clone(), ..contact.clone() };
                Some(Job { plain: canonical(&contact), size: CONTACT_SIZE, to: Recipients::Contacts })
            }
        }
    }

    /// Returns the page on the screen as it stands, to be kept on this device in case it is never confirmed. None where
    /// the page asks for no words.
    pub fn draft(&self, clock: &Clock) -> Option<Job> {
        let view = self.page().filter(|_| self.state == super::visit::State::Asking)?;
        if !view.asked().any(|i| i.is_free()) {
            return None;
        }
        let mut answers = Answers::new();
        for item in view.asked().filter(|i| i.kept()) {
            if let Some(answer) = view.answer(&item.id) {
                answers.insert(item.id.clone(), answer.clone());
            }
        }
        self.page_job(&self.snapshot(self.current, answers, clock, State::Draft))
    }

    pub(super) fn snapshot(&self, step: usize, answers: Answers, clock: &Clock, state: State) -> PageSnapshot {
        let (lang, mut mode) = (self.visit.lang.clone(), self.visit.mode.clone());
        mode.input = self.input(step);
        let said = |part: usize, item: &Item| self.answers.get(part).is_some_and(|s| s.contains_key(&item.id));
        let items =
            self.step_at(step).into_iter().flat_map(|(part, _, page)| page.items.iter().map(move |i| (part, i)));
        let untouched = items.filter(|(part, i)| i.default_code().is_some() && !said(*part, i));
        let untouched = untouched.map(|(_, i)| i.id.clone()).collect();
        PageSnapshot { step, answers, clock: clock.clone(), state, lang, mode, untouched }
    }

    fn page_job(&self, left: &PageSnapshot) -> Option<Job> {
        let step = self.steps.get(left.step)?;
        let part = self.plan.parts.get(step.part)?;
        let page = part.instrument.blocks.get(step.block)?.pages.get(step.page)?;
        let who = &self.visit;
        let in_chain = left.state != State::Draft;
        let said = |i: &Item| {
            let answer = left.answers.get(&i.id)?.clone();
            let given = if left.untouched.contains(&i.id) { Given::Default } else { Given::Chosen };
            let given = answer.value().and(i.default_code()).map(|_| given);
            Some(Said { item: i.id.clone(), answer, given })
        };
        let mut mode = left.mode.clone();
        mode.faces = mode.faces && page.items.iter().any(|i| i.choice().is_some_and(|c| c.faces));
        let entry = Entry {
            about: part.about.clone(),
            answers: page.items.iter().filter_map(said).collect(),
            app: who.app.clone(),
            clock: left.clock.clone(),
            contact: self.last_contact.clone().filter(|_| in_chain),
            continues: who.continues.clone(),
            instrument: InstrumentId {
                id: part.instrument.id.clone(),
                sha256: part.structure.clone(),
                version: part.instrument.version.clone(),
            },
            kind: Default::default(),
            mode,
            opened: who.opened,
            page: page.id.clone(),
            part: step.part as u32,
            period: part.period,
            prev: self.prev.clone().filter(|_| in_chain),
            proof: who.proof.clone(),
            role: who.role,
            seq: if in_chain { self.seq } else { 0 },
            session: who.session.clone(),
            set: who.set,
            slot: who.slot.clone(),
            state: left.state,
            study: self.plan.study.clone(),
            text: words(part, &left.lang),
            v: VERSION,
            wave: self.plan.wave.clone(),
        };
        let size = self.sizes().parts.get(step.part).copied()?;
        Some(Job { plain: canonical(&entry), size, to: Recipients::Answers })
    }

    /// Computed when the first page is confirmed, so that the first question need not wait for it.
    fn sizes(&self) -> &Sizes {
        self.sizes.get_or_init(|| Sizes::of(&self.plan))
    }

    fn manifest(&self, clock: &Clock) -> Manifest {
        let who = &self.visit;
        let scores = self.scores.iter().enumerate().filter_map(|(part, document)| {
            document.as_ref().map(|d| PartScores { document: d.clone(), part: part as u32 })
        });
        Manifest {
            app: who.app.clone(),
            clock: clock.clone(),
            contact: self.last_contact.clone(),
            count: self.seq,
            kind: Default::default(),
            prev: self.prev.clone(),
            proof: who.proof.clone(),
            role: who.role,
            scores: scores.collect(),
            seq: self.seq,
            session: who.session.clone(),
            set: who.set,
            slot: who.slot.clone(),
            study: self.plan.study.clone(),
            v: VERSION,
            wave: self.plan.wave.clone(),
        }
    }
}

/// The words that were read: the language's, else those that the screen falls back on.
fn words(part: &PlanPart, lang: &str) -> Words {
    let known = part.wording.get(lang).or_else(|| part.wording.values().next());
    known.cloned().unwrap_or_else(|| Words { lang: lang.into(), pack: String::new(), sha256: String::new() })
}
