//! Line drawings in one hand: 24 units, round caps, the text's colour. Own work; all are decoration beside words.

use super::element::tag;
use yew::prelude::*;

fn drawn(class: &'static str, paths: &'static [&'static str]) -> Html {
    let paths = paths.iter().map(|d| tag!("path" "d" = *d;)).collect();
    tag!("svg" "class" = class, "viewBox" = "0 0 24 24", "aria-hidden" = "true", "focusable" = "false" => paths)
}

pub(super) fn back() -> Html {
    drawn("icon flip", &["M14.5 5.5 8 12l6.5 6.5"])
}

pub(super) fn question() -> Html {
    drawn(
        "icon",
        &["M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z", "M9.5 9.5a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.1.9-1.1 1.7", "M12 16.7v.1"],
    )
}

pub(super) fn lock() -> Html {
    drawn(
        "icon",
        &[
            "M7 11h10a2 2 0 0 1 2 2v5.5a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V13a2 2 0 0 1 2-2z",
            "M8 11V8a4 4 0 0 1 8 0v3",
            "M12 15v1.8",
        ],
    )
}

pub(super) fn cup() -> Html {
    drawn(
        "icon",
        &[
            "M5 9h11v6a4 4 0 0 1-4 4H9a4 4 0 0 1-4-4z",
            "M16 10.5h1.5a2.5 2.5 0 0 1 0 5H16",
            "M8.5 3c-1 1.2 1 1.8 0 3M12.5 3c-1 1.2 1 1.8 0 3",
        ],
    )
}

pub(super) fn talk() -> Html {
    drawn(
        "icon",
        &[
            "M4 5h11a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2H9l-4 3.5V14H4a0 0 0 0 1 0 0V5z",
            "M19.5 9.5A1.5 1.5 0 0 1 21 11v9l-3-2.5h-5",
        ],
    )
}

pub(super) fn house() -> Html {
    drawn("icon house", &["M5.5 10.5V20h13v-9.5", "M3 12.5 12 4l9 8.5", "M10 20v-5.5h4V20"])
}

pub(super) fn speaker() -> Html {
    drawn("icon", &["M4 9.5v5h3.5L12 18.5v-13L7.5 9.5z", "M15.5 9a4.2 4.2 0 0 1 0 6", "M18 6.5a7.8 7.8 0 0 1 0 11"])
}

pub(super) fn up() -> Html {
    drawn("icon", &["M6 15l6-6.5 6 6.5"])
}

pub(super) fn down() -> Html {
    drawn("icon", &["M6 9l6 6.5L18 9"])
}

pub(super) fn cross() -> Html {
    drawn("icon", &["M7 7l10 10M17 7 7 17"])
}

pub(super) fn plus() -> Html {
    drawn("icon", &["M12 6v12M6 12h12"])
}
