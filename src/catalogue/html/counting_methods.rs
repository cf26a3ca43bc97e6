//! Scales of violence, each counted in several ways: a row per scale, a column per way, and what each way does once.

use super::sources::Sources;
use super::text::text;
use crate::catalogue::{Listing, Scale, words};
use maud::{Markup, html};

/// The scales of an instrument that are counted in several ways.
pub(super) struct CountingMethods<'s, 'a> {
    /// In the order in which they first stand.
    names: Vec<&'static str>,
    /// Stem → way and score.
    rows: Vec<(String, Vec<(&'static str, &'s Scale<'a>)>)>,
}

impl<'s, 'a> CountingMethods<'s, 'a> {
    /// Those of which two or more ways take the same items and nothing is banded: only then one row says it all.
    pub(super) fn of(l: &'s Listing<'a>) -> Self {
        let mut rows: Vec<(String, Vec<(&'static str, &'s Scale<'a>)>)> = Vec::new();
        for scale in &l.scales {
            let Some((stem, way)) = scale.way() else { continue };
            match rows.iter_mut().find(|(known, _)| *known == stem) {
                Some((_, ways)) => ways.push((way, scale)),
                None => rows.push((stem, vec![(way, scale)])),
            }
        }
        // The scale by its bare name is its frequency.
        for scale in l.scales.iter().filter(|s| s.way().is_none()) {
            if let Some((_, ways)) = rows.iter_mut().find(|(stem, _)| stem == scale.id) {
                ways.push(("frequency", scale));
            }
        }
        rows.retain(|(_, ways)| {
            let mut items = ways.iter().map(|(_, s)| (s.items, s.reverse)).filter(|(items, _)| !items.is_empty());
            let first = items.next();
            let plain = |s: &Scale<'_>| s.bands.is_empty() && s.sd.is_none() && s.reliability.is_none();
            ways.len() > 1 && items.all(|i| Some(i) == first) && ways.iter().all(|(_, s)| plain(s))
        });
        let mut names = Vec::new();
        for (way, _) in rows.iter().flat_map(|(_, ways)| ways) {
            if !names.contains(way) {
                names.push(*way);
            }
        }
        CountingMethods { names, rows }
    }

    /// Whether a score stands in this table.
    pub(super) fn has(&self, scale: &Scale<'_>) -> bool {
        self.rows.iter().any(|(_, ways)| ways.iter().any(|(_, s)| s.id == scale.id))
    }

    /// Every score that is counted in this way, with the others of its scale.
    fn counted<'w>(
        &'w self,
        way: &'w str,
    ) -> impl Iterator<Item = (&'w Scale<'a>, &'w [(&'static str, &'s Scale<'a>)])> {
        self.rows.iter().flat_map(move |(_, ways)| {
            ways.iter().filter(move |(w, _)| *w == way).map(move |(_, s)| (*s, ways.as_slice()))
        })
    }
}

pub(super) fn table(l: &Listing<'_>, ways: &CountingMethods<'_, '_>, sources: &Sources<'_>) -> Markup {
    let range = |of: &[(&'static str, &Scale<'_>)], way: &str| {
        of.iter().find(|(w, _)| *w == way).map(|(_, s)| words::range(s.min, s.max)).unwrap_or_default()
    };
    html! {
        @if !ways.rows.is_empty() {
            dl.ways { @for way in &ways.names { (legend(ways, way, sources)) } }
            table.scales.counted role="table" {
                thead role="rowgroup" {
                    tr role="row" {
                        @for name in ["Scale", "Items"].iter().chain(&ways.names) {
                            th role="columnheader" scope="col" { (name) }
                        }
                    }
                }
                tbody role="rowgroup" {
                    @for (stem, of) in &ways.rows {
                        tr role="row" {
                            th role="rowheader" scope="row" { (text(words::scale(stem))) }
                            td role="cell" data-column="Items" {
                                @if let Some((_, s)) = of.iter().find(|(_, s)| !s.items.is_empty()) { (inputs(l, s)) }
                            }
                            @for way in &ways.names {
                                td role="cell" data-column=(way) { (text(range(of, way))) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// How many items, which, and which of them are reversed; or the scores that go in.
pub(super) fn inputs(l: &Listing<'_>, s: &Scale<'_>) -> Markup {
    let names: Vec<String> = s.scores.iter().map(|id| words::scale(id)).collect();
    html! {
        @if !s.items.is_empty() { b { (s.items.len()) } " (" (text(l.numbers(s.items))) ")" }
        @if !names.is_empty() { " from " (text(names.join(", "))) }
        @if !s.reverse.is_empty() {
            br;
            "reversed: "
            (if s.reverse == s.items { "all".to_string() } else { text(l.numbers(s.reverse)) })
        }
    }
}

/// What a way does: once where it does the same on every scale. Not checked on one scale is not checked.
fn legend(ways: &CountingMethods<'_, '_>, way: &str, sources: &Sources<'_>) -> Markup {
    let mut texts: Vec<String> = Vec::new();
    let (mut checked, mut read): (bool, Vec<String>) = (true, Vec::new());
    for (scale, siblings) in ways.counted(way) {
        let text = format!("{}; {}", rule(scale, siblings), scale.missing);
        if !texts.contains(&text) {
            texts.push(text);
        }
        checked &= scale.checked;
        read.extend(scale.sources.iter().filter(|s| !read.contains(s)).cloned().collect::<Vec<_>>());
    }
    html! { div { dt { (way) } dd { (text(texts.join(" · "))) " " (sources.marks(checked, &read)) } } }
}

/// The rule, with the other scores of its scale by their ways.
fn rule(scale: &Scale<'_>, siblings: &[(&'static str, &Scale<'_>)]) -> String {
    let mut out = scale.rule.clone();
    if !scale.scores.is_empty() {
        let what = out.split("; ").next().unwrap_or_default().to_string();
        out = out.replacen(&what, &format!("{what} of {}", scale.scores.join(", ")), 1);
    }
    siblings.iter().fold(out, |text, (way, s)| text.replace(s.id, way))
}
