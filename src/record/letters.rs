//! Messages of the letterbox: every visit is one, and none takes the place of another.

use super::sessions::Session;
use crate::answers::{Answer, Said, Value};
use crate::seal::{Entry, Mode, State};
use crate::study::{Role, Set, Words};
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// One message from the letterbox.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Letter {
    /// The day on which it was written, as the device showed it, `YYYY-MM-DD`; absent if the device's hour cannot be read.
    pub day: Option<String>,
    /// How it was written.
    pub mode: Mode,
    /// Who wrote it.
    pub role: Role,
    /// The session in which it was written, 32 hex digits; it names the message.
    pub session: String,
    /// Which texts and look.
    pub set: Set,
    /// Slot, 32 hex digits: whose letterbox it is; the register has the child.
    pub slot: String,
    /// Study id.
    pub study: String,
    /// The words that stood around it.
    pub text: Words,
    /// Wave id.
    pub wave: String,
    /// What was written, in the order of the pages.
    pub words: Vec<Said>,
    /// The hour in which it was written, by the clock of the device, `2026-11-23T16:00Z`.
    pub written: String,
}

/// How long a message has been waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// Whole days.
    Days(i64),
    /// The clock of the device was wrong: nobody knows.
    Unknown,
}

impl Letter {
    /// Returns how long it has waited on a day: whole days. [`Wait::Unknown`] if that day is before the one on which it
    /// was written, or the device had none, which a wrong clock causes.
    pub fn wait(&self, today: Day) -> Wait {
        let days = self.day.as_deref().and_then(Day::parse).map(|day| today.since(day));
        days.filter(|d| *d >= 0).map_or(Wait::Unknown, Wait::Days)
    }
}

impl Wait {
    /// Returns whether it is longer than the promised `days`. An unknown time counts as longer.
    pub fn over(self, days: u32) -> bool {
        match self {
            Wait::Days(waited) => waited > i64::from(days),
            Wait::Unknown => true,
        }
    }
}

/// The messages of one slot. Who wrote nothing left no message; a talk that was asked for is in the contacts.
pub(super) fn letters(sessions: &[&Session]) -> Vec<Letter> {
    sessions.iter().filter_map(|s| letter(s)).collect()
}

fn letter(session: &Session) -> Option<Letter> {
    let confirmed = || session.entries.iter().map(|(_, e)| e).filter(|e| e.state == State::Confirmed);
    // Who went back and wrote again corrected the page.
    let last = |e: &&Entry| !confirmed().any(|x| x.page == e.page && x.part == e.part && x.seq > e.seq);
    let written: Vec<&Entry> = confirmed().filter(last).filter(|e| e.answers.iter().any(is_written)).collect();
    let first = written.first()?;
    Some(Letter {
        day: first.clock.day().map(|day| day.to_string()),
        mode: first.mode.clone(),
        role: first.role,
        session: first.session.clone(),
        set: first.set,
        slot: first.slot.clone(),
        study: first.study.clone(),
        text: first.text.clone(),
        wave: first.wave.clone(),
        words: written.iter().flat_map(|e| &e.answers).filter(|s| is_written(s)).cloned().collect(),
        written: first.clock.wall.clone(),
    })
}

fn is_written(said: &Said) -> bool {
    matches!(said.answer, Answer::Value(Value::Text(_)))
}
