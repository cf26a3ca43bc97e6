//! Texts of the study that a screen shows: there in every language, and easy to read for whoever sees them.

use super::is_said;
use crate::instrument::Findings;
use crate::study::check::whole_languages;
use crate::study::{Study, Texts};

pub(super) fn texts(s: &Study, out: &mut Findings) {
    for lang in whole_languages(s) {
        let absent = |t: &Texts| !t.get(lang).is_some_and(|x| is_said(x));
        if absent(&s.protocol.threshold) {
            let advice = "say when something is passed on, and to whom";
            out.error(format!("$.protocol.threshold.{lang}"), "threshold", advice);
        }
        if absent(&s.protocol.contact.hours) {
            let advice = "say when the contact person can be reached";
            out.error(format!("$.protocol.contact.hours.{lang}"), "contact_hours", advice);
        }
        for (i, w) in s.waves.iter().enumerate().filter(|(_, w)| absent(&w.next_contact)) {
            let advice = format!("say what the next contact after {} will be", w.id);
            out.error(format!("$.waves[{i}].next_contact.{lang}"), "next_contact", advice);
        }
    }
    #[cfg(feature = "desk")]
    reading(s, out);
}

/// The text about passing on, as hard as it may be for each set that sees it.
#[cfg(feature = "desk")]
fn reading(s: &Study, out: &mut Findings) {
    use crate::instrument::{Set, lint_study_text};
    use crate::study::EASY;
    let all = &s.protocol.threshold;
    for (lang, text) in all.iter().filter(|(lang, _)| lang.split('-').next() == Some("nl")) {
        let easy_has_own = all.contains_key(&format!("{lang}{EASY}"));
        let sees = |set: &Set| match lang.ends_with(EASY) {
            true => *set == Set::Easy,
            false => !(*set == Set::Easy && easy_has_own),
        };
        let asked: Vec<Set> = Set::ALL.into_iter().filter(|set| s.batteries.iter().any(|b| b.set == *set)).collect();
        let sets: Vec<Set> = asked.into_iter().filter(|set| sees(set)).collect();
        out.0.extend(lint_study_text(&format!("$.protocol.threshold.{lang}"), text, &sets));
    }
}
