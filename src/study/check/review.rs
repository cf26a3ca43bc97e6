//! The rules of the review list, held against the instruments: a rule that names nothing would never find anything,
//! and nobody would know.

use super::Instruments;
use crate::instrument::{Findings, Instrument};
use crate::study::{ReviewRule, Study};

pub(super) fn rules(s: &Study, instruments: &Instruments, out: &mut Findings) {
    for (r, rule) in s.protocol.review.iter().enumerate() {
        let path = format!("$.protocol.review[{r}]");
        let asked = s.batteries.iter().flat_map(|b| &b.parts).any(|p| p.instrument == rule.instrument);
        if !asked {
            let advice = format!("no battery asks \"{}\"; correct the id or remove the rule", rule.instrument);
            out.error(format!("{path}.instrument"), "review_instrument", advice);
            continue;
        }
        // A structure that is not at hand is a finding of the battery's.
        if let Some(x) = instruments.get(&rule.instrument) {
            one(rule, x, &path, out);
        }
    }
}

fn one(rule: &ReviewRule, x: &Instrument, path: &str, out: &mut Findings) {
    match (&rule.item, rule.codes.as_slice(), &rule.score, rule.at_least) {
        (Some(id), codes @ [_, ..], None, None) => match x.item(id).filter(|i| i.kept()) {
            None => {
                let advice = format!("\"{}\" keeps no answer to an item \"{id}\"", x.id);
                out.error(format!("{path}.item"), "review_item", advice);
            }
            Some(item) => {
                let unknown = |c: &i32| x.choices(item).iter().all(|o| o.code != *c || o.missing.is_some());
                for (n, code) in codes.iter().enumerate().filter(|(_, c)| unknown(c)) {
                    let advice = format!("\"{id}\" has no option {code} that is an answer");
                    out.error(format!("{path}.codes[{n}]"), "review_code", advice);
                }
            }
        },
        (None, [], Some(id), Some(_)) => {
            if x.scores.iter().all(|s| s.id != *id) {
                let advice = format!("\"{}\" has no score \"{id}\"", x.id);
                out.error(format!("{path}.score"), "review_score", advice);
            }
        }
        _ => out.error(path, "review_shape", "a rule has an item with codes, or a score with at_least"),
    }
}
