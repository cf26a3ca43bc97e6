//! The letterbox: who reads it, how often, until when.

use super::said;
use crate::instrument::Findings;
use crate::study::check::whole_languages;
use crate::study::{Letterbox, Study};
use crate::time::Day;

pub(super) fn letterbox(s: &Study, today: Day, out: &mut Findings) {
    let used = s.waves.iter().any(|w| w.any_time);
    match &s.protocol.letterbox {
        Some(letterbox) => one(s, letterbox, today, out),
        None if used => {
            let advice = "a wave is any_time; say who reads its messages, how often and until when";
            out.error("$.protocol.letterbox", "letterbox", advice);
        }
        None => {}
    }
}

fn one(s: &Study, letterbox: &Letterbox, today: Day, out: &mut Findings) {
    let path = |field: &str| format!("$.protocol.letterbox.{field}");
    let [for_readers, for_days, for_day, for_end] = ["readers", "every_days", "day", "ends"].map(path);
    let readers = &letterbox.readers;
    if readers.len() < 2 || readers.iter().any(|r| readers.iter().filter(|x| *x == r).count() > 1) {
        out.error(&for_readers, "letterbox_readers", "name two people: one may be ill");
    }
    if !readers.iter().all(|name| s.recipients.iter().any(|r| r.name == *name)) {
        out.error(for_readers, "letterbox_key", "name only people of $.recipients: nobody else can open a message");
    }
    if letterbox.every_days == 0 {
        out.error(for_days, "letterbox_days", "say after how many days a message was read at the latest");
    }
    if whole_languages(s).any(|lang| !said(&letterbox.day, lang)) {
        out.error(for_day, "letterbox_day", "say in every language on which day it is read");
    }
    if Day::parse(&letterbox.ends).is_none_or(|end| end < today) {
        let advice = "the day is past, or is not YYYY-MM-DD; the letterbox is closed";
        out.error(for_end, "letterbox_ends", advice);
    }
    for (n, closed) in letterbox.closed.iter().enumerate() {
        let [from, to] = [&closed.from, &closed.to].map(|d| Day::parse(d));
        if from.is_none() || from > to {
            let advice = "give two days, YYYY-MM-DD, the first one first";
            out.error(path(&format!("closed[{n}]")), "letterbox_closed", advice);
        }
    }
}
