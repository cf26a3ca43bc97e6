//! The section of one instrument.

use super::escape::{Breaking, Text};
use super::{OWN, how, scales, source};
use crate::export::catalogue::{Listing, ids, words};
use std::fmt::{self, Formatter};

pub(super) fn section(f: &mut Formatter<'_>, l: &Listing<'_>) -> fmt::Result {
    write!(
        f,
        "<article aria-labelledby=\"i-{0}\">\n<div class=\"head\"><h3 id=\"i-{0}\">{1}</h3>\n\
         <p class=\"id\"><code>{0}</code><span>version {2}</span>",
        Text(l.id),
        Text(l.name),
        Text(l.version)
    )?;
    if l.own {
        write!(f, " {OWN}")?;
    }
    write!(f, "</p>\n<p class=\"construct\">{}</p></div>\n<dl class=\"about\">\n", Text(l.construct))?;
    about(f, l)?;
    f.write_str("</dl>\n")?;
    scales::scales(f, l)?;
    facts(f, l)?;
    f.write_str("</article>\n")
}

fn about(f: &mut Formatter<'_>, l: &Listing<'_>) -> fmt::Result {
    let line = |f: &mut Formatter<'_>, term: &str, text: &str| {
        writeln!(f, "<div><dt>{term}</dt><dd>{}</dd></div>", Text(text))
    };
    line(f, "For whom", &l.for_whom)?;
    line(f, "Asks about", &l.period)?;
    let items = if l.items == 1 { "1 item".to_string() } else { format!("{} items", l.items) };
    line(f, "Length", &format!("{items}, about {} min", words::minutes(l.seconds)))?;
    if !l.acute.is_empty() {
        let acute = ids::numbers(l.id, l.acute.iter().copied());
        line(f, "Acute", &format!("{acute}: a live study must say who reads this, and within how many hours"))?;
    }
    if !l.norm_tables.is_empty() {
        f.write_str("<div class=\"wide\"><dt>Norm tables</dt><dd>Bring them as CSV files and give their folder with ")?;
        writeln!(f, "<code>--norms</code>: {}</dd></div>", Text(l.norm_tables.join(", ")))?;
    }
    f.write_str("<div class=\"wide\"><dt>The words</dt><dd>")?;
    how(f, l)?;
    if l.own {
        write!(f, " {}", Text(&l.licence.how))?;
    }
    f.write_str("</dd></div>\n<div class=\"wide\"><dt>Licence</dt><dd>")?;
    write!(
        f,
        "{}. Held by {}. ",
        Text(l.licence.name.trim_end_matches('.')),
        Text(l.licence.holder.trim_end_matches('.'))
    )?;
    source(f, l.licence.checked, Breaking(&l.licence.source))?;
    f.write_str("</dd></div>\n")
}

fn facts(f: &mut Formatter<'_>, l: &Listing<'_>) -> fmt::Result {
    if l.facts.is_empty() {
        return Ok(());
    }
    f.write_str("<h4>What is known</h4>\n<dl class=\"facts\">\n")?;
    for fact in l.facts {
        write!(f, "<div><dt>{}</dt><dd>{} ", Text(words::scale(&fact.about)), Text(&fact.text))?;
        source(f, fact.checked, Breaking(&fact.source))?;
        f.write_str("</dd></div>\n")?;
    }
    f.write_str("</dl>\n")
}
