//! What is wrong with a study, instruments at hand.

use super::{Mode, Study};
use crate::instrument::{About, Finding, Findings, Instrument};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that is wrong with a study. `instruments` holds those that it may use (id → structure); `today` is
/// `YYYY-MM-DD`.
pub fn lint_study(study: &Study, instruments: &BTreeMap<String, Instrument>, today: &str) -> Vec<Finding> {
    let mut out = Findings::default();
    head(study, &mut out);
    recipients(study, &mut out);
    batteries(study, instruments, &mut out);
    promises(study, instruments, today, &mut out);
    out.0
}

fn head(s: &Study, out: &mut Findings) {
    if s.format != crate::instrument::FORMAT {
        out.error("$.format", "format", format!("this version reads format {}", crate::instrument::FORMAT));
    }
    if !crate::instrument::is_hyphen_id(&s.id) {
        out.error("$.id", "id_shape", "use lower-case letters, digits and single hyphens, at most 64 bytes");
    }
    if s.languages.is_empty() || s.languages.len() > 20 {
        out.error("$.languages", "limit", "name 1 to 20 languages");
    }
    if s.waves.is_empty() || s.waves.len() > 20 {
        out.error("$.waves", "limit", "name 1 to 20 waves");
    }
    let mut waves = BTreeSet::new();
    for (i, w) in s.waves.iter().enumerate() {
        if !waves.insert(&w.id) {
            out.error(format!("$.waves[{i}].id"), "duplicate_id", "give each wave its own id");
        }
        if i > 0 && w.offset_months <= s.waves[i - 1].offset_months {
            out.error(format!("$.waves[{i}].offset_months"), "impossible_range", "waves follow each other in time");
        }
    }
    for (set, url) in &s.exit {
        if url != "about:blank" && !url.starts_with("https://") {
            out.error(format!("$.exit.{}", set.name()), "exit", "Snel weg leads to an https address or about:blank");
        }
    }
    for (i, origin) in s.embed_origins.iter().enumerate() {
        let rest = origin.strip_prefix("https://").unwrap_or_default();
        if rest.is_empty() || rest.contains(['/', '*', ' ', ';']) {
            out.error(
                format!("$.embed_origins[{i}]"),
                "origin",
                "give an origin such as https://example.org, without a path or a star",
            );
        }
    }
}

fn recipients(s: &Study, out: &mut Findings) {
    for (path, list) in [("$.recipients", &s.recipients), ("$.contact_recipients", &s.contact_recipients)] {
        if list.len() < 2 {
            out.error(path, "recipients", "name at least two, so that one lost key is not lost data");
        }
        let mut keys = BTreeSet::new();
        for (i, r) in list.iter().enumerate() {
            if r.name.trim().is_empty() {
                out.error(format!("{path}[{i}].name"), "empty", "a respondent reads this name; give a person's");
            }
            if !r.age.starts_with("age1") {
                out.error(
                    format!("{path}[{i}].age"),
                    "recipient",
                    "a public key begins with age1; kindstem keygen makes one",
                );
            }
            if !keys.insert(&r.age) {
                out.error(
                    format!("{path}[{i}].age"),
                    "duplicate_key",
                    "this key stands twice; two recipients need two keys",
                );
            }
        }
    }
}

fn batteries(s: &Study, instruments: &BTreeMap<String, Instrument>, out: &mut Findings) {
    let mut seen = BTreeSet::new();
    for (b, battery) in s.batteries.iter().enumerate() {
        let path = format!("$.batteries[{b}]");
        for wave in &battery.waves {
            if !s.waves.iter().any(|w| w.id == *wave) {
                out.error(format!("{path}.waves"), "dangling", format!("there is no wave \"{wave}\""));
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
            out.error("$.help", "no_help", format!("the set {} has no help list", battery.set.name()));
        }
        if !s.exit.contains_key(&battery.set) {
            out.error("$.exit", "exit", format!("the set {} has no place for Snel weg to lead to", battery.set.name()));
        }
    }
}

fn one_part(
    s: &Study,
    role: super::Role,
    part: &super::Part,
    path: &str,
    instruments: &BTreeMap<String, Instrument>,
    out: &mut Findings,
) {
    let Some(pin) = s.pin(&part.instrument) else {
        out.error(format!("{path}.instrument"), "dangling", format!("\"{}\" is not pinned in $.pins", part.instrument));
        return;
    };
    for lang in s.languages.iter().filter(|l| !pin.wording.contains_key(*l)) {
        out.error(
            format!("{path}.instrument"),
            "missing_language",
            format!("\"{}\" has no wording in {lang}; add a text pack or take the language out", part.instrument),
        );
    }
    let Some(x) = instruments.get(&part.instrument) else {
        out.error(
            format!("{path}.instrument"),
            "not_found",
            format!("no structure of \"{}\" is at hand", part.instrument),
        );
        return;
    };
    if x.version != pin.version {
        out.error(
            format!("{path}.instrument"),
            "other_version",
            format!("pinned is {}, at hand is {}", pin.version, x.version),
        );
    }
    if !x.audience.roles.contains(&role) {
        out.error(format!("{path}.instrument"), "role", format!("\"{}\" was not made for {}", x.id, role.name()));
    }
    let fits = match x.audience.about {
        About::Myself => part.target == super::Target::Myself,
        About::Child => matches!(part.target, super::Target::Child(_) | super::Target::Myself),
        About::Adult => matches!(part.target, super::Target::Adult(_)),
        About::Home => matches!(part.target, super::Target::Home(_)),
    };
    if !fits {
        out.error(format!("{path}.target"), "target", format!("\"{}\" asks about another kind of person", x.id));
    }
}

fn promises(s: &Study, instruments: &BTreeMap<String, Instrument>, today: &str, out: &mut Findings) {
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
    for lang in &s.languages {
        let said = |t: &super::Texts| t.get(lang).is_some_and(|x| !x.trim().is_empty());
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

/// Days from one `YYYY-MM-DD` to another. `None` where one is no date.
fn days_between(from: &str, to: &str) -> Option<i64> {
    Some(day_number(to)? - day_number(from)?)
}

/// Days since 1 March of year 0 of the proleptic Gregorian calendar.
pub(crate) fn day_number(date: &str) -> Option<i64> {
    let mut parts = date.split('-').map(|p| p.parse::<i64>().ok());
    let (y, m, d) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() || !(1..=12).contains(&m) || !(1..=31).contains(&d) || !(1..=9999).contains(&y) {
        return None;
    }
    let (y, m) = if m > 2 { (y, m - 3) } else { (y - 1, m + 9) };
    Some(365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + d - 1)
}

#[cfg(test)]
mod tests {
    use super::days_between;

    #[test]
    fn counts_days_over_leap_years() {
        assert_eq!(days_between("2024-02-28", "2024-03-01"), Some(2));
        assert_eq!(days_between("2026-08-25", "2026-11-23"), Some(90));
        assert_eq!(days_between("2026-13-01", "2026-11-23"), None);
    }
}
