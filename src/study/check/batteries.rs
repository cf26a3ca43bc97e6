//! Batteries and their parts, held against the instruments.

use super::{Instruments, whole_languages};
use crate::instrument::{About, Findings};
use crate::study::{Part, Role, Set, Study, Target};
use std::collections::BTreeSet;

pub(super) fn batteries(s: &Study, instruments: &Instruments, out: &mut Findings) {
    let mut seen = BTreeSet::new();
    for (b, battery) in s.batteries.iter().enumerate() {
        let path = format!("$.batteries[{b}]");
        for wave in &battery.waves {
            if !s.waves.iter().any(|w| w.id == *wave) {
                out.error(format!("{path}.waves"), "dangling", format!("the study has no wave \"{wave}\""));
            }
            if !seen.insert((battery.role, battery.set, wave)) {
                out.error(
                    &path,
                    "duplicate_battery",
                    format!("{} {} has another battery for {wave}", battery.role.name(), battery.set.name()),
                );
            }
        }
        if battery.parts.is_empty() || battery.parts.len() > 100 {
            out.error(format!("{path}.parts"), "limit", "a battery has 1 to 100 parts");
        }
        for (p, part) in battery.parts.iter().enumerate() {
            one_part(s, battery.role, part, &format!("{path}.parts[{p}]"), instruments, out);
        }
        if s.help(battery.set).is_none() {
            out.error("$.help", "no_help", format!("the audience {} has no help list", battery.set.name()));
        }
        if !s.exit.contains_key(&battery.set) {
            out.error("$.exit", "exit", format!("the audience {} has no address for Snel weg", battery.set.name()));
        }
    }
}

fn one_part(s: &Study, role: Role, part: &Part, path: &str, instruments: &Instruments, out: &mut Findings) {
    let Some(pin) = s.pin(&part.instrument) else {
        out.error(format!("{path}.instrument"), "dangling", format!("\"{}\" is not pinned in $.pins", part.instrument));
        return;
    };
    for lang in whole_languages(s).filter(|l| pin.words(l, Set::Adult).is_none()) {
        let (path, id) = (format!("{path}.instrument"), &part.instrument);
        let first = s.languages.first().filter(|first| pin.words(first, Set::Adult).is_some());
        match first {
            Some(first) => out.warning(
                path,
                "other_language",
                format!("\"{id}\" has no wording in {lang} and is read in {first}; add a text pack"),
            ),
            None => out.error(
                path,
                "missing_language",
                format!("\"{id}\" has no wording in {lang}; add a text pack or take the language out"),
            ),
        }
    }
    let Some(x) = instruments.get(&part.instrument) else {
        out.error(
            format!("{path}.instrument"),
            "not_found",
            format!("the structure of \"{}\" was not found", part.instrument),
        );
        return;
    };
    if x.version != pin.version {
        out.error(
            format!("{path}.instrument"),
            "other_version",
            format!("the pin is {}, the file found is {}", pin.version, x.version),
        );
    }
    if !x.audience.roles.contains(&role) {
        out.error(format!("{path}.instrument"), "role", format!("\"{}\" is not intended for {}", x.id, role.name()));
    }
    let fits = match x.audience.about {
        About::Myself => part.target == Target::Myself,
        About::Child => matches!(part.target, Target::Child(_) | Target::Myself),
        About::Adult => matches!(part.target, Target::Adult(_)),
        About::Home => matches!(part.target, Target::Home(_)),
    };
    if !fits {
        out.error(format!("{path}.target"), "target", format!("\"{}\" asks about another kind of person", x.id));
    }
}

/// Items for waves that this study does not have: a misspelt wave, or an instrument that was made for more of them.
pub(super) fn waves_of_items(s: &Study, instruments: &Instruments, out: &mut Findings) {
    for (i, pin) in s.pins.iter().enumerate() {
        let used = s.batteries.iter().flat_map(|b| &b.parts).any(|p| p.instrument == pin.instrument);
        let Some(x) = instruments.get(&pin.instrument).filter(|_| used) else { continue };
        let unknown = |wave: &&String| s.waves.iter().all(|w| w.id != **wave);
        let waves: BTreeSet<&String> = x.items().flat_map(|(_, _, i)| &i.waves).filter(unknown).collect();
        for wave in waves {
            let items: Vec<&str> =
                x.items().filter(|(_, _, i)| i.waves.contains(wave)).map(|(_, _, i)| i.id.as_str()).collect();
            out.warning(
                format!("$.pins[{i}]"),
                "no_such_wave",
                format!("\"{}\" has items for {wave}, which is not a wave of this study: {}", x.id, items.join(", ")),
            );
        }
    }
}
