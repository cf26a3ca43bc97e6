//! The letterbox: who reads it, how often, until when.

use super::dates::{day_number, days_between};
use super::promises::{promise, said};
use super::whole_languages;
use crate::instrument::Findings;
use crate::study::{Letterbox, Study};

pub(super) fn letterbox(s: &Study, today: &str, out: &mut Findings) {
    let used = s.waves.iter().any(|w| w.any_time);
    match &s.protocol.letterbox {
        Some(letterbox) => one(s, letterbox, today, out),
        None => {
            let advice = "a wave is any_time; say who reads its messages, how often and until when";
            promise(s, out, used, "$.protocol.letterbox", advice);
        }
    }
}

fn one(s: &Study, letterbox: &Letterbox, today: &str, out: &mut Findings) {
    let mut broken = |broken: bool, field: &str, advice: &str| {
        promise(s, out, broken, &format!("$.protocol.letterbox.{field}"), advice);
    };
    let readers = &letterbox.readers;
    let two = readers.len() >= 2 && readers.iter().all(|r| readers.iter().filter(|x| *x == r).count() == 1);
    broken(!two, "readers", "name two people: one may be ill");
    let can_read = |name: &String| s.recipients.iter().any(|r| r.name == *name);
    broken(!readers.iter().all(can_read), "readers", "each stands at $.recipients: nobody else can open a message");
    broken(letterbox.every_days == 0, "every_days", "say after how many days a message was read at the latest");
    let silent = whole_languages(s).any(|lang| !said(&letterbox.day, lang));
    broken(silent, "day", "say in every language on which day it is read");
    let over = days_between(today, &letterbox.ends).is_none_or(|days| days < 0);
    broken(over, "ends", "it is over, or the date is no YYYY-MM-DD; nobody can write any more");
    for (n, closed) in letterbox.closed.iter().enumerate() {
        let [from, to] = [&closed.from, &closed.to].map(|d| day_number(d));
        broken(from.is_none() || from > to, &format!("closed[{n}]"), "give two days, YYYY-MM-DD, the first one first");
    }
}
