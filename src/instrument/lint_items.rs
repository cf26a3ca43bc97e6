//! What each kind of item needs and may not have.

use super::lint::Findings;
use super::{Block, CONTACT_BYTES, Destination, Instrument, Item, Kind, Limit, Memory, Page};

/// Everything that is wrong with single items.
pub(super) fn lint_items(x: &Instrument, out: &mut Findings) {
    for (b, block) in x.blocks.iter().enumerate() {
        for (p, page) in block.pages.iter().enumerate() {
            for (i, item) in page.items.iter().enumerate() {
                let path = format!("$.blocks[{b}].pages[{p}].items[{i}]");
                one_item(x, item, &path, out);
                behind(x, page, item, &path, out);
                untouched(x, block, item, &path, out);
            }
        }
    }
}

/// What each kind needs and may not have:
///
/// | kind | options | min, max | at_most | max_bytes |
/// |---|---|---|---|---|
/// | choice | yes | – | – | – |
/// | choices, rank | yes | – | may | – |
/// | number | – | both | – | – |
/// | text, own_words | – | – | – | yes |
/// | info | – | – | – | – |
fn one_item(x: &Instrument, item: &Item, path: &str, out: &mut Findings) {
    let listed = matches!(item.kind, Kind::Choice | Kind::Choices | Kind::Rank);
    match &item.options {
        Some(name) if !listed => out.error(
            format!("{path}.options"),
            "not_for_kind",
            format!("this kind has no options; take \"{name}\" out"),
        ),
        Some(name) if !x.options.contains_key(name) => {
            out.error(
                format!("{path}.options"),
                "dangling",
                format!("there is no option list \"{name}\" in $.options"),
            );
        }
        None if listed => out.error(path, "no_options", "name an option list from $.options"),
        _ => {}
    }
    match (item.kind, item.min, item.max) {
        (Kind::Number, Some(min), Some(max)) if min > max => {
            out.error(format!("{path}.min"), "impossible_range", format!("min {min} is above max {max}"));
        }
        (Kind::Number, Some(_), Some(_)) => {}
        (Kind::Number, ..) => {
            out.error(path, "no_range", "a number needs min and max; they also fix the size of its entry")
        }
        (_, None, None) => {}
        _ => out.error(format!("{path}.min"), "not_for_kind", "only a number has min and max"),
    }
    match (item.is_free(), item.max_bytes) {
        (true, None) => {
            out.error(path, "no_max_bytes", "a text needs max_bytes; it fixes the size of every entry of the part")
        }
        (true, Some(0)) => out.error(format!("{path}.max_bytes"), "impossible_range", "nobody can answer in 0 bytes"),
        (true, Some(n)) if n > Limit::ANSWER => {
            out.error(format!("{path}.max_bytes"), "limit", format!("at most {} bytes", Limit::ANSWER));
        }
        (false, Some(_)) => out.error(format!("{path}.max_bytes"), "not_for_kind", "only texts have max_bytes"),
        _ => {}
    }
    if let Some(n) = item.at_most {
        if !matches!(item.kind, Kind::Choices | Kind::Rank) {
            out.error(format!("{path}.at_most"), "not_for_kind", "only choices and rank have at_most");
        } else if n == 0 || n as usize > x.choices(item).len() {
            out.error(
                format!("{path}.at_most"),
                "impossible_range",
                "at_most lies between 1 and the number of options",
            );
        }
    }
    if let Some(code) = item.gate
        && (item.kind != Kind::Choice || !x.choices(item).iter().any(|c| c.code == code))
    {
        out.error(format!("{path}.gate"), "dangling", "a gate belongs on a choice and names one of its codes");
    }
    for (name, code) in [
        ("correct_code", item.correct_code),
        ("explain_code", item.explain_code),
        ("defer_code", item.defer_code),
        ("mute_code", item.mute_code),
    ] {
        // An option that stands for a missing code is no answer, and never the right one.
        let listed =
            |code| x.choices(item).iter().any(|c| c.code == code && (name != "correct_code" || c.missing.is_none()));
        if code.is_some_and(|code| item.kind != Kind::Choice || !listed(code)) {
            out.error(format!("{path}.{name}"), "dangling", "this belongs on a choice and names one of its answers");
        }
    }
    if item.correct_code.is_some() && item.gate.is_some() {
        out.error(
            format!("{path}.correct_code"),
            "not_for_kind",
            "whether to take part has no wrong answer; take `correct_code` out",
        );
    }
    if item.shuffled && (item.kind != Kind::Rank || item.at_most.is_some() || item.parent_option.is_some()) {
        out.error(
            format!("{path}.shuffled"),
            "not_for_kind",
            "a drawn order is a rank of the whole list, behind no door",
        );
    }
    if !item.options_from.is_empty() && !matches!(item.kind, Kind::Choices | Kind::Rank) {
        out.error(format!("{path}.options_from"), "not_for_kind", "only choices and rank offer what was chosen before");
    }
    goes(x, item, path, out);
    if item.faces && item.kind != Kind::Choice {
        out.error(format!("{path}.faces"), "not_for_kind", "faces belong beside the options of a choice");
    }
    if item.picture.is_some() && item.kind != Kind::Info {
        out.error(format!("{path}.picture"), "not_for_kind", "only an info item has a picture");
    }
    if item.practice && item.kind != Kind::Info {
        out.error(
            format!("{path}.practice"),
            "not_for_kind",
            "leaving is practised on a page that asks nothing: an info item",
        );
    }
}

/// What stands behind a door has one, and is nothing that decides how the page goes on.
fn behind(x: &Instrument, page: &Page, item: &Item, path: &str, out: &mut Findings) {
    let Some(code) = item.parent_option else { return };
    let doors = page.doors().filter(|d| x.choices(d).iter().any(|c| c.code == code));
    if doors.is_none() {
        let advice = "the page needs a rank that is behind no door, with an option of this code";
        out.error(format!("{path}.parent_option"), "dangling", advice);
    }
    if item.gate.or(item.correct_code).or(item.explain_code).or(item.defer_code).or(item.mute_code).is_some() {
        out.error(
            format!("{path}.parent_option"),
            "not_for_kind",
            "who never opens the door would never be asked this",
        );
    }
}

/// A default is an answer that can be chosen, and nobody comes back to it: that it was left untouched stays true.
fn untouched(x: &Instrument, block: &Block, item: &Item, path: &str, out: &mut Findings) {
    let one_of = |code: i32| x.choices(item).iter().any(|c| c.code == code && c.missing.is_none());
    if item.default.is_some_and(|code| item.kind != Kind::Choice || !one_of(code)) {
        out.error(format!("{path}.default"), "dangling", "a default belongs on a choice and is one of its answers");
    }
    if item.default.is_some() && block.memory != Memory::Page {
        out.error(
            format!("{path}.default"),
            "not_for_kind",
            "the block of an item with a default has \"memory\": \"page\"",
        );
    }
    if item.share && (item.kind != Kind::Choice || x.choices(item).iter().any(|c| !(0..=2).contains(&c.code))) {
        out.error(
            format!("{path}.share"),
            "not_for_kind",
            "share belongs on a choice with the codes 0 no, 1 yes, 2 talk first",
        );
    }
}

/// What goes into the contact envelope has the kind that it asks for, and room there.
fn goes(x: &Instrument, item: &Item, path: &str, out: &mut Findings) {
    let fits = match item.destination {
        None => return,
        Some(Destination::ContactWants) => {
            item.kind == Kind::Choice && x.choices(item).iter().all(|c| (0..=2).contains(&c.code))
        }
        Some(Destination::ContactWhere | Destination::ContactNotWhen) => {
            item.kind == Kind::Text && item.max_bytes.is_some_and(|n| n <= CONTACT_BYTES)
        }
        Some(Destination::Nowhere) => item.asks(),
    };
    if !fits {
        let advice = "contact_wants is a choice with the codes 1 yes, 0 no, 2 later; the other two are texts of at most 400 bytes";
        out.error(format!("{path}.destination"), "not_for_kind", advice);
    }
    if x.scores.iter().any(|s| s.items.contains(&item.id)) {
        out.error(format!("{path}.destination"), "not_scored", "an answer that no entry holds cannot be scored");
    }
}
