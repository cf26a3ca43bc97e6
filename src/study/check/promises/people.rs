//! People of flesh and blood: who reads, whom to ask, who acts, and how soon.

use super::is_said;
use crate::instrument::{Findings, Item};
use crate::study::Study;
use crate::study::check::Instruments;

pub(super) fn people(s: &Study, instruments: &Instruments, out: &mut Findings) {
    readers(s, out);
    let p = &s.protocol;
    if p.read_interval_days == 0 {
        out.error("$.protocol.read_interval_days", "reading_interval", "say how often contact envelopes are read");
    }
    if !is_said(&p.contact.name) {
        out.error("$.protocol.contact.name", "contact_name", "name the person whom a respondent can ask");
    }
    if !is_said(&p.contact.phone) {
        out.error("$.protocol.contact.phone", "contact_phone", "give a number at which that person answers");
    }
    let asks = |is: fn(&Item) -> bool| {
        let parts = s.batteries.iter().flat_map(|b| &b.parts);
        parts.filter_map(|p| instruments.get(&p.instrument)).any(|x| x.items().any(|(_, _, i)| is(i)))
    };
    match &p.acute {
        None if asks(|i| i.is_acute()) => {
            let advice = "a battery asks an acute item; say who reads it and within how many hours";
            out.error("$.protocol.acute", "acute", advice);
        }
        Some(acute) => {
            if !is_said(&acute.reader) {
                out.error("$.protocol.acute.reader", "acute_reader", "name the person who reads acute items");
            }
            if acute.within_hours == 0 {
                out.error("$.protocol.acute.within_hours", "acute_hours", "say within how many hours they are read");
            }
        }
        None => {}
    }
    // Without somebody who carries it out it is not asked.
    if let Some(sharing) = &p.sharing {
        if !is_said(&sharing.owner) {
            out.error("$.protocol.sharing.owner", "sharing_owner", "name the person who carries out what is shared");
        }
        if sharing.within_days == 0 {
            out.error("$.protocol.sharing.within_days", "sharing_days", "say within how many days it is done");
        }
    }
}

/// A respondent reads who opens the answers: two people, by names that people have.
fn readers(s: &Study, out: &mut Findings) {
    for (path, list) in [("$.recipients", &s.recipients), ("$.contact_recipients", &s.contact_recipients)] {
        for (i, r) in list.iter().enumerate() {
            let name = r.name.trim();
            if name.contains(|c: char| c.is_ascii_digit() || c == '@') {
                let advice = "a respondent reads this name; give a person's, not a number or an address";
                out.error(format!("{path}[{i}].name"), "reader_name", advice);
            }
            if list.iter().take(i).any(|other| other.name.trim().to_lowercase() == name.to_lowercase()) {
                let advice = "this name appears twice; give each key to a different person";
                out.error(format!("{path}[{i}].name"), "same_reader", advice);
            }
        }
    }
}
