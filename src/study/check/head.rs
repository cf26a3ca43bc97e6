//! The head of a study, and who can open what comes in.

use crate::instrument::Findings;
use crate::study::{Mode, STAMP_KEY, Study};
use std::collections::BTreeSet;

pub(super) fn head(s: &Study, out: &mut Findings) {
    if s.format != crate::instrument::FORMAT {
        out.error("$.format", "format", format!("this version reads format {}", crate::instrument::FORMAT));
    }
    if !crate::instrument::is_hyphen_id(&s.id) {
        out.error("$.id", "id_shape", "use lower-case letters, digits and single hyphens, at most 64 bytes");
    }
    if s.languages.is_empty() || s.languages.len() > 20 {
        out.error("$.languages", "limit", "name 1 to 20 languages");
    }
    languages(s, out);
    if s.waves.is_empty() || s.waves.len() > 20 {
        out.error("$.waves", "limit", "name 1 to 20 waves");
    }
    let mut waves = BTreeSet::new();
    for (i, w) in s.waves.iter().enumerate() {
        if !waves.insert(&w.id) {
            out.error(format!("$.waves[{i}].id"), "duplicate_id", "give each wave its own id");
        }
        if i > 0 && !w.any_time && w.offset_months <= s.waves[i - 1].offset_months {
            out.error(
                format!("$.waves[{i}].offset_months"),
                "impossible_range",
                "order the waves by month, each later than the one before",
            );
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
                "write an origin such as https://example.org, without a path or a wildcard",
            );
        }
    }
}

/// Refuses languages that this program has no words in, and warns of those whose words nobody has reviewed. Only a desk
/// has the table.
#[cfg(feature = "desk")]
fn languages(s: &Study, out: &mut Findings) {
    for (i, lang) in s.languages.iter().enumerate() {
        let Some(language) = crate::study::language(lang) else {
            let known: Vec<&str> = crate::study::languages().iter().map(|l| l.code.as_str()).collect();
            let advice =
                format!("the form has no words in {lang:?} and would not open; choose from {}", known.join(", "));
            out.error(format!("$.languages[{i}]"), "unknown_language", advice);
            continue;
        };
        if let Some(review) = &language.head.review {
            let advice = format!(
                "the texts of the screen, the letters and the reminders in {lang} are {}; let one read them first",
                review.status
            );
            out.warning(format!("$.languages[{i}]"), "unreviewed_language", advice);
        }
    }
}

#[cfg(not(feature = "desk"))]
fn languages(_: &Study, _: &mut Findings) {}

pub(super) fn recipients(s: &Study, out: &mut Findings) {
    for (path, list) in [("$.recipients", &s.recipients), ("$.contact_recipients", &s.contact_recipients)] {
        if list.len() < 2 {
            out.error(
                path,
                "recipients",
                "name at least two recipients, so that losing one key does not lose the data",
            );
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
                    "this key appears twice; give each recipient a different key",
                );
            }
        }
    }
}

/// The key that signs each reading of the contacts.
pub(super) fn stamp(s: &Study, out: &mut Findings) {
    let path = "$.protocol.stamp";
    let hex = |rest: &str| rest.len() == 64 && rest.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    match &s.protocol.stamp {
        Some(key) if !key.strip_prefix(STAMP_KEY).is_some_and(hex) => {
            let advice =
                format!("write {STAMP_KEY} and 64 lower-case hex digits, the line that kindstem keygen --stamp prints");
            out.error(path, "stamp", advice);
        }
        None if s.mode == Mode::Live => {
            let advice = "no alarm is raised when nobody reads the contacts; make a key with kindstem keygen --stamp, \
                put its public line here, and see kindstem contacts --help";
            out.warning(path, "no_stamp", advice);
        }
        _ => {}
    }
}
