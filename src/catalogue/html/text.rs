//! Texts of definitions, which anybody may have written; maud escapes them.

use maud::{Markup, html};
use std::fmt::Display;

/// A text in which a range, such as `0–27`, does not break.
pub(super) fn text(text: impl Display) -> String {
    text.to_string().replace('–', "\u{2060}–\u{2060}")
}

/// The same, with places at which a long address or name may break.
pub(super) fn breaking(all: &str) -> Markup {
    html! {
        @for (n, part) in all.split_inclusive(['/', '_', '.', '=']).enumerate() {
            @if n > 0 { wbr; }
            (text(part))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_markup() {
        let shown = html! { p title=(text("\"x\"")) { (text("<a href=\"x\">O'Hara & co")) } };
        assert_eq!(shown.into_string(), "<p title=\"&quot;x&quot;\">&lt;a href=&quot;x&quot;&gt;O'Hara &amp; co</p>");
        assert_eq!(breaking("a/<b>_c").into_string(), "a/<wbr>&lt;b&gt;_<wbr>c");
        assert_eq!(text("0–27"), "0\u{2060}–\u{2060}27");
    }
}
