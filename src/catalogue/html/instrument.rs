//! The section of one instrument.

use super::text::{breaking, text};
use super::{how, not_validated, scales, source};
use crate::catalogue::{Listing, ids, words};
use maud::{Markup, html};

pub(super) fn section(l: &Listing<'_>) -> Markup {
    let id = format!("i-{}", l.id);
    html! {
        article aria-labelledby=(id) {
            div.head {
                h3 id=(id) { (text(l.name)) }
                p.id {
                    code { (text(l.id)) }
                    span { "version " (text(l.version)) }
                    @if l.own { " " (not_validated()) }
                }
                p.construct { (text(l.construct)) }
            }
            dl.about { (about(l)) }
            (scales::scales(l))
            (facts(l))
        }
    }
}

fn about(l: &Listing<'_>) -> Markup {
    let line = |term: &str, of: &str| html! { div { dt { (term) } dd { (text(of)) } } };
    let items = if l.items == 1 { "1 item".to_string() } else { format!("{} items", l.items) };
    html! {
        (line("For whom", &l.for_whom))
        (line("Asks about", &l.period))
        (line("Length", &format!("{items}, about {} min", words::minutes(l.seconds))))
        @if !l.acute.is_empty() {
            @let acute = ids::numbers(l.id, l.acute.iter().copied());
            (line("Acute", &format!("{acute}: a live study must say who reads this, and within how many hours")))
        }
        @if !l.norm_tables.is_empty() {
            div.wide {
                dt { "Norm tables" }
                dd {
                    "Bring them as CSV files and give their folder with " code { "--norms" } ": "
                    (text(l.norm_tables.join(", ")))
                }
            }
        }
        div.wide {
            dt { "The words" }
            dd { (how(l)) @if l.own { " " (text(&l.licence.how)) } }
        }
        div.wide {
            dt { "Licence" }
            dd {
                (text(l.licence.name.trim_end_matches('.'))) ". Held by "
                (text(l.licence.holder.trim_end_matches('.'))) ". "
                (source(l.licence.checked, breaking(&l.licence.source)))
            }
        }
    }
}

fn facts(l: &Listing<'_>) -> Markup {
    html! {
        @if !l.facts.is_empty() {
            h4 { "What is known" }
            dl.facts {
                @for fact in l.facts {
                    div {
                        dt { (text(words::scale(&fact.about))) }
                        dd { (text(&fact.text)) " " (source(fact.checked, breaking(&fact.source))) }
                    }
                }
            }
        }
    }
}
