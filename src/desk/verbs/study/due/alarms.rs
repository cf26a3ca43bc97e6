//! Promises that are running late: talks that were asked for, messages of the letterbox that nobody has read.

use crate::desk::calls::handled;
use crate::desk::host::error::Failure;
use crate::desk::host::files;
use crate::desk::host::zone::Zone;
use crate::desk::inputs::arrivals::Arrivals;
use crate::desk::inputs::messages;
use crate::record::{Call, Links, OpenedContact, Promise, calls};
use crate::seal::Identities;
use crate::study::{Register, Study};
use crate::time::Day;
use serde::Serialize;
use std::fmt;

/// One promise.
#[derive(Serialize)]
pub struct Alarm {
    what: What,
    slot: String,
    family_id: Option<String>,
    person_id: Option<String>,
    /// The hour in which it was said, by the device's clock.
    since: String,
    promised_days: u32,
}

#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
enum What {
    Talk,
    Message,
}

impl Alarm {
    /// Whether it is about a message of the letterbox.
    pub fn is_message(&self) -> bool {
        matches!(self.what, What::Message)
    }
}

impl fmt::Display for Alarm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.what {
            What::Talk => "asked for a talk",
            What::Message => "wrote to the letterbox",
        };
        let who = match (&self.family_id, &self.person_id) {
            (Some(family), Some(person)) => format!("family {family} {person}"),
            _ => format!("slot {} (not in the register)", self.slot),
        };
        // Whoever has the link can seal what moves a terminal.
        let (since, days) = (self.since.escape_debug(), self.promised_days);
        write!(f, "ALARM: {who} {what} on {since} and has waited longer than the promised {days} days")
    }
}

/// Who waits for a talk on a day, the end of it reckoned with; the list of `contacts`.
pub fn waiting(
    study: &Study,
    register: &Register,
    looked: &Arrivals,
    identities: &Identities,
    on: Day,
) -> Result<Vec<Call>, Failure> {
    let Some(dir) = &looked.opened else { return Ok(Vec::new()) };
    let contacts: Vec<OpenedContact> = files::json_lines(&dir.join("contacts.jsonl"), "unseal again")?;
    let handled = looked.handled.as_deref().map(|path| handled::read(path, identities, study)).transpose()?;
    let end = Zone::of(study)?.end_of(on).map(|minute| minute.to_string());
    let (now, letterboxes) = (end.unwrap_or_default(), study.letterboxes());
    let every_days = Some(study.protocol.read_interval_days);
    let links = Links::of(register);
    let promise = Promise { every_days, now: &now, letterboxes: &letterboxes, links: &links };
    Ok(calls(&contacts, &handled.unwrap_or_default(), promise))
}

/// Everything that waits too long on a day; the end of the day counts.
pub fn read(
    study: &Study,
    register: &Register,
    looked: &Arrivals,
    waiting: &[Call],
    on: Day,
) -> Result<Vec<Alarm>, Failure> {
    let Some(dir) = &looked.opened else { return Ok(Vec::new()) };
    let alarm = |what, slot: String, since: String, promised_days| {
        let row = register.row(&slot);
        let (family_id, person_id) = (row.map(|r| r.family_id.clone()), row.map(|r| r.person_id.clone()));
        Alarm { what, slot, family_id, person_id, since, promised_days }
    };
    let every = study.protocol.read_interval_days;
    let late = waiting.iter().filter(|call| call.overdue);
    let mut out: Vec<Alarm> =
        late.map(|call| alarm(What::Talk, call.slot.clone(), call.since.clone(), every)).collect();
    if let Some(letterbox) = &study.protocol.letterbox {
        for letter in messages::unread(dir, looked.letters_log.as_deref())? {
            if letter.wait(on).over(letterbox.every_days) {
                out.push(alarm(What::Message, letter.slot.clone(), letter.written.clone(), letterbox.every_days));
            }
        }
    }
    Ok(out)
}
