//! What respondents want carried out: with whom their answers may be shared (`Item::share`). What was left untouched is
//! a no and no work.

use super::{Record, Structures};
use crate::answers::Value;
use crate::study::Sharing;
use crate::time::Minute;
use serde::{Deserialize, Serialize};

/// What the study's owner of sharing must do for one respondent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Task {
    /// Until when, `2026-11-24T16:00Z`; absent where the device's clock gave no hour.
    pub deadline: Option<String>,
    /// What the respondent wants.
    pub wish: Wish,
    /// Slot, 32 hex digits.
    pub slot: String,
    /// Wave id.
    pub wave: String,
    /// Who does it.
    pub owner: String,
}

/// What a respondent said about sharing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wish {
    /// Their worker may know.
    Share,
    /// Somebody talks with them first.
    TalkFirst,
}

/// Returns the tasks of one record. An untouched question is a "no" and gives none.
pub fn work(record: &Record, structures: &Structures, sharing: &Sharing) -> Vec<Task> {
    let mut out = Vec::new();
    let hours = sharing.within_days.saturating_mul(24);
    for part in &record.parts {
        let Some(x) = structures.get(&part.instrument.sha256) else { continue };
        for (_, page, item) in x.items().filter(|(_, _, i)| i.asks_to_share()) {
            let wish = match part.answers.get(&item.id).and_then(|a| a.value()) {
                Some(Value::Code(1)) => Wish::Share,
                Some(Value::Code(2)) => Wish::TalkFirst,
                _ => continue,
            };
            let hour = part.modes.iter().find(|m| m.page == page.id).map(|m| m.wall.as_str());
            out.push(Task {
                deadline: hour.and_then(Minute::parse).and_then(|h| h.plus_hours(hours)).map(|by| by.to_string()),
                wish,
                slot: record.slot.clone(),
                wave: record.wave.clone(),
                owner: sharing.owner.clone(),
            });
        }
    }
    out
}
