//! The texts of a pack that a respondent reads, and what each is.

use crate::instrument::{Instrument, Wording};

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The text of an item that asks, or the title over several of them.
    Question,
    /// What is read beside a question, and may take longer: help, introduction, explanation, a text that asks nothing.
    Beside,
    /// An answer, or the unit of one.
    Label,
}

/// Every text with its path. Title, source and who brought it are for researchers; the notice is the holder's.
pub(super) fn parts<'a>(x: &'a Instrument, w: &'a Wording) -> impl Iterator<Item = (String, Part, &'a str)> {
    let items = w.items.iter().flat_map(|(id, t)| {
        let text = if x.item(id).is_some_and(|i| i.asks()) { Part::Question } else { Part::Beside };
        let fields = [
            ("text", text, &t.text),
            ("help", Part::Beside, &t.help),
            ("unit", Part::Label, &t.unit),
            ("explain", Part::Beside, &t.explain),
        ];
        fields.map(|(field, part, text)| (format!("$.items.{id}.{field}"), part, text.as_str()))
    });
    let blocks = w.blocks.iter().flat_map(|(id, t)| {
        let title = if is_heading(x, id) { Part::Question } else { Part::Beside };
        [("title", title, &t.title), ("intro", Part::Beside, &t.intro)]
            .map(|(field, part, text)| (format!("$.blocks.{id}.{field}"), part, text.as_str()))
    });
    let labels = w.options.iter().flat_map(|(list, labels)| {
        labels.iter().map(move |(code, text)| (format!("$.options.{list}.{code}"), Part::Label, text.as_str()))
    });
    items.chain(blocks).chain(labels)
}

/// Whether the block's title stands over several items that it is part of the question of.
fn is_heading(x: &Instrument, block: &str) -> bool {
    let pages = x.blocks.iter().filter(|b| b.id == block).flat_map(|b| &b.pages);
    pages.into_iter().any(|p| p.items.iter().filter(|i| i.asks()).count() > 1)
}
