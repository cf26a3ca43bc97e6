//! Findings about the library's own words that somebody has looked at and let stand, each with a reason.

use crate::instrument::Finding;
use std::collections::BTreeSet;

/// One line of `waivers.txt`: `instrument id · path · code · reason`.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Waiver {
    of: &'static str,
    path: &'static str,
    code: &'static str,
    reason: &'static str,
}

impl Waiver {
    /// `None` for an empty line and for a comment; a line with too few parts waives nothing, which a test finds.
    fn read(line: &'static str) -> Option<Waiver> {
        let mut parts = line.splitn(4, '·').map(str::trim);
        let mut next = || parts.next().unwrap_or_default();
        let waiver = Waiver { of: next(), path: next(), code: next(), reason: next() };
        (!waiver.of.is_empty() && !waiver.of.starts_with('#')).then_some(waiver)
    }

    fn waives(&self, of: &str, finding: &Finding) -> bool {
        !self.reason.is_empty() && self.of == of && self.path == finding.path && self.code == finding.code
    }
}

pub(super) fn waivers() -> BTreeSet<Waiver> {
    include_str!("waivers.txt").lines().filter_map(Waiver::read).collect()
}

/// The findings about an instrument, or about the `screen`, that no line waives.
pub(super) fn unwaived(of: &str, mut findings: Vec<Finding>) -> Vec<Finding> {
    let waivers = waivers();
    findings.retain(|f| !waivers.iter().any(|w| w.waives(of, f)));
    findings
}

#[cfg(test)]
mod tests {
    use super::super::{lint_reading, screen};
    use super::*;
    use crate::instrument::{library, parse, parse_wording};

    #[test]
    fn every_waiver_waives_something_and_says_why() {
        let mut found: Vec<(String, Finding)> = Vec::new();
        for e in library::entries() {
            let x = parse(e.structure).unwrap();
            let all = e.wording.iter().flat_map(|(_, bytes)| lint_reading(&x, &parse_wording(bytes).unwrap()));
            found.extend(all.map(|f| (e.id.to_string(), f)));
        }
        found.extend(screen::findings().into_iter().map(|f| ("screen".to_string(), f)));
        for waiver in waivers() {
            assert!(found.iter().any(|(of, f)| waiver.waives(of, f)), "take it out, it waives nothing: {waiver:?}");
        }
        let lines = include_str!("waivers.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#')).count();
        assert_eq!(waivers().len(), lines, "a line stands twice");
    }

    #[test]
    fn a_line_without_a_reason_waives_nothing() {
        let finding = Finding {
            path: "$.items.a.text".into(),
            code: "nl_why",
            severity: crate::instrument::Severity::Error,
            advice: String::new(),
        };
        let waives = |line| Waiver::read(line).is_some_and(|w| w.waives("x", &finding));
        assert!(waives("x · $.items.a.text · nl_why · it is the thing asked"));
        assert!(!waives("x · $.items.a.text · nl_why ·"));
        assert!(!waives("x · $.items.b.text · nl_why · other place"));
        assert!(!waives("y · $.items.a.text · nl_why · other instrument"));
        assert!(!waives("# x · $.items.a.text · nl_why · a comment"));
    }
}
