//! The scores of an instrument: those that are one scale counted in several ways in one table, the others in another.

use super::escape::{Breaking, Text};
use super::ways::{self, Ways};
use crate::export::catalogue::{Listing, Scale, words};
use std::fmt::{self, Formatter};

const COLUMNS: [&str; 7] = ["Scale", "Items", "Range", "Missing answers", "Bands", "SD, reliability", "Sources"];

pub(super) fn scales(f: &mut Formatter<'_>, l: &Listing<'_>) -> fmt::Result {
    if l.scales.is_empty() {
        return Ok(());
    }
    let sources = Sources::of(l);
    let ways = Ways::of(l);
    f.write_str("<h4>Scales</h4>\n")?;
    ways::table(f, l, &ways, &sources)?;
    let others: Vec<&Scale<'_>> = l.scales.iter().filter(|s| !ways.has(s)).collect();
    if !others.is_empty() {
        table(f, l, &others, &sources)?;
    }
    sources.list(f)
}

fn table(f: &mut Formatter<'_>, l: &Listing<'_>, scales: &[&Scale<'_>], sources: &Sources<'_>) -> fmt::Result {
    // A column in which nothing would stand is left out.
    let full = |column: usize| match column {
        4 => scales.iter().any(|s| !s.bands.is_empty()),
        5 => scales.iter().any(|s| s.sd.is_some() || s.reliability.is_some()),
        _ => true,
    };
    let columns: Vec<usize> = (0..COLUMNS.len()).filter(|c| full(*c)).collect();
    let name = |column: usize| COLUMNS.get(column).copied().unwrap_or_default();
    f.write_str("<table class=\"scales\" role=\"table\">\n<thead role=\"rowgroup\"><tr role=\"row\">")?;
    columns.iter().try_for_each(|c| write!(f, "<th role=\"columnheader\" scope=\"col\">{}</th>", name(*c)))?;
    f.write_str("</tr></thead>\n<tbody role=\"rowgroup\">\n")?;
    for s in scales {
        write!(f, "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">{}", Text(words::scale(s.id)))?;
        write!(f, "<small>{}</small></th>", Breaking(&s.rule))?;
        for column in columns.iter().skip(1) {
            write!(f, "<td role=\"cell\" data-column=\"{}\">", name(*column))?;
            match column {
                1 => inputs(f, l, s)?,
                2 => write!(f, "{}", Text(words::range(s.min, s.max)))?,
                3 => write!(f, "{}", Text(&s.missing))?,
                4 => bands(f, s)?,
                5 => write!(f, "{}", Text(words::spread(s.sd, s.reliability)))?,
                _ => sources.marks(f, s.checked, s.sources)?,
            }
            f.write_str("</td>")?;
        }
        f.write_str("</tr>\n")?;
    }
    f.write_str("</tbody>\n</table>\n")
}

/// How many items, which, and which of them are reversed; or the scores that go in.
pub(super) fn inputs(f: &mut Formatter<'_>, l: &Listing<'_>, s: &Scale<'_>) -> fmt::Result {
    if !s.items.is_empty() {
        write!(f, "<b>{}</b> ({})", s.items.len(), Text(l.numbers(s.items)))?;
    }
    if !s.scores.is_empty() {
        let names: Vec<String> = s.scores.iter().map(|id| words::scale(id)).collect();
        write!(f, " from {}", Text(names.join(", ")))?;
    }
    if !s.reverse.is_empty() {
        let which = if s.reverse == s.items { "all".to_string() } else { l.numbers(s.reverse) };
        write!(f, "<br>reversed: {}", Text(which))?;
    }
    Ok(())
}

fn bands(f: &mut Formatter<'_>, s: &Scale<'_>) -> fmt::Result {
    s.bands.iter().try_for_each(|band| write!(f, "<span>{}</span>", Text(words::band(band))))
}

/// The sources of an instrument's scores, each once, by numbers.
pub(super) struct Sources<'a>(Vec<&'a str>);

impl<'a> Sources<'a> {
    fn of(l: &Listing<'a>) -> Self {
        let mut out: Vec<&str> = Vec::new();
        for source in l.scales.iter().flat_map(|s| s.sources) {
            if !out.contains(&source.as_str()) {
                out.push(source);
            }
        }
        Sources(out)
    }

    /// Whether it was checked, and the numbers of the sources.
    pub(super) fn marks(&self, f: &mut Formatter<'_>, checked: bool, sources: &[String]) -> fmt::Result {
        let number = |s: &String| self.0.iter().position(|known| known == s).map(|n| (n + 1).to_string());
        let numbers: Vec<String> = sources.iter().filter_map(number).collect();
        let numbers = if numbers.is_empty() { "no source".to_string() } else { format!("[{}]", numbers.join(", ")) };
        super::source(f, checked, numbers)
    }

    fn list(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return Ok(());
        }
        f.write_str("<ol class=\"sources\" aria-label=\"Sources of the scales\">\n")?;
        self.0.iter().try_for_each(|s| writeln!(f, "<li>{}</li>", Breaking(s)))?;
        f.write_str("</ol>\n")
    }
}
