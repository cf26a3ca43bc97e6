//! The header set that every answer must have, and what an answer has in its place.

use crate::intake::Headers;
use crate::study::Study;
use axum::http::HeaderMap;
use std::collections::BTreeSet;

/// The set for one study.
pub struct HeaderSet(HeaderMap);

impl HeaderSet {
    /// For the study that a page reads: its origins may show the pages, and words may be spoken where it says so. One
    /// that cannot be read allows neither.
    pub fn of(page: Option<&[u8]>) -> Self {
        let study = page.and_then(|bytes| Study::parse(bytes).ok());
        let origins = study.as_ref().map_or(&[][..], |s| &s.embed_origins);
        let spoken = study.as_ref().is_some_and(|s| s.protocol.own_words.as_ref().is_some_and(|w| w.spoken));
        let set = Headers::new(origins).or_else(|_| Headers::new(&[]));
        HeaderSet(set.map(|set| set.with_microphone(spoken).all()).unwrap_or_default())
    }

    /// What is wrong with the headers of an answer.
    pub fn compare(&self, has: &HeaderMap) -> Vec<String> {
        let mut out = Vec::new();
        for (name, wanted) in &self.0 {
            let wanted = parts(wanted.to_str().unwrap_or_default());
            // Two of one name mean what both say; a browser keeps the stricter, and so it is not as it should be.
            let now: Vec<&str> = has.get_all(name).iter().map(|v| v.to_str().unwrap_or("?")).collect();
            let now = match now[..] {
                [] => {
                    out.push(format!("has no header {name}"));
                    continue;
                }
                [one] => parts(one),
                _ => {
                    out.push(format!("has the header {name} more than once"));
                    continue;
                }
            };
            let less: Vec<_> = wanted.difference(&now).map(String::as_str).collect();
            let more: Vec<_> = now.difference(&wanted).map(String::as_str).collect();
            if !less.is_empty() || !more.is_empty() {
                let list = |parts: &[&str]| if parts.is_empty() { "nothing".into() } else { parts.join("; ") };
                out.push(format!("has in the header {name} {:?} instead of {:?}", list(&more), list(&less)));
            }
        }
        out
    }
}

/// What stands between commas and semicolons, in any order and with any space between.
fn parts(value: &str) -> BTreeSet<String> {
    let each = value.split([',', ';']).map(|p| p.split_whitespace().collect::<Vec<_>>().join(" "));
    each.filter(|p| !p.is_empty()).collect()
}
