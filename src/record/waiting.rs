//! Who waits for a talk, and whether for longer than was promised. Nothing else about a person is in it.

use crate::seal::{Contact, Wants};
use crate::study::{Role, Set, hours_after};
use serde::Serialize;
use std::collections::BTreeSet;

/// Somebody who wants to be spoken with, now or perhaps later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// Whether the reading interval is over, or the hour cannot be trusted: no hour, or one that is still to come.
    pub overdue: bool,
    /// Yes, or perhaps later.
    pub wants: Wants,
    /// Wave id.
    pub wave: String,
    /// Who.
    pub role: Role,
    /// Which texts and look.
    pub set: Set,
    /// Slot, hex.
    pub slot: String,
    /// Where and how to get in touch, in the respondent's words.
    #[serde(rename = "where")]
    pub where_: String,
    /// When not to, in the respondent's words.
    pub not_when: String,
    /// The hour in which it was said, by the device's clock, `2026-11-23T16:00Z`.
    pub since: String,
    /// Until when the study promised to read it; absent without a study, or where `since` is no hour.
    pub read_by: Option<String>,
}

/// Who waits, the longest first, those who are overdue before all. `every_days` is the reading interval of the
/// protocol; `handled` holds the slots of whom somebody spoke with; `now` is as [`Waiting::since`].
pub fn waiting(contacts: &[Contact], every_days: Option<u32>, handled: &BTreeSet<String>, now: &str) -> Vec<Waiting> {
    let wants_one = |c: &&Contact| matches!(c.wants, Wants::Yes | Wants::Later) && !handled.contains(&c.slot);
    let mut out: Vec<Waiting> = contacts
        .iter()
        .filter(wants_one)
        .map(|c| {
            let read_by = every_days.and_then(|days| hours_after(&c.clock.wall, days.saturating_mul(24)));
            let said = hours_after(&c.clock.wall, 0);
            let trusted = said.as_deref().is_some_and(|said| said <= now);
            Waiting {
                overdue: every_days.is_some() && (!trusted || read_by.as_deref().is_none_or(|by| by < now)),
                wants: c.wants,
                wave: c.wave.clone(),
                role: c.role,
                set: c.set,
                slot: c.slot.clone(),
                where_: c.where_.clone(),
                not_when: c.not_when.clone(),
                since: c.clock.wall.clone(),
                read_by,
            }
        })
        .collect();
    let place = |w: &Waiting| (!w.overdue, w.wants == Wants::Later, w.since.clone(), w.slot.clone());
    out.sort_by_key(place);
    out
}
