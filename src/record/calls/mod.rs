//! Who waits for a talk: the one list that `contacts`, `unseal`, `study due` and the research page show.
//!
//! | what was sent | what the list does |
//! |---|---|
//! | yes, perhaps later, or words about where and when without a choice | a wish: it stays until a person handles that contact |
//! | a later no of the same visit | stands beside the wish ([`No::SameVisit`]) |
//! | a no of another visit | stands beside the wish as a contradiction ([`No::OtherVisit`]); nobody's clock says which came first |
//! | a no of another letterbox message | stands beside the wish ([`No::OtherMessage`]) |
//! | an hour that does not exist, or lies ahead | the wish is overdue and stands first |
//! | a wish that was not written with the link | a wish, which says so ([`Written::WithoutLink`]) |
//! | a mark of deletion, thrown away answers | nothing: only a person closes a wish |
//!
//! All wishes of a slot are one line, so that a flood from one link hides nobody else.

mod handled;
mod text;

pub use handled::{Handled, HandledFile, HandledStep, Listed};
pub use text::heading;

use super::{Links, Written};
use crate::seal::{Contact, Wants};
use crate::study::{Role, Set};
use crate::time::Minute;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A contact envelope as it was opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenedContact {
    /// What names it: SHA-256 of its ciphertext, 64 hex digits. No sender chooses it.
    pub id: String,
    /// What was inside.
    #[serde(flatten)]
    pub contact: Contact,
}

/// How soon contacts must be read, and what time it is.
#[derive(Clone, Copy, Debug)]
pub struct Promise<'a> {
    /// Days within which the study reads contacts (`protocol.read_interval_days`); `None` without a study.
    pub every_days: Option<u32>,
    /// The current minute, `YYYY-MM-DDTHH:MMZ` (UTC).
    pub now: &'a str,
    /// Ids of waves that are letterboxes: there every visit is a message of its own.
    pub letterboxes: &'a BTreeSet<String>,
    /// The links that were handed out.
    pub links: &'a Links,
}

/// A no beside a wish that nobody handled yet. A later kind weighs more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum No {
    /// There is none.
    #[default]
    None,
    /// Another message of the same letterbox said no.
    OtherMessage,
    /// The same visit said no later.
    SameVisit,
    /// Another visit to the link said no: a contradiction, which needs a person.
    OtherVisit,
}

/// One contact in which a talk is wanted, and which nobody handled yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TalkWish {
    /// [`OpenedContact::id`].
    pub contact: String,
    /// Yes, perhaps later, or not chosen where only words were written.
    pub wants: Wants,
    /// Where and how to get in touch, in the respondent's words.
    #[serde(rename = "where")]
    pub where_: String,
    /// When not to, in the respondent's words.
    pub not_when: String,
    /// The hour in which it was said by the device's clock, `2026-11-23T16:00Z`; whatever was written there.
    pub since: String,
    /// Whether `since` is an hour, and not one that lies ahead.
    pub hour_known: bool,
    /// Until when the study promised to read it, `YYYY-MM-DDTHH:MMZ`; absent without a study or a known hour.
    pub read_by: Option<String>,
    /// Whether that time is over, or the hour is not known.
    pub overdue: bool,
    /// A no beside it.
    pub no: No,
    /// Whether it was written with the link. It is shown either way.
    pub written: Written,
    /// It was listed before and is not among what was opened now: its words are in an earlier delivery.
    pub absent: bool,
    /// Wave id.
    pub wave: String,
    /// Who answered.
    pub role: Role,
    /// Which texts and look.
    pub set: Set,
}

/// The line of one slot: somebody who wants to be spoken with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Call {
    /// Slot, 32 hex digits.
    pub slot: String,
    /// Whether any of the wishes is overdue.
    pub overdue: bool,
    /// Whether the hour of every wish is known.
    pub hour_known: bool,
    /// Yes where any wish says so, else perhaps later, else not chosen.
    pub wants: Wants,
    /// The no that weighs most beside any of the wishes.
    pub no: No,
    /// The gravest of what is known of the wishes' links.
    pub written: Written,
    /// The earliest known hour of a wish; where none is known, what the first has in its place.
    pub since: String,
    /// The earliest moment until which the study promised to read one.
    pub read_by: Option<String>,
    /// Wishes of this slot that somebody handled before.
    pub handled: usize,
    /// Open wishes, those to look at first before the others; never empty.
    pub wishes: Vec<TalkWish>,
}

/// What one contact says, whether it was opened now or remembered.
struct Said<'a> {
    id: &'a str,
    is_wish: bool,
    wants: Wants,
    visit: &'a str,
    nth: u32,
    wall: &'a str,
    wave: &'a str,
    role: Role,
    set: Set,
    where_: &'a str,
    not_when: &'a str,
    absent: bool,
    /// What shows that it was written with the link; a remembered one has none.
    proof: Option<&'a str>,
}

/// Returns the people who wait for a talk: one line per slot, in the order in which to handle them.
///
/// `contacts` are all contacts that were opened; one that arrived twice counts once. A contact that `handled` remembers
/// is listed even if `contacts` lacks it, so that a later delivery cannot make a wish disappear. Contacts that a person
/// handled are not listed.
pub fn calls<'a>(
    contacts: impl IntoIterator<Item = &'a OpenedContact>,
    handled: &'a Handled,
    promise: Promise<'_>,
) -> Vec<Call> {
    let mut slots: BTreeMap<&str, Vec<&OpenedContact>> = BTreeMap::new();
    for contact in contacts {
        slots.entry(&contact.contact.slot).or_default().push(contact);
    }
    for slot in handled.slots() {
        slots.entry(slot).or_default();
    }
    let one = |(slot, of): (&str, Vec<&OpenedContact>)| Call::of(slot, &of, handled, promise);
    let mut out: Vec<Call> = slots.into_iter().filter_map(one).collect();
    out.sort_by(|a, b| a.place().cmp(&b.place()));
    out
}

impl Call {
    /// Returns the line of one slot (32 hex digits) from all of its contacts; `None` if no wish is open.
    pub fn of(slot: &str, contacts: &[&OpenedContact], handled: &Handled, promise: Promise<'_>) -> Option<Call> {
        let mut said: BTreeMap<&str, Said<'_>> =
            handled.of(slot).map(|l| (l.contact.as_str(), Said::listed(l))).collect();
        said.extend(contacts.iter().map(|c| (c.id.as_str(), Said::opened(c))));
        let all: Vec<Said<'_>> = said.into_values().collect();
        let nos: Vec<&Said<'_>> = all.iter().filter(|s| s.wants == Wants::No).collect();
        let (done, open): (Vec<&Said<'_>>, _) =
            all.iter().filter(|s| s.is_wish).partition(|s| handled.is_handled(s.id));
        let mut wishes: Vec<TalkWish> = open.into_iter().map(|s| s.wish(slot, &nos, promise)).collect();
        // The words that were said last in a visit are read first: they may correct earlier ones.
        wishes.sort_by(|a, b| {
            a.place().cmp(&b.place()).then_with(|| b.since.cmp(&a.since)).then_with(|| a.contact.cmp(&b.contact))
        });
        let first = wishes.first()?;
        let earliest = wishes.iter().filter(|w| w.hour_known).map(|w| &w.since).min();
        Some(Call {
            slot: slot.to_string(),
            overdue: wishes.iter().any(|w| w.overdue),
            hour_known: wishes.iter().all(|w| w.hour_known),
            wants: [Wants::Yes, Wants::Later]
                .into_iter()
                .find(|wants| wishes.iter().any(|w| w.wants == *wants))
                .unwrap_or(Wants::NotAsked),
            no: wishes.iter().map(|w| w.no).max().unwrap_or_default(),
            written: wishes.iter().map(|w| w.written).max().unwrap_or_default(),
            since: earliest.unwrap_or(&first.since).clone(),
            read_by: wishes.iter().filter_map(|w| w.read_by.clone()).min(),
            handled: done.len(),
            wishes,
        })
    }

    /// Returns the sort key: without a known hour first, then overdue, then the longest wait.
    pub fn place(&self) -> (bool, bool, bool, &str, &str) {
        let since = if self.hour_known { self.since.as_str() } else { "" };
        (self.hour_known, !self.overdue, self.wants != Wants::Yes, since, &self.slot)
    }

    /// Returns whether this line is by itself a reason for exit code 1: overdue, contradicted by another visit, or not
    /// written with the link.
    pub fn needs_a_person(&self) -> bool {
        self.overdue || self.no == No::OtherVisit || self.written == Written::WithoutLink
    }
}

impl TalkWish {
    fn place(&self) -> (bool, bool, bool) {
        (self.hour_known, !self.overdue, self.wants != Wants::Yes)
    }
}

impl<'a> Said<'a> {
    fn opened(c: &'a OpenedContact) -> Self {
        let OpenedContact { id, contact } = c;
        Said {
            id,
            is_wish: contact.is_wish(),
            wants: contact.wants,
            visit: &contact.session,
            nth: contact.nth,
            wall: &contact.clock.wall,
            wave: &contact.wave,
            role: contact.role,
            set: contact.set,
            where_: &contact.where_,
            not_when: &contact.not_when,
            absent: false,
            proof: Some(&contact.proof),
        }
    }

    fn listed(l: &'a Listed) -> Self {
        Said {
            id: &l.contact,
            is_wish: l.wants != Wants::No,
            wants: l.wants,
            visit: &l.visit,
            nth: l.nth,
            wall: &l.since,
            wave: &l.wave,
            role: l.role,
            set: l.set,
            where_: "",
            not_when: "",
            absent: true,
            proof: None,
        }
    }

    fn wish(&self, slot: &str, nos: &[&Said<'_>], promise: Promise<'_>) -> TalkWish {
        let hour = Minute::parse(self.wall).filter(|_| self.wall <= promise.now);
        let read_by = hour.zip(promise.every_days).and_then(|(h, days)| h.plus_hours(days.saturating_mul(24)));
        let read_by = read_by.map(|by| by.to_string());
        let late = read_by.as_deref().is_some_and(|by| by < promise.now);
        TalkWish {
            contact: self.id.to_string(),
            wants: self.wants,
            where_: self.where_.to_string(),
            not_when: self.not_when.to_string(),
            since: self.wall.to_string(),
            hour_known: hour.is_some(),
            read_by,
            overdue: hour.is_none() || late,
            no: nos.iter().map(|no| self.beside(no, promise)).max().unwrap_or_default(),
            written: self.proof.map_or(Written::NotChecked, |proof| promise.links.check(slot, proof)),
            absent: self.absent,
            wave: self.wave.to_string(),
            role: self.role,
            set: self.set,
        }
    }

    /// What a no is to this wish. Visits are told apart by their random id, never by an hour.
    fn beside(&self, no: &Said<'_>, promise: Promise<'_>) -> No {
        let box_wave = |s: &Said<'_>| promise.letterboxes.contains(s.wave);
        if no.visit == self.visit {
            return if no.nth >= self.nth { No::SameVisit } else { No::None };
        }
        if box_wave(self) && box_wave(no) { No::OtherMessage } else { No::OtherVisit }
    }
}
