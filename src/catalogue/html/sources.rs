//! The sources of an instrument's scores, each once, by numbers.

use super::source;
use super::text::breaking;
use crate::catalogue::Listing;
use maud::{Markup, html};

pub(super) struct Sources<'a>(Vec<&'a str>);

impl<'a> Sources<'a> {
    /// Those of an instrument, in the order in which its scores name them.
    pub(super) fn of(l: &Listing<'a>) -> Self {
        let mut out: Vec<&str> = Vec::new();
        for source in l.scales.iter().flat_map(|s| s.sources) {
            if !out.contains(&source.as_str()) {
                out.push(source);
            }
        }
        Sources(out)
    }

    /// Whether it was checked, and the numbers of the sources.
    pub(super) fn marks(&self, checked: bool, sources: &[String]) -> Markup {
        let number = |s: &String| self.0.iter().position(|known| known == s).map(|n| (n + 1).to_string());
        let numbers: Vec<String> = sources.iter().filter_map(number).collect();
        source(checked, html! { @if numbers.is_empty() { "no source" } @else { "[" (numbers.join(", ")) "]" } })
    }

    /// The list to which the numbers refer.
    pub(super) fn list(&self) -> Markup {
        html! {
            @if !self.0.is_empty() {
                ol.sources aria-label="Sources of the scales" { @for s in &self.0 { li { (breaking(s)) } } }
            }
        }
    }
}
