//! What the protocol wants somebody to look at, by its own rules and after opening only. A line says which rule put it
//! there and until when somebody looks; it says nothing about a person, and it is no score.

use super::{Record, RecordPart, Structures};
use crate::answers::{Answer, Missing, Value};
use crate::instrument::{Instrument, Item};
use crate::study::{Protocol, ReviewRule, Role, Set};
use crate::time::Minute;
use serde::Serialize;

/// One line of the review list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ReviewLine {
    /// Until when, `2026-11-24T16:00Z`; absent where the protocol promises no time or the entry has no hour.
    pub deadline: Option<String>,
    /// Which kind of rule.
    pub kind: ReviewKind,
    /// The rule, in words.
    pub rule: String,
    /// The hour of the entry, by the device's clock; absent for what was said in another session than counts.
    pub hour: Option<String>,
    /// Slot, 32 hex digits.
    pub slot: String,
    /// Wave id.
    pub wave: String,
    /// Name of the role that answered.
    pub role: &'static str,
    /// Which texts and look.
    pub set: &'static str,
}

/// Which kind of rule put a line on the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewKind {
    /// An item that the instrument marks as acute.
    Acute,
    /// A rule of the study's own.
    Study,
    /// A question about the limits was answered wrongly three times: it is not known whether they were understood, and
    /// somebody has to explain them. The link goes on working.
    Understood,
    /// Somebody looked on or said what to fill in: what was said may be less than there is.
    Quality,
}

/// Returns the review lines of one record, in no particular order; [`in_order`] sorts them. The rules are those of the
/// instruments (acute items, questions about the limits, data quality) and of `protocol.review`.
pub fn review(record: &Record, structures: &Structures, protocol: &Protocol) -> Vec<ReviewLine> {
    let mut out = Vec::new();
    for part in &record.parts {
        let Some(x) = structures.get(&part.instrument.sha256) else { continue };
        let mut list = List { record, part, x, out: &mut out };
        list.items(protocol);
        for rule in protocol.review.iter().filter(|r| r.instrument == x.id) {
            list.rule(rule);
        }
    }
    out
}

/// Sorts lines by deadline, nearest first, those without a deadline last, and removes duplicates.
pub fn in_order(lines: &mut Vec<ReviewLine>) {
    lines.sort_by(|a, b| (a.deadline.is_none(), a).cmp(&(b.deadline.is_none(), b)));
    lines.dedup();
}

struct List<'a> {
    record: &'a Record,
    part: &'a RecordPart,
    x: &'a Instrument,
    out: &'a mut Vec<ReviewLine>,
}

impl List<'_> {
    fn items(&mut self, protocol: &Protocol) {
        let acute = protocol.acute.as_ref().map(|a| a.within_hours);
        for (_, _, item) in self.x.items().filter(|(_, _, i)| i.kept()) {
            let id = &item.id;
            if item.is_acute() {
                let lowest = self.x.choices(item).iter().filter(|c| c.missing.is_none()).map(|c| c.code).min();
                let above = |code: i32| lowest.is_some_and(|lowest| code > lowest);
                self.said(item, above, ReviewKind::Acute, &format!("acute item {id}: above its lowest answer"), acute);
            }
            // Pages before version 0.4.0 of the beginning sealed the wrong answer itself.
            if let Some(right) = item.flow().correct_code {
                let fits = |answer: &Answer| match answer {
                    Answer::Missing(why) => *why == Missing::DontKnow,
                    Answer::Value(value) => matches!(value, Value::Code(code) if *code != right),
                };
                if self.part.answers.get(id).is_some_and(fits) {
                    let rule = format!("{} limits not understood: {id} was answered wrongly each time", self.x.id);
                    self.line(
                        ReviewKind::Understood,
                        format!("{rule}; explain it, the link still works"),
                        self.hour(id),
                        None,
                    );
                }
            }
            if let Some(quality) = item.choice().and_then(|c| c.quality) {
                let what = quality.words();
                self.said(item, |code| code > 0, ReviewKind::Quality, &format!("data quality: {what}"), None);
            }
        }
    }

    fn rule(&mut self, rule: &ReviewRule) {
        let within = rule.within_days.map(|days| days.saturating_mul(24));
        if let Some(item) = rule.item.as_ref().and_then(|id| self.x.item(id)) {
            let text = format!("rule of the study: {} has one of {:?}", item.id, rule.codes);
            self.said(item, |code| rule.codes.contains(&code), ReviewKind::Study, &text, within);
        }
        if let (Some(id), Some(least)) = (&rule.score, rule.at_least) {
            let score = self.part.scores.scores.iter().find(|s| s.id == *id);
            if score.is_some_and(|s| s.result.as_ref().is_ok_and(|v| *v >= least)) {
                let hour = self.part.modes.iter().map(|m| m.wall.clone()).max();
                self.line(ReviewKind::Study, format!("rule of the study: {id} is at least {least}"), hour, within);
            }
        }
    }

    /// A line where what counts fits, and another where only a later session said it: whoever finds the link later
    /// cannot take somebody off the list, nor be the reason that nobody looks.
    fn said(&mut self, item: &Item, fits: impl Fn(i32) -> bool, kind: ReviewKind, rule: &str, within: Option<u32>) {
        let any = |answer: &Answer| match answer.value() {
            Some(Value::Code(code)) => fits(*code),
            Some(Value::Codes(codes)) => codes.iter().any(|c| fits(*c)),
            _ => false,
        };
        let rule = format!("{} {rule}", self.x.id);
        if self.part.answers.get(&item.id).is_some_and(any) {
            self.line(kind, rule, self.hour(&item.id), within);
        } else if kind <= ReviewKind::Study {
            let again = self.part.answered_again.iter().flat_map(|a| &a.answers);
            if again.filter(|s| s.item == item.id).any(|s| any(&s.answer)) {
                self.line(kind, format!("{rule} (said in another session)"), None, within);
            }
        }
    }

    /// The hour in which the page of an item was confirmed.
    fn hour(&self, item: &str) -> Option<String> {
        let page = self.x.blocks.iter().flat_map(|b| &b.pages).find(|p| p.items.iter().any(|i| i.id == item))?;
        self.part.modes.iter().find(|m| m.page == page.id).map(|m| m.wall.clone())
    }

    fn line(&mut self, kind: ReviewKind, rule: String, hour: Option<String>, within: Option<u32>) {
        let (role, set): (Role, Set) = (self.record.role, self.record.set);
        self.out.push(ReviewLine {
            deadline: hour
                .as_deref()
                .zip(within)
                .and_then(|(h, hours)| Some(Minute::parse(h)?.plus_hours(hours)?.to_string())),
            kind,
            rule,
            hour,
            slot: self.record.slot.clone(),
            wave: self.record.wave.clone(),
            role: role.name(),
            set: set.name(),
        });
    }
}
