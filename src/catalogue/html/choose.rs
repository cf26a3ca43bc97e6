//! The table for putting a battery together: a row per instrument.

use super::text::text;
use super::{how, not_validated, unchecked};
use crate::catalogue::{Catalogue, Chapter, Listing, words};
use maud::{Markup, html};

/// So many names of scores; the section has all of them.
const NAMES: usize = 6;

const COLUMNS: [&str; 7] = ["Instrument", "Construct", "For whom", "Items", "Minutes", "Getting the words", "Scales"];

pub(super) fn table(catalogue: &Catalogue<'_>) -> Markup {
    // Roles, because a narrow screen shows rows as cards, and a browser then forgets that this is a table.
    html! {
        section aria-labelledby="choose" {
            h2 #choose { "Putting a battery together" }
            table.choose role="table" aria-labelledby="choose" {
                thead role="rowgroup" {
                    tr role="row" { @for c in COLUMNS { th role="columnheader" scope="col" { (c) } } }
                }
                @for Chapter { topic, instruments } in &catalogue.topics {
                    tbody role="rowgroup" {
                        tr.of role="row" {
                            th role="rowheader" colspan="7" scope="rowgroup" {
                                a href=(format!("#{}", topic.anchor())) { (topic.name()) }
                            }
                        }
                        @for l in instruments { (row(l)) }
                    }
                }
            }
        }
    }
}

fn row(l: &Listing<'_>) -> Markup {
    let [_, construct, whom, items, minutes, getting, scales] = COLUMNS;
    html! {
        tr role="row" {
            th role="rowheader" scope="row" {
                a href=(format!("#i-{}", l.id)) { (text(l.name)) }
                code { (text(l.id)) }
                @if l.own { (not_validated()) }
            }
            td role="cell" data-column=(construct) { (text(l.construct)) }
            td role="cell" data-column=(whom) { (text(&l.for_whom)) }
            td role="cell" data-column=(items) { (l.items) }
            td role="cell" data-column=(minutes) { (text(words::minutes(l.seconds))) }
            td role="cell" data-column=(getting) {
                (how(l))
                @if !l.licence.checked { " " (unchecked()) }
            }
            td role="cell" data-column=(scales) { (text(scale_names(l))) }
        }
    }
}

/// Names of scores, each once however it is counted and in whichever direction; parts of a scale and numbered steps
/// towards one are left to the section.
fn scale_names(l: &Listing<'_>) -> String {
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
