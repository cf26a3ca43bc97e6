//! Progress in blocks: never per cent, never a count that an answer could change.

use crate::session::Progress;
use crate::web::text::Text;
use yew::prelude::*;

/// Where the number of blocks is not known yet, the room for it.
pub(super) fn progress(text: &Text, progress: Progress, known: bool) -> Html {
    if !known {
        return html! { <div class="stones"><span class="count">{ "\u{a0}" }</span></div> };
    }
    let block = |n: usize| match n.cmp(&progress.block) {
        std::cmp::Ordering::Less => "done",
        std::cmp::Ordering::Equal => "now",
        std::cmp::Ordering::Greater => "",
    };
    let said = text.with2("progress", &(progress.block + 1).to_string(), &progress.of.to_string());
    html! {
        <div class="stones">
            <span class="row" aria-hidden="true">{ for (0..progress.of).map(|n| html! { <i class={block(n)}></i> }) }</span>
            <span class="count">{ said }</span>
        </div>
    }
}
