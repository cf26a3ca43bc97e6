//! What is wrong with single items: their own fields, and what hangs together with the rest of the structure.

use crate::instrument::finding::Findings;
use crate::instrument::kind::Place;
use crate::instrument::{Instrument, Item, Memory, Page};

/// Everything that is wrong with single items.
pub(super) fn lint_items(x: &Instrument, out: &mut Findings) {
    for (b, block) in x.blocks.iter().enumerate() {
        for (p, page) in block.pages.iter().enumerate() {
            for (i, item) in page.items.iter().enumerate() {
                let path = format!("$.blocks[{b}].pages[{p}].items[{i}]");
                let at = Place {
                    has_list: &|name| x.options.contains_key(name),
                    forgets: block.memory == Memory::Page,
                    is_behind_option: item.parent_option.is_some(),
                    choices: x.choices(item),
                    path,
                };
                item.kind.checked().lint(&at, out);
                behind(x, page, item, &at, out);
                destination(x, item, &at, out);
            }
        }
    }
}

/// What is asked behind a door has one.
fn behind(x: &Instrument, page: &Page, item: &Item, at: &Place<'_>, out: &mut Findings) {
    let Some(code) = item.parent_option else { return };
    if !page.doors().is_some_and(|d| x.choices(d).iter().any(|c| c.code == code)) {
        let advice = "the page needs a rank that is behind no door, with an option of this code";
        out.error(at.field("parent_option"), "dangling", advice);
    }
}

/// What goes into the contact envelope has the kind that it asks for, and room there.
fn destination(x: &Instrument, item: &Item, at: &Place<'_>, out: &mut Findings) {
    let Some(destination) = item.destination else { return };
    if !item.kind.checked().may_go(at.choices, destination) {
        let advice = "contact_wants is a choice with the codes 1 yes, 0 no, 2 later; the other two are texts of at most 400 bytes";
        out.error(at.field("destination"), "not_for_kind", advice);
    }
    if x.scores.iter().any(|s| s.items.contains(&item.id)) {
        out.error(at.field("destination"), "not_scored", "an answer that is not stored in an entry cannot be scored");
    }
}
