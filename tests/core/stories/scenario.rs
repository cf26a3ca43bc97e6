//! A respondent without a screen: answers, goes on, goes back, leaves; what would be sealed is kept in the open.
#![allow(dead_code)] // each test file uses its part of it

use super::forms;
use kindstem::answers::{Answer, Missing, Value};
use kindstem::instrument::{Decimal, Instrument, Item, ItemKind, identity};
use kindstem::seal::{self, Clock, Contact, Entry, Manifest, OpenedEnvelope};
use kindstem::session::{Event, Job, Recipients, Session, State, Visit};
use kindstem::study::{Plan, Role, Set};
use std::rc::Rc;

pub const SLOT: &str = "11111111111111111111111111111111";
/// What shows that somebody has the link.
pub const PROOF: &str = "33333333333333333333333333333333";

/// One respondent in one session.
pub struct Scenario {
    pub session: Session,
    /// What was sealed, in order.
    pub sealed: Vec<Sealed>,
    /// Hour of the device's clock when the session began.
    hour: u64,
    mono_ms: u64,
}

/// What would have been sealed.
#[derive(Clone, Debug, PartialEq)]
pub struct Sealed {
    pub plain: Vec<u8>,
    pub size: usize,
    pub to: Recipients,
    /// Stands in for the hash of the ciphertext.
    pub link: String,
}

/// Who sits there; `name` makes the session's id.
pub fn sitting(name: &str, opened: u32) -> Visit {
    Visit {
        slot: SLOT.into(),
        role: Role::Parent,
        set: Set::Adult,
        proof: PROOF.into(),
        continues: None,
        session: identity(name.as_bytes())[..32].into(),
        app: identity(b"app"),
        opened,
        lang: "nl".into(),
        mode: seal::Mode { faces: true, ..Default::default() },
    }
}

impl Scenario {
    /// A parent opens the link for the first time, at the first measurement.
    pub fn parent() -> Self {
        Self::with(forms::plan("T0"), sitting("first", 0), 0)
    }

    pub fn with(plan: Plan, sitting: Visit, block: usize) -> Self {
        Scenario { session: Session::new(Rc::new(plan), sitting, block), sealed: Vec::new(), hour: 16, mono_ms: 0 }
    }

    /// Begins at another hour of the device's clock.
    pub fn at(mut self, hour: u64) -> Self {
        self.hour = hour;
        self
    }

    /// Somebody else with the link, on another device.
    pub fn somebody_else(&self, name: &str) -> Self {
        Self::with(self.session.plan().clone(), sitting(name, 0), 0)
    }

    /// A later session of the same slot, at the block that this one left open.
    pub fn reopens(&self, name: &str) -> Self {
        let plan = self.session.plan().clone();
        let continues = self.session.last_link().cloned();
        let next = Visit { continues, ..sitting(name, self.session.visit().opened + 1) };
        Self::with(plan, next, self.session.open_block()).at(self.hour)
    }

    pub fn page(&self) -> &str {
        self.session.page().map_or("the end", |v| v.page.id.as_str())
    }

    /// Items on the screen.
    pub fn asked(&self) -> Vec<&str> {
        self.session.page().map_or_else(Vec::new, |v| v.items().map(|i| i.id.as_str()).collect())
    }

    pub fn shown(&self, item: &str) -> Option<&Answer> {
        self.session.page()?.answer(item)
    }

    pub fn says(&mut self, item: &str, value: Value) -> &mut Self {
        self.session.apply(Event::Answered { item: item.into(), value });
        self
    }

    pub fn chooses(&mut self, item: &str, code: i32) -> &mut Self {
        self.says(item, Value::Code(code))
    }

    pub fn types(&mut self, item: &str, words: &str) -> &mut Self {
        self.says(item, Value::Text(words.into()))
    }

    pub fn leaves(&mut self, item: &str, why: Missing) -> &mut Self {
        self.session.apply(Event::Nonresponse { item: item.into(), reason: why });
        self
    }

    /// *Verder*; every job is sealed.
    pub fn goes_on(&mut self) -> &mut Self {
        self.presses_next();
        while self.seals_one() {}
        self
    }

    /// *Verder*, and nothing is sealed yet.
    pub fn presses_next(&mut self) -> &mut Self {
        self.mono_ms += 20_000;
        let clock = self.clock();
        self.session.apply(Event::Next(clock));
        self
    }

    /// The front job becomes safe.
    pub fn seals_one(&mut self) -> bool {
        let Some(job) = self.session.job() else { return false };
        assert_eq!(Some(&job), self.session.job().as_ref(), "asking twice gives the same");
        let link = self.keeps(job);
        self.session.apply(Event::Sealed { link });
        true
    }

    fn keeps(&mut self, job: Job) -> String {
        assert!(job.plain.len() + 4 + seal::NAME_BYTES <= job.size, "{} bytes in {}", job.plain.len(), job.size);
        let link = identity(&[job.plain.as_slice(), &[self.sealed.len() as u8]].concat());
        self.sealed.push(Sealed { plain: job.plain, size: job.size, to: job.to, link: link.clone() });
        link
    }

    /// Keeps a draft of the page, where there is one.
    pub fn drafts(&mut self) -> bool {
        self.mono_ms += 2_000;
        let clock = self.clock();
        self.session.draft(&clock).map(|job| self.keeps(job)).is_some()
    }

    pub fn goes_back(&mut self) -> &mut Self {
        self.session.apply(Event::Back);
        self
    }

    /// Goes on from page to page with the same way of answering until `until`, or the end.
    pub fn walks(&mut self, until: &str, answer: impl Fn(&Item, &Instrument) -> Option<Value>) -> &mut Self {
        while self.session.state() != State::Ended && self.page() != until {
            let view = self.session.page().unwrap();
            let items: Vec<Item> = view.page.items.clone();
            let instrument = view.part.instrument.clone();
            for item in items {
                if let Some(value) = answer(&item, &instrument) {
                    self.says(&item.id, value);
                }
            }
            self.goes_on();
        }
        self
    }

    pub fn takes_part(&mut self) -> &mut Self {
        self.walks("take_part", |_, _| None).chooses("joins", 1).goes_on()
    }

    pub fn ended(&self) -> bool {
        self.session.state() == State::Ended
    }

    pub fn clock(&self) -> Clock {
        let hour = self.hour + self.mono_ms / 3_600_000;
        let (day, hour) = (23 + hour / 24, hour % 24);
        Clock { mono_ms: self.mono_ms, tz: 60, wall: format!("2026-11-{day:02}T{hour:02}:00Z") }
    }

    pub fn waits(&mut self, hours: u64) -> &mut Self {
        self.mono_ms += hours * 3_600_000;
        self
    }

    pub fn entries(&self) -> Vec<Entry> {
        self.sealed.iter().filter_map(|s| serde_json::from_slice(&s.plain).ok()).collect()
    }

    /// The last entry of a page in a part.
    pub fn entry(&self, part: u32, page: &str) -> Entry {
        let entries = self.entries();
        let found = entries.into_iter().rfind(|e| e.part == part && e.page == page);
        found.unwrap_or_else(|| panic!("nothing sealed of {page} in part {part}"))
    }

    /// What was sealed for an item, last.
    pub fn answer(&self, part: u32, item: &str) -> Answer {
        let entries = self.entries();
        let of_part = entries.iter().filter(|e| e.part == part);
        let said = of_part.flat_map(|e| &e.answers).rfind(|s| s.item == item);
        said.map(|s| s.answer.clone()).unwrap_or_else(|| panic!("nothing sealed for {item}"))
    }

    pub fn manifest(&self) -> Option<Manifest> {
        self.sealed.iter().find_map(|s| serde_json::from_slice(&s.plain).ok())
    }

    pub fn contacts(&self) -> Vec<Contact> {
        self.sealed.iter().filter_map(|s| serde_json::from_slice(&s.plain).ok()).collect()
    }

    /// What somebody sees who sees no plaintext: for whom, and how large.
    pub fn traffic(&self) -> Vec<(Recipients, usize)> {
        self.sealed.iter().map(|s| (s.to, s.size)).collect()
    }

    /// As the desk finds it once it is opened.
    pub fn opened(&self) -> Vec<OpenedEnvelope> {
        self.sealed.iter().map(opened).collect()
    }
}

/// One envelope as the desk finds it once it is opened.
pub fn opened(sealed: &Sealed) -> OpenedEnvelope {
    let plain = seal::read(&sealed.plain).unwrap();
    OpenedEnvelope { key: format!("0123456789abcdef/{SLOT}/{}", &sealed.link[..32]), link: sealed.link.clone(), plain }
}

/// The first option, the smallest number, some words, everything in the order of the list: an answer to everything.
pub fn any_answer(item: &Item, instrument: &Instrument) -> Option<Value> {
    let codes = || instrument.choices(item).iter().filter(|c| c.missing.is_none() && !c.exclusive).map(|c| c.code);
    match &item.kind {
        ItemKind::Choice(choice) => Some(Value::Code(choice.flow.gate.or_else(|| codes().next())?)),
        ItemKind::Choices(_) | ItemKind::Rank(_) => Some(Value::Codes(codes().collect())),
        ItemKind::Text(_) | ItemKind::OwnWords(_) => Some(Value::Text("Thuis is het soms stil.".into())),
        other => other.at_desk().made_up(instrument.choices(item), &mut |_| 0),
    }
}

/// Says no to everything that can be said no to.
pub fn no_to_all(item: &Item, _: &Instrument) -> Option<Value> {
    item.choice().map(|choice| Value::Code(choice.flow.gate.unwrap_or(0)))
}

pub fn missing(why: Missing) -> Answer {
    Answer::Missing(why)
}

pub fn code(code: i32) -> Answer {
    Answer::Value(Value::Code(code))
}

pub fn number(n: i32) -> Value {
    Value::Number(Decimal::whole(n))
}
