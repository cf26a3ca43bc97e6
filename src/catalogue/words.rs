//! Definitions in words.

use crate::instrument::{About, Anchor, Audience, Band, Decimal, Period, Reliability, ReliabilityKind, Role, Unit};
use crate::study::EASY;

/// Who is asked, about whom: `parents, about one child of 4–17`.
pub(super) fn for_whom(a: &Audience) -> String {
    let role = |r: &Role| match r {
        Role::Parent => "parents",
        Role::Child => "children",
        Role::Young => "young people",
        Role::Professional => "professionals",
    };
    let roles = and(&a.roles.iter().map(role).collect::<Vec<_>>());
    let ages = ages(a.age_from, a.age_to);
    match a.about {
        About::Myself => [roles, ages].join(" ").trim_end().to_string(),
        About::Child => format!("{roles}, about one child {ages}").trim_end().to_string(),
        About::Adult => format!("{roles}, about one adult"),
        About::Home => format!("{roles} {ages}, about one home"),
    }
}

fn ages(from: Option<u32>, to: Option<u32>) -> String {
    match (from, to) {
        (None, None) => String::new(),
        (Some(from), Some(to)) => format!("of {from}–{to}"),
        (Some(from), None) => format!("of {from} and older"),
        (None, Some(to)) => format!("up to {to}"),
    }
}

/// About what time.
pub(super) fn period(period: Option<Period>) -> String {
    let Some(Period { anchor, length }) = period else { return "now, or no period named".into() };
    let unit = match length.unit() {
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Year => "year",
    };
    match (anchor, length.count()) {
        (Anchor::PreviousWave, _) => "since the previous measurement".into(),
        (Anchor::Fixed, 1) => format!("the past {unit}"),
        (Anchor::Fixed, n) => format!("the past {n} {unit}s"),
    }
}

/// Minutes, from seconds.
pub(super) fn minutes(seconds: u32) -> String {
    match seconds {
        0..30 => "< 1".into(),
        n => (n.saturating_add(30) / 60).to_string(),
    }
}

/// Languages of text packs: `Dutch and English, both also in easy words`.
pub(super) fn languages(codes: &[String]) -> String {
    let (easy, plain): (Vec<&String>, Vec<&String>) = codes.iter().partition(|c| c.ends_with(EASY));
    let mut names: Vec<&str> = plain.iter().map(|c| language(c)).collect();
    names.sort_unstable();
    let easy = match (easy.len(), plain.len()) {
        (0, _) => "",
        (easy, plain) if easy == plain => ", also in easy words",
        _ => ", partly also in easy words",
    };
    format!("{}{easy}", and(&names))
}

fn language(code: &str) -> &str {
    crate::study::language(code).map_or(code, |l| &l.head.english)
}

fn and(names: &[&str]) -> String {
    match names {
        [most @ .., last] if !most.is_empty() => format!("{} and {last}", most.join(", ")),
        _ => names.join(""),
    }
}

/// With a capital.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// `0–27`; nothing where neither end is known.
pub(super) fn range(min: Option<Decimal>, max: Option<Decimal>) -> String {
    match (min, max) {
        (None, None) => String::new(),
        (Some(min), Some(max)) => span(min, max),
        (Some(min), None) => format!("from {min}"),
        (None, Some(max)) => format!("up to {max}"),
    }
}

/// Both ends included. What ends just below a whole number says so: 65 to 69.9999 is `65 to below 70`.
fn span(from: Decimal, to: Decimal) -> String {
    let next = Decimal::from_units(to.units() + 1);
    match next.as_whole() {
        Some(whole) if to.as_whole().is_none() => format!("{from} to below {whole}"),
        _ if from == to => from.to_string(),
        _ if from.units() < 0 => format!("{} to {to}", from.to_string().replace('-', "−")),
        _ => format!("{from}–{to}"),
    }
}

/// `mild 5–9`.
pub(super) fn band(b: &Band) -> String {
    format!("{} {}", b.id.replace('_', " "), span(b.from, b.to))
}

/// `SD 5.5, retest .84`.
pub(super) fn spread(sd: Option<Decimal>, reliability: Option<Reliability>) -> String {
    let kind = |k| match k {
        ReliabilityKind::Retest => "retest",
        ReliabilityKind::Alpha => "α",
        ReliabilityKind::Omega => "ω",
    };
    let sd = sd.map(|sd| format!("SD {sd}"));
    let r = reliability.map(|r| format!("{} {}", kind(r.kind), r.value.to_string().trim_start_matches('0')));
    sd.into_iter().chain(r).collect::<Vec<_>>().join(", ")
}

/// A name of a score: `anxiety_t` is `anxiety, T`.
pub(super) fn scale(id: &str) -> String {
    match id.strip_suffix("_t") {
        Some(raw) => format!("{}, T", raw.replace('_', " ")),
        None => id.replace('_', " "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instrument::Length;

    #[test]
    fn a_period_is_said_in_its_own_unit() {
        let said = |anchor, text| period(Some(Period { anchor, length: Length::parse(text).unwrap() }));
        let all = ["P1D", "P1W", "P4W", "P1M", "P12M", "P2Y"].map(|text| said(Anchor::Fixed, text));
        let words = ["day", "week", "4 weeks", "month", "12 months", "2 years"];
        assert_eq!(all, words.map(|w| format!("the past {w}")));
        assert_eq!(said(Anchor::PreviousWave, "P12M"), "since the previous measurement");
    }

    #[test]
    fn numbers_are_said_as_people_say_them() {
        let d = |text: &str| Decimal::from_typed(text).unwrap();
        assert_eq!(span(d("65"), d("69.9999")), "65 to below 70");
        assert_eq!(span(d("0"), d("4")), "0–4");
        assert_eq!(span(d("4"), d("4")), "4");
        assert_eq!(span(d("-3"), d("3")), "−3 to 3");
        assert_eq!([0, 29, 30, 89, 90, 600].map(minutes), ["< 1", "< 1", "1", "1", "2", "10"]);
        let r = Reliability { value: d("0.84"), kind: ReliabilityKind::Retest };
        assert_eq!(spread(Some(d("5.5")), Some(r)), "SD 5.5, retest .84");
        assert_eq!(spread(None, None), "");
        assert_eq!(scale("anxiety_t"), "anxiety, T");
    }
}
