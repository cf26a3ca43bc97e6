//! The study's own tablet, with an interviewer: how answers came about.

use crate::seal::{How, Mode, Near};

/// Where *Snel weg* leads: a page beside this one, which says nothing and asks for nothing.
pub(super) const QUIET: &str = "quiet.html";

/// What the interviewer filled in before handing the device over. Role, wave and recipients are never in it.
pub(super) fn read(text: &str) -> Mode {
    let mut words = text.split(' ');
    let mut next = || words.next().unwrap_or_default();
    let (interviewer, place, how, near) = (next(), next(), next(), next());
    Mode {
        interviewer: Some(interviewer.into()),
        place: Some(place.into()),
        how: match how {
            "reads" => How::InterviewerReads,
            "phone" => How::Phone,
            _ => How::InterviewerPresent,
        },
        near: match near {
            "nobody" => Some(Near::Nobody),
            "parent" => Some(Near::Parent),
            "child" => Some(Near::Child),
            _ => Some(Near::Other),
        },
        ..Mode::default()
    }
}
