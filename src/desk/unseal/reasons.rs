//! Why a run ends with exit code 1.

use super::totals::Totals;
use crate::desk::calls::Counts;
use crate::desk::host::print::count;

/// Reasons that lie in the delivery as a whole.
pub fn of_all(full: &Totals) -> Vec<String> {
    let waits = Counts {
        waiting: full.waiting,
        overdue: full.overdue,
        contradicted: full.contradicted,
        without_link: full.without_link,
    };
    let mut out = waits.reasons();
    let mut say = |n: usize, what: &str, then: &str| {
        if n > 0 {
            out.push(format!("{}{then}", count(n, what)));
        }
    };
    say(full.erased_by_mark, "entry", " erased by a mark only; decide with --marks");
    say(full.foreign_key_sets.len(), "key set", " not of this study");
    say(full.quarantined, "file", " in quarantine");
    say(full.strange_files.len(), "strange file", "");
    say(full.lost, "envelope", " lost with a damaged state/; open its delivery again");
    out
}

/// Reasons that lie in single slots and envelopes.
pub fn of_parts(findings: usize, faults: usize) -> Vec<String> {
    let findings = (findings > 0).then(|| format!("{} above", count(findings, "finding")));
    let faults = (faults > 0).then(|| format!("{} that cannot be used", count(faults, "envelope")));
    findings.into_iter().chain(faults).collect()
}
