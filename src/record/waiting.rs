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

impl Waiting {
    /// What waits of a contact; nothing where no talk is wanted. `every_days` is the reading interval of the protocol,
    /// `now` is as [`Waiting::since`].
    pub fn of(contact: &Contact, every_days: Option<u32>, now: &str) -> Option<Waiting> {
        if !matches!(contact.wants, Wants::Yes | Wants::Later) {
            return None;
        }
        let wall = &contact.clock.wall;
        let read_by = every_days.and_then(|days| hours_after(wall, days.saturating_mul(24)));
        let said = hours_after(wall, 0);
        let trusted = said.as_deref().is_some_and(|said| said <= now);
        Some(Waiting {
            overdue: every_days.is_some() && (!trusted || read_by.as_deref().is_none_or(|by| by < now)),
            wants: contact.wants,
            wave: contact.wave.clone(),
            role: contact.role,
            set: contact.set,
            slot: contact.slot.clone(),
            where_: contact.where_.clone(),
            not_when: contact.not_when.clone(),
            since: wall.clone(),
            read_by,
        })
    }

    /// Its place in a list: the longest first, those who are overdue before all.
    pub fn place(&self) -> (bool, bool, &str, &str) {
        (!self.overdue, self.wants == Wants::Later, &self.since, &self.slot)
    }
}

/// Who waits, each in its place; `handled` holds the slots of whom somebody spoke with, the others are as
/// [`Waiting::of`] has them.
pub fn waiting(contacts: &[Contact], every_days: Option<u32>, handled: &BTreeSet<String>, now: &str) -> Vec<Waiting> {
    let open = contacts.iter().filter(|c| !handled.contains(&c.slot));
    let mut out: Vec<Waiting> = open.filter_map(|c| Waiting::of(c, every_days, now)).collect();
    out.sort_by(|a, b| a.place().cmp(&b.place()));
    out
}
