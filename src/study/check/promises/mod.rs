//! What the screens promise to respondents, and must stand in a study before it is live.

mod feedback;
mod help;
mod letterbox;
mod letters;
mod people;
mod texts;

use super::Instruments;
use crate::instrument::{Finding, Findings, Severity};
use crate::study::{Mode, Study, Texts};
use crate::time::Day;

/// Each promise with nothing behind it: an error in live mode, a warning in trial mode.
pub(super) fn promises(s: &Study, instruments: &Instruments, today: Day, out: &mut Findings) {
    let mut broken = Findings::default();
    people::people(s, instruments, &mut broken);
    texts::texts(s, &mut broken);
    help::help(s, today, &mut broken);
    feedback::feedback(s, &mut broken);
    letterbox::letterbox(s, today, &mut broken);
    letters::letters(s, &mut broken);
    let live = s.mode == Mode::Live;
    out.0.extend(broken.0.into_iter().map(|f| match f.severity {
        Severity::Error if !live => {
            let advice = format!("{} (live mode refuses this)", f.advice);
            Finding { severity: Severity::Warning, advice, ..f }
        }
        _ => f,
    }));
}

#[cfg(feature = "desk")]
pub use letters::telltale;

/// Whether something stands there in a language.
fn said(t: &Texts, lang: &str) -> bool {
    t.get(lang).is_some_and(|x| is_said(x))
}

fn is_said(text: &str) -> bool {
    !text.trim().is_empty()
}
