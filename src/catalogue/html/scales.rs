//! The scores of an instrument: those that are one scale counted in several ways in one table, the others in another.

use super::counting_methods::{self, CountingMethods};
use super::sources::Sources;
use super::text::{breaking, text};
use crate::catalogue::{Listing, Scale, words};
use maud::{Markup, html};

const COLUMNS: [&str; 7] = ["Scale", "Items", "Range", "Missing answers", "Bands", "SD, reliability", "Sources"];

pub(super) fn scales(l: &Listing<'_>) -> Markup {
    let (sources, ways) = (Sources::of(l), CountingMethods::of(l));
    let others: Vec<&Scale<'_>> = l.scales.iter().filter(|s| !ways.has(s)).collect();
    html! {
        @if !l.scales.is_empty() {
            h4 { "Scales" }
            (counting_methods::table(l, &ways, &sources))
            @if !others.is_empty() { (table(l, &others, &sources)) }
            (sources.list())
        }
    }
}

fn table(l: &Listing<'_>, scales: &[&Scale<'_>], sources: &Sources<'_>) -> Markup {
    // A column without any content is left out.
    let full = |column: usize| match column {
        4 => scales.iter().any(|s| !s.bands.is_empty()),
        5 => scales.iter().any(|s| s.sd.is_some() || s.reliability.is_some()),
        _ => true,
    };
    let columns: Vec<(usize, &str)> = COLUMNS.into_iter().enumerate().filter(|(n, _)| full(*n)).collect();
    let cell = |column: usize, s: &Scale<'_>| match column {
        1 => counting_methods::inputs(l, s),
        2 => html! { (text(words::range(s.min, s.max))) },
        3 => html! { (text(&s.missing)) },
        4 => html! { @for band in s.bands { span { (text(words::band(band))) } } },
        5 => html! { (text(words::spread(s.sd, s.reliability))) },
        _ => sources.marks(s.checked, s.sources),
    };
    html! {
        table.scales role="table" {
            thead role="rowgroup" {
                tr role="row" { @for (_, name) in &columns { th role="columnheader" scope="col" { (name) } } }
            }
            tbody role="rowgroup" {
                @for s in scales {
                    tr role="row" {
                        th role="rowheader" scope="row" { (text(words::scale(s.id))) small { (breaking(&s.rule)) } }
                        @for (column, name) in columns.iter().skip(1) {
                            td role="cell" data-column=(name) { (cell(*column, s)) }
                        }
                    }
                }
            }
        }
    }
}
