//! Faces beside the words of a feeling: decoration, never alone, never coloured, and never for how often something
//! happened.

use yew::prelude::*;

/// The face of one option, from glad (first) to sad (last).
pub(super) fn face(nth: usize, of: usize) -> Html {
    const MOUTHS: [&str; 5] = [
        "M12.5 23c2 5 13 5 15 0",
        "M13.5 24c2 2.6 11 2.6 13 0",
        "M14 25.5h12",
        "M13.5 26.5c2-2.2 11-2.2 13 0",
        "M13 28c2-4.2 12-4.2 14 0",
    ];
    let mouth = if of < 2 { 2 } else { (nth * (MOUTHS.len() - 1) + (of - 1) / 2) / (of - 1) };
    html! {
        <svg class="face" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
            <circle cx="20" cy="20" r="16" /><path d="M14 17v.5M26 17v.5" /><path d={MOUTHS[mouth.min(4)]} />
        </svg>
    }
}
