//! What was done with what was said: the words that later waves begin with, and what the study found.

use super::dates::day_number;
use super::promises::{promise, said};
use super::whole_languages;
use crate::instrument::Findings;
use crate::study::{Feedback, Study};

/// Over fewer children a text may point at one of them.
const FEWEST: u32 = 10;

pub(super) fn feedback(s: &Study, out: &mut Findings) {
    for (w, wave) in s.waves.iter().enumerate().filter(|(n, w)| *n > 0 && !w.any_time) {
        let path = format!("$.waves[{w}].feedback");
        let sets = s.batteries.iter().filter(|b| b.waves.contains(&wave.id)).map(|b| b.set);
        for set in sets.collect::<std::collections::BTreeSet<_>>() {
            let there = wave.feedback.iter().any(|f| f.sets.contains(&set));
            let advice = format!("tell the set {} what was done with what was said before {}", set.name(), wave.id);
            promise(s, out, !there, &path, &advice);
        }
        texts(s, &wave.feedback, &path, out);
    }
    if let Some(results) = &s.results {
        promise(s, out, day_number(&results.from).is_none(), "$.results.from", "give a day, YYYY-MM-DD");
        texts(s, &results.texts, "$.results.texts", out);
    }
}

fn texts(s: &Study, list: &[Feedback], path: &str, out: &mut Findings) {
    for (n, told) in list.iter().enumerate() {
        let few = !told.unchanged && told.children < FEWEST;
        let advice = "put it together over at least 10 children and say how many in \"children\", or say that nothing \
            has changed yet and set \"unchanged\"";
        promise(s, out, few, &format!("{path}[{n}].children"), advice);
        let silent = whole_languages(s).any(|lang| !said(&told.text, lang));
        promise(s, out, silent, &format!("{path}[{n}].text"), "say it in every language");
    }
}
