//! What was promised to respondents, and must stand in a study before it is live.

use super::dates::days_between;
use super::{Instruments, whole_languages};
use crate::instrument::Findings;
use crate::study::{Mode, Study, Texts};

pub(super) fn promises(s: &Study, instruments: &Instruments, today: &str, out: &mut Findings) {
    let live = s.mode == Mode::Live;
    let mut promise = |broken: bool, path: &str, advice: &str| {
        if broken && live {
            out.error(path, "promise", advice);
        } else if broken {
            out.warning(path, "promise", format!("{advice} (live mode refuses this)"));
        }
    };
    promise(
        s.protocol.read_interval_days == 0,
        "$.protocol.read_interval_days",
        "say how often contact envelopes are read",
    );
    promise(
        s.protocol.contact.name.trim().is_empty(),
        "$.protocol.contact.name",
        "name the person whom a respondent can ask",
    );
    promise(
        s.protocol.contact.phone.trim().is_empty(),
        "$.protocol.contact.phone",
        "give a number at which that person answers",
    );
    for lang in whole_languages(s) {
        let said = |t: &Texts| t.get(lang).is_some_and(|x| !x.trim().is_empty());
        promise(
            !said(&s.protocol.threshold),
            "$.protocol.threshold",
            "say in every language when something is passed on",
        );
        for w in &s.waves {
            promise(!said(&w.next_contact), "$.waves", "say in every language what the next contact will be");
        }
    }
    for list in &s.help {
        promise(
            days_between(&list.checked_on, today).is_none_or(|d| d > 90),
            "$.help",
            "try the numbers of the help list; it was last done more than 90 days ago or the date is no YYYY-MM-DD",
        );
    }
    promise(
        s.protocol.sharing.as_ref().is_some_and(|p| p.within_days == 0 || p.owner.trim().is_empty()),
        "$.protocol.sharing",
        "say who carries out what is said about sharing, and within how many days",
    );
    let acute = s
        .batteries
        .iter()
        .flat_map(|b| &b.parts)
        .filter_map(|p| instruments.get(&p.instrument))
        .any(|x| x.items().any(|(_, _, i)| i.acute));
    promise(
        acute && s.protocol.acute.is_none(),
        "$.protocol.acute",
        "a battery asks an acute item; say who reads it and within how many hours",
    );
}
