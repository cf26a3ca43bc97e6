//! What was done with what was said: the words that later waves begin with, and what the study found.

use super::said;
use crate::instrument::Findings;
use crate::study::check::whole_languages;
use crate::study::{Feedback, Study};
use crate::time::Day;

/// Over fewer children a text may point at one of them.
const FEWEST: u32 = 10;

pub(super) fn feedback(s: &Study, out: &mut Findings) {
    for (w, wave) in s.waves.iter().enumerate().filter(|(n, w)| *n > 0 && !w.any_time) {
        let path = format!("$.waves[{w}].feedback");
        let sets = s.batteries.iter().filter(|b| b.waves.contains(&wave.id)).map(|b| b.set);
        for set in sets.collect::<std::collections::BTreeSet<_>>() {
            if !wave.feedback.iter().any(|f| f.sets.contains(&set)) {
                let advice = format!(
                    "tell the audience {} what was done with the answers of the waves before {}",
                    set.name(),
                    wave.id
                );
                out.error(&path, "feedback", advice);
            }
        }
        texts(s, &wave.feedback, &path, out);
    }
    if let Some(results) = &s.results {
        if Day::parse(&results.from).is_none() {
            out.error("$.results.from", "results_from", "give a day, YYYY-MM-DD");
        }
        texts(s, &results.texts, "$.results.texts", out);
    }
}

fn texts(s: &Study, list: &[Feedback], path: &str, out: &mut Findings) {
    for (n, told) in list.iter().enumerate() {
        if !told.unchanged && told.children < FEWEST {
            let advice = "put it together over at least 10 children and say how many in \"children\", or say that \
                nothing has changed yet and set \"unchanged\"";
            out.error(format!("{path}[{n}].children"), "told_children", advice);
        }
        if whole_languages(s).any(|lang| !said(&told.text, lang)) {
            out.error(format!("{path}[{n}].text"), "told_text", "say it in every language");
        }
    }
}
