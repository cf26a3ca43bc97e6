//! Progress in blocks: never per cent, never a count that an answer could change.

use super::element::tag;
use crate::session::Progress;
use crate::web::text::Text;
use yew::prelude::*;

/// Where the number of blocks is not known yet, the room for it.
pub(super) fn progress(text: &Text, progress: Progress, known: bool) -> Html {
    if !known {
        return tag!("div" "class" = "stones"; tag!("span" "class" = "count"; "\u{a0}".into()));
    }
    let block = |n: usize| match n.cmp(&progress.block) {
        std::cmp::Ordering::Less => Some("done"),
        std::cmp::Ordering::Equal => Some("now"),
        std::cmp::Ordering::Greater => None,
    };
    let said = text.with2("progress", &(progress.block + 1).to_string(), &progress.of.to_string());
    let blocks = (0..progress.of).map(|n| tag!("i" "class" = block(n);)).collect();
    let row = tag!("span" "class" = "row", "aria-hidden" = "true" => blocks);
    tag!("div" "class" = "stones"; row, tag!("span" "class" = "count"; said.into()))
}
