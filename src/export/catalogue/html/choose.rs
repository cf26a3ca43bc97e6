//! The table for putting a battery together: a row per instrument.

use super::escape::Text;
use super::{OWN, UNCHECKED, how};
use crate::export::catalogue::{Catalogue, Grouped, Listing, words};
use std::fmt::{self, Formatter};

/// So many names of scores; the section has all of them.
const NAMES: usize = 6;

const COLUMNS: [&str; 7] = ["Instrument", "Construct", "For whom", "Items", "Minutes", "Getting the words", "Scales"];

pub(super) fn table(f: &mut Formatter<'_>, catalogue: &Catalogue<'_>) -> fmt::Result {
    // Roles, because a narrow screen shows rows as cards, and a browser then forgets that this is a table.
    f.write_str("<section aria-labelledby=\"choose\">\n<h2 id=\"choose\">Putting a battery together</h2>\n")?;
    f.write_str("<table class=\"choose\" role=\"table\" aria-labelledby=\"choose\">\n")?;
    f.write_str("<thead role=\"rowgroup\"><tr role=\"row\">")?;
    COLUMNS.iter().try_for_each(|c| write!(f, "<th role=\"columnheader\" scope=\"col\">{c}</th>"))?;
    f.write_str("</tr></thead>\n")?;
    for Grouped { group, instruments } in &catalogue.groups {
        write!(
            f,
            "<tbody role=\"rowgroup\">\n<tr role=\"row\" class=\"of\"><th role=\"rowheader\" colspan=\"7\" \
             scope=\"rowgroup\"><a href=\"#{}\">{}</a></th></tr>\n",
            group.anchor(),
            group.name()
        )?;
        instruments.iter().try_for_each(|l| row(f, l))?;
        f.write_str("</tbody>\n")?;
    }
    f.write_str("</table>\n</section>\n")
}

fn row(f: &mut Formatter<'_>, l: &Listing<'_>) -> fmt::Result {
    let cell = |f: &mut Formatter<'_>, column: usize| {
        write!(f, "<td role=\"cell\" data-column=\"{}\">", COLUMNS.get(column).copied().unwrap_or_default())
    };
    write!(
        f,
        "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\"><a href=\"#i-{0}\">{1}</a><code>{0}</code>",
        Text(l.id),
        Text(l.name)
    )?;
    if l.own {
        f.write_str(OWN)?;
    }
    f.write_str("</th>")?;
    cell(f, 1)?;
    write!(f, "{}</td>", Text(l.construct))?;
    cell(f, 2)?;
    write!(f, "{}</td>", Text(&l.for_whom))?;
    cell(f, 3)?;
    write!(f, "{}</td>", l.items)?;
    cell(f, 4)?;
    write!(f, "{}</td>", Text(words::minutes(l.seconds)))?;
    cell(f, 5)?;
    how(f, l)?;
    if !l.licence.checked {
        write!(f, " {UNCHECKED}")?;
    }
    f.write_str("</td>")?;
    cell(f, 6)?;
    writeln!(f, "{}</td></tr>", Text(scales(l)))
}

/// Names of scores, each once however it is counted and in whichever direction; parts of a scale and numbered steps
/// towards one are left to the section.
fn scales(l: &Listing<'_>) -> String {
    let mut names: Vec<String> = Vec::new();
    for scale in l.scales.iter().filter(|s| !s.norm) {
        let stem = scale.way().map_or_else(|| scale.id.to_string(), |(stem, _)| stem);
        let name = words::scale(stem.split("_by_").next().unwrap_or_default());
        let step = scale.id.rsplit('_').next().is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit()));
        if !step && !names.contains(&name) {
            names.push(name);
        }
    }
    let whole = names.clone();
    names.retain(|name| !whole.iter().any(|w| name.strip_prefix(w.as_str()).is_some_and(|rest| rest.starts_with(' '))));
    if names.is_empty() {
        return "none; item by item".into();
    }
    let more = names.len().saturating_sub(NAMES);
    names.truncate(if more > 1 { NAMES } else { NAMES + 1 });
    let mut out = names.join(", ");
    if more > 1 {
        out.push_str(&format!(" and {more} more"));
    }
    if !l.norm_tables.is_empty() {
        out.push_str("; T scores with norm tables of your own");
    }
    out
}
