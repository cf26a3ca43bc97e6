//! What has to be sealed: jobs wait in a queue, and become bytes when the one before them is safe, because each
//! entry of the chain names the ciphertext before it.

use super::Session;
use crate::answers::{Answers, Said};
use crate::seal::{CONTACT_SIZE, Clock, Contact, Entry, InstrumentId, Manifest, PartScores, State, VERSION, canonical};
use crate::seal::{entry_size, manifest_size};
use crate::study::{PlanPart, Words};

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
    Page { step: usize, answers: Answers, clock: Clock },
    Dummy { step: usize, clock: Clock },
    Manifest(Clock),
    Contact(Contact),
}

impl Waiting {
    pub(super) fn in_chain(&self) -> bool {
        !matches!(self, Waiting::Contact(_))
    }
}

impl Session {
    /// What has to be sealed next; none when nothing waits.
    pub fn job(&self) -> Option<Job> {
        let to = To::Readers;
        match self.jobs.front()? {
            Waiting::Page { step, answers, clock } => self.page_job(*step, answers, clock, State::Confirmed),
            Waiting::Dummy { step, clock } => self.page_job(*step, &Answers::new(), clock, State::Dummy),
            Waiting::Manifest(clock) => {
                Some(Job { plain: canonical(&self.manifest(clock)), size: manifest_size(&self.plan), to })
            }
            Waiting::Contact(contact) => Some(Job { plain: canonical(contact), size: CONTACT_SIZE, to: To::Contacts }),
        }
    }

    /// The page on the screen as it stands, to be kept on this device in case it is never confirmed. None where
    /// the page asks for no words.
    pub fn draft(&self, clock: &Clock) -> Option<Job> {
        let view = self.page()?;
        if !view.page.items.iter().any(|i| i.is_free()) {
            return None;
        }
        let said = |i: &&crate::instrument::Item| view.answer(&i.id).map(|a| (i.id.clone(), a.clone()));
        let items: Vec<_> = view.page.items.iter().filter(|i| i.asks()).collect();
        let answers: Answers = items.iter().filter_map(said).collect();
        self.page_job(self.at, &answers, clock, State::Draft)
    }

    fn page_job(&self, n: usize, answers: &Answers, clock: &Clock, state: State) -> Option<Job> {
        let step = self.steps.get(n)?;
        let part = self.plan.parts.get(step.part)?;
        let page = part.instrument.blocks.get(step.block)?.pages.get(step.page)?;
        let entry = self.entry(step.part, part, &page.id, answers, clock, state, &page.items);
        Some(Job { plain: canonical(&entry), size: entry_size(&self.plan, part), to: To::Readers })
    }

    #[allow(clippy::too_many_arguments)] // an entry is made of these, in one place
    fn entry(
        &self,
        number: usize,
        part: &PlanPart,
        page: &str,
        answers: &Answers,
        clock: &Clock,
        state: State,
        items: &[crate::instrument::Item],
    ) -> Entry {
        let who = &self.sitting;
        let outside_chain = state == State::Draft;
        let said = |id: &String| answers.get(id).map(|a| Said { item: id.clone(), answer: a.clone() });
        let mut mode = who.mode.clone();
        mode.faces = mode.faces && items.iter().any(|i| i.faces);
        Entry {
            about: part.about.clone(),
            answers: items.iter().filter_map(|i| said(&i.id)).collect(),
            app: who.app.clone(),
            clock: clock.clone(),
            instrument: InstrumentId {
                id: part.instrument.id.clone(),
                sha256: part.structure.clone(),
                version: part.instrument.version.clone(),
            },
            kind: Default::default(),
            mode,
            opened: who.opened,
            page: page.to_string(),
            part: number as u32,
            period: part.period,
            prev: if outside_chain { None } else { self.prev.clone() },
            role: who.role,
            seq: if outside_chain { 0 } else { self.seq },
            session: who.session.clone(),
            set: who.set,
            slot: who.slot.clone(),
            state,
            study: self.plan.study.clone(),
            text: self.words(part),
            v: VERSION,
            wave: self.plan.wave.clone(),
        }
    }

    fn words(&self, part: &PlanPart) -> Words {
        let lang = &self.sitting.lang;
        part.wording.get(lang).or_else(|| part.wording.values().next()).cloned().unwrap_or_else(|| Words {
            lang: lang.clone(),
            pack: String::new(),
            sha256: String::new(),
        })
    }

    fn manifest(&self, clock: &Clock) -> Manifest {
        let who = &self.sitting;
        let scores =
            self.scores.iter().map(|(part, document)| PartScores { document: document.clone(), part: *part as u32 });
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
