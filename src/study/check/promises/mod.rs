//! What the screens promise to respondents, and must stand in a study before it is live.

mod help;
mod people;
mod texts;

use super::Instruments;
use crate::instrument::{Finding, Findings, Severity};
use crate::study::{Mode, Study};

/// Each promise with nothing behind it: an error in live mode, a warning in trial mode.
pub(super) fn promises(s: &Study, instruments: &Instruments, today: &str, out: &mut Findings) {
    let mut broken = Findings::default();
    people::people(s, instruments, &mut broken);
    texts::texts(s, &mut broken);
    help::help(s, today, &mut broken);
    let live = s.mode == Mode::Live;
    out.0.extend(broken.0.into_iter().map(|f| match f.severity {
        Severity::Error if !live => {
            let advice = format!("{} (live mode refuses this)", f.advice);
            Finding { severity: Severity::Warning, advice, ..f }
        }
        _ => f,
    }));
}

fn is_said(text: &str) -> bool {
    !text.trim().is_empty()
}
