//! Scales of violence, each counted in several ways: a row per scale, a column per way, and what each way does once.

use super::escape::Text;
use super::scales::{Sources, inputs};
use crate::export::catalogue::{Listing, Scale, words};
use std::fmt::{self, Formatter};

/// The scales of an instrument that are counted in several ways.
pub(super) struct Ways<'s, 'a> {
    /// In the order in which they first stand.
    names: Vec<&'static str>,
    /// Stem → way and score.
    rows: Vec<(String, Vec<(&'static str, &'s Scale<'a>)>)>,
}

impl<'s, 'a> Ways<'s, 'a> {
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
        Ways { names, rows }
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

pub(super) fn table(f: &mut Formatter<'_>, l: &Listing<'_>, ways: &Ways<'_, '_>, sources: &Sources<'_>) -> fmt::Result {
    if ways.rows.is_empty() {
        return Ok(());
    }
    f.write_str("<dl class=\"ways\">\n")?;
    ways.names.iter().try_for_each(|way| legend(f, ways, way, sources))?;
    f.write_str("</dl>\n<table class=\"scales counted\" role=\"table\">\n<thead role=\"rowgroup\"><tr role=\"row\">")?;
    f.write_str(
        "<th role=\"columnheader\" scope=\"col\">Scale</th><th role=\"columnheader\" scope=\"col\">Items</th>",
    )?;
    ways.names.iter().try_for_each(|way| write!(f, "<th role=\"columnheader\" scope=\"col\">{way}</th>"))?;
    f.write_str("</tr></thead>\n<tbody role=\"rowgroup\">\n")?;
    for (stem, of) in &ways.rows {
        write!(f, "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">{}</th>", Text(words::scale(stem)))?;
        f.write_str("<td role=\"cell\" data-column=\"Items\">")?;
        of.iter().find(|(_, s)| !s.items.is_empty()).map_or(Ok(()), |(_, s)| inputs(f, l, s))?;
        f.write_str("</td>")?;
        for way in &ways.names {
            let range = of.iter().find(|(w, _)| w == way).map(|(_, s)| words::range(s.min, s.max));
            write!(f, "<td role=\"cell\" data-column=\"{way}\">{}</td>", Text(range.unwrap_or_default()))?;
        }
        f.write_str("</tr>\n")?;
    }
    f.write_str("</tbody>\n</table>\n")
}

/// What a way does: once where it does the same on every scale. Not checked on one scale is not checked.
fn legend(f: &mut Formatter<'_>, ways: &Ways<'_, '_>, way: &str, sources: &Sources<'_>) -> fmt::Result {
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
    write!(f, "<div><dt>{way}</dt><dd>{} ", Text(texts.join(" · ")))?;
    sources.marks(f, checked, &read)?;
    f.write_str("</dd></div>\n")
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
