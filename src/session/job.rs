//! What has to be sealed: jobs wait in a queue, and become bytes when the one before them is safe, because each
//! entry of the chain names the ciphertext before it.

use super::Session;
use super::aside::Piece;
use crate::answers::{Answers, Given, Said};
use crate::instrument::Item;
use crate::seal::{ATTACHMENT_SIZE, CONTACT_SIZE, Clock, Contact, Entry, InstrumentId, Manifest, Mode};
use crate::seal::{PartScores, State, VERSION};
use crate::seal::{canonical, entry_size, manifest_size};
use crate::study::{Plan, PlanPart, Words};

/// Something to be sealed now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Canonical JSON.
    pub plain: Vec<u8>,
    /// Padded size in bytes.
    pub size: usize,
    /// For whom.
    pub to: To,
}

/// For whom something is sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// The study's recipients.
    Readers,
    /// The study's contact recipients.
    Contacts,
}

/// Something that waits to be sealed.
#[derive(Clone, Debug)]
pub(super) enum Waiting {
    Page(Left),
    Manifest(Clock),
    Contact(Contact),
    Piece(Piece),
}

/// A page as it stood when it was left: what changes while it waits does not change it.
#[derive(Clone, Debug)]
pub(super) struct Left {
    pub step: usize,
    pub answers: Answers,
    pub clock: Clock,
    pub state: State,
    pub lang: String,
    pub mode: Mode,
    /// Items with a default that were not touched.
    pub untouched: Vec<String>,
}

impl Waiting {
    pub(super) fn in_chain(&self) -> bool {
        !matches!(self, Waiting::Contact(_))
    }
}

impl Session {
    /// What has to be sealed next; none when nothing waits. The same until [`super::Event::Sealed`].
    pub fn job(&self) -> Option<Job> {
        match self.jobs.front()? {
            Waiting::Page(left) => self.page_job(left),
            Waiting::Manifest(clock) => {
                Some(Job { plain: canonical(&self.manifest(clock)), size: self.sizes().manifest, to: To::Readers })
            }
            Waiting::Piece(piece) => Some(Job { plain: self.piece(piece)?, size: ATTACHMENT_SIZE, to: To::Readers }),
            Waiting::Contact(contact) => Some(Job { plain: canonical(contact), size: CONTACT_SIZE, to: To::Contacts }),
        }
    }

    /// The page on the screen as it stands, to be kept on this device in case it is never confirmed. None where
    /// the page asks for no words.
    pub fn draft(&self, clock: &Clock) -> Option<Job> {
        let view = self.page().filter(|_| self.state == super::State::Asking)?;
        if !view.asked().any(|i| i.is_free()) {
            return None;
        }
        let mut answers = Answers::new();
        for item in view.asked().filter(|i| i.kept()) {
            if let Some(answer) = view.answer(&item.id) {
                answers.insert(item.id.clone(), answer.clone());
            }
        }
        self.page_job(&self.left(self.at, answers, clock, State::Draft))
    }

    pub(super) fn left(&self, step: usize, answers: Answers, clock: &Clock, state: State) -> Left {
        let (lang, mut mode) = (self.sitting.lang.clone(), self.sitting.mode.clone());
        mode.input = self.input(step);
        let said = |part: usize, item: &Item| self.said.get(part).is_some_and(|s| s.contains_key(&item.id));
        let items = self.place(step).into_iter().flat_map(|(part, _, page)| page.items.iter().map(move |i| (part, i)));
        let untouched = items.filter(|(part, i)| i.default_code().is_some() && !said(*part, i));
        let untouched = untouched.map(|(_, i)| i.id.clone()).collect();
        Left { step, answers, clock: clock.clone(), state, lang, mode, untouched }
    }

    fn page_job(&self, left: &Left) -> Option<Job> {
        let step = self.steps.get(left.step)?;
        let part = self.plan.parts.get(step.part)?;
        let page = part.instrument.blocks.get(step.block)?.pages.get(step.page)?;
        let who = &self.sitting;
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
        Some(Job { plain: canonical(&entry), size, to: To::Readers })
    }

    /// Computed when the first page is confirmed, so that the first question need not wait for it.
    fn sizes(&self) -> &Sizes {
        self.sizes.get_or_init(|| Sizes::of(&self.plan))
    }

    fn manifest(&self, clock: &Clock) -> Manifest {
        let who = &self.sitting;
        let scores = self.scores.iter().enumerate().filter_map(|(part, document)| {
            document.as_ref().map(|d| PartScores { document: d.clone(), part: part as u32 })
        });
        Manifest {
            app: who.app.clone(),
            clock: clock.clone(),
            count: self.seq,
            kind: Default::default(),
            prev: self.prev.clone(),
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

/// Padded sizes, which cost a walk over every page of the plan.
#[derive(Debug)]
pub(super) struct Sizes {
    /// Of the entries of each part.
    parts: Vec<usize>,
    manifest: usize,
}

impl Sizes {
    pub(super) fn of(plan: &Plan) -> Self {
        Sizes { parts: plan.parts.iter().map(|p| entry_size(plan, p)).collect(), manifest: manifest_size(plan) }
    }
}
