//! What an item offers of what was chosen before it (`options_from`) must have been asked before it.

use super::Instruments;
use crate::instrument::Findings;
use crate::study::Study;
use std::collections::BTreeSet;

/// One warning per part with an item of which nothing was asked before: everybody is offered everything.
pub(super) fn chosen(s: &Study, instruments: &Instruments, out: &mut Findings) {
    for (b, battery) in s.batteries.iter().enumerate() {
        let mut before = BTreeSet::new();
        for (p, part) in battery.parts.iter().enumerate() {
            let Some(instrument) = instruments.get(&part.instrument) else { continue };
            let mut without = Vec::new();
            for (_, _, item) in instrument.items() {
                if !item.options_from().is_empty() && item.options_from().iter().all(|id| !before.contains(id.as_str()))
                {
                    without.push(format!("{} (from {})", item.id, item.options_from().join(", ")));
                }
                before.insert(item.id.as_str());
            }
            if !without.is_empty() {
                out.warning(
                    format!("$.batteries[{b}].parts[{p}].instrument"),
                    "chosen_before",
                    format!(
                        "nothing that these offer again is asked before them, so they offer everything; move the part \
                         behind what it names, or leave it out: {}",
                        without.join("; ")
                    ),
                );
            }
        }
    }
}
