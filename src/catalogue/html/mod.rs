//! The catalogue as one page: no script, no other file, for a phone, a screen and paper.

mod choose;
mod counting_methods;
mod instrument;
mod scales;
mod sources;
mod text;

use super::{Catalogue, Chapter, Listing, words};
use crate::instrument::SECONDS_PER_ITEM;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use text::text;

/// The page.
pub(super) fn page(catalogue: &Catalogue<'_>) -> Markup {
    let (all, own) = catalogue.counts();
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { "Instruments · Kindstem" }
                style { (PreEscaped(include_str!("catalogue.css"))) }
            }
            body {
                a.skip href="#choose" { "To the table" }
                main #top {
                    header {
                        p.mark { "Kindstem" }
                        h1 { "Choosing instruments" }
                        p.lead {
                            (all) " instruments, by what they are about: " (all.saturating_sub(own))
                            " published ones, whose structure and scoring are here and whose words you bring yourself, and "
                            (own) " of Kindstem’s own, with their words, which nobody has validated."
                        }
                    }
                    (reading())
                    nav aria-labelledby="contents" {
                        h2 #contents { "Contents" }
                        div.contents { @for chapter in &catalogue.topics { (contents(chapter)) } }
                    }
                    (choose::table(catalogue))
                    @for Chapter { topic, instruments } in &catalogue.topics {
                        section.group aria-labelledby=(topic.anchor()) {
                            h2 id=(topic.anchor()) { (topic.name()) }
                            @for listing in instruments { (instrument::section(listing)) }
                            p.back { a href="#top" { "To the top" } }
                        }
                    }
                }
                footer {
                    p {
                        "Made by kindstem " (env!("CARGO_PKG_VERSION")) " from its definitions, and from nothing else. "
                        code { "kindstem instrument catalogue --json" } " gives the same for programs."
                    }
                }
            }
        }
    }
}

/// What the marks mean.
fn reading() -> Markup {
    html! {
        dl.reading {
            div {
                dt { (unchecked()) }
                dd { "From memory or second hand. Compare it with the holder’s form or manual before you use it." }
            }
            div {
                dt { (not_validated()) }
                dd {
                    "Written for this module. Use it to describe groups, item by item; its numbers have no norms and prove "
                    "nothing about a person."
                }
            }
            div {
                dt { "Minutes" }
                dd {
                    "Items × seconds per item, " (SECONDS_PER_ITEM) " where a definition does not say. Where branching leaves "
                    "items out it takes less; an instrument about each child takes as long for each."
                }
            }
            div {
                dt { "The words" }
                dd {
                    "A published instrument is asked in its holder’s words. Get them as the table says, then make a text "
                    "pack; " code { "kindstem instrument check" } " compares it with the structure."
                }
            }
        }
    }
}

fn unchecked() -> Markup {
    html! { span.un { "not checked" } }
}

fn not_validated() -> Markup {
    html! { span.own { "not validated" } }
}

fn contents(Chapter { topic, instruments }: &Chapter<'_>) -> Markup {
    let (own, published): (Vec<_>, Vec<_>) = instruments.iter().partition(|l| l.own);
    html! {
        section {
            h3 { a href=(format!("#{}", topic.anchor())) { (topic.name()) } }
            (list(&published, ""))
            @if !own.is_empty() {
                p { "Kindstem’s own, " (not_validated()) }
                (list(&own, "Kindstem: "))
            }
        }
    }
}

/// Links to instruments; `heading` is above them already.
fn list(all: &[&Listing<'_>], heading: &str) -> Markup {
    html! {
        @if !all.is_empty() {
            ul {
                @for l in all {
                    li {
                        a href=(format!("#i-{}", l.id)) {
                            (text(words::capital(l.name.strip_prefix(heading).unwrap_or(l.name))))
                        }
                    }
                }
            }
        }
    }
}

/// `checked` quietly, `not checked` so that nobody overlooks it, and where it was read.
fn source(checked: bool, source: Markup) -> Markup {
    html! {
        @if checked { span.ok { "checked: " (source) } } @else { span.un { "not checked: " (source) } }
    }
}

/// How to get the words of an instrument.
fn how(l: &Listing<'_>) -> Markup {
    html! {
        @if l.own {
            b { "Here," } " in " (text(words::languages(l.languages))) "."
        } @else {
            b { (l.licence.permission.words()) "." } " " (text(&l.licence.how))
        }
    }
}
