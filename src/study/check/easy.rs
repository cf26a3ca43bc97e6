//! Easy words for those who read the set `easy`.

use super::whole_languages;
use crate::instrument::Findings;
use crate::study::{EASY, Set, Study};

/// Parts of an easy battery that would be read in words that are not.
pub(super) fn easy(s: &Study, out: &mut Findings) {
    for (b, battery) in s.batteries.iter().enumerate().filter(|(_, b)| b.set == Set::Easy) {
        for (p, part) in battery.parts.iter().enumerate() {
            let Some(pin) = s.pin(&part.instrument) else { continue };
            let without = |lang: &&String| !pin.wording.contains_key(&format!("{lang}{EASY}"));
            let missing: Vec<&str> = whole_languages(s).filter(without).map(String::as_str).collect();
            if !missing.is_empty() {
                out.warning(
                    format!("$.batteries[{b}].parts[{p}].instrument"),
                    "no_easy_words",
                    format!(
                        "\"{}\" has no easy words in {}; its other words are read. Add a text pack such as {}{EASY}",
                        part.instrument,
                        missing.join(" and "),
                        missing[0],
                    ),
                );
            }
        }
    }
}
