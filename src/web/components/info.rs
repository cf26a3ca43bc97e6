//! A text to read.

use super::element::{nodes, tag};
use super::icons;
use crate::instrument::Picture;
use yew::prelude::*;

pub(super) fn picture(picture: Picture) -> Html {
    let drawing = match picture {
        Picture::Lock => icons::lock(),
        Picture::Cup => icons::cup(),
        Picture::Talk => icons::talk(),
    };
    tag!("span" "class" = "big", "aria-hidden" = "true"; drawing)
}

/// One paragraph.
pub(super) fn paragraph(class: Option<&'static str>, text: &str) -> Html {
    tag!("p" "class" = class; text.into())
}

/// Paragraphs, divided by blank lines.
pub(super) fn paragraphs(body: &str) -> Html {
    let mut paragraphs = vec![String::new()];
    for line in body.lines() {
        match paragraphs.last_mut() {
            Some(last) if !line.is_empty() => last.extend([line, " "]),
            _ => paragraphs.push(String::new()),
        }
    }
    nodes(paragraphs.iter().filter(|p| !p.is_empty()).map(|p| paragraph(None, p)).collect())
}
