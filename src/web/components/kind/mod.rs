//! The control of each kind of item, a file each. `src/instrument/kind/` has the rest of a kind.

mod choice;
mod choices;
mod date;
mod doors;
mod number;
mod rank;
mod slider;

use crate::instrument::{Item, ItemKind};
use crate::web::components::ask::Ask;
use crate::web::components::words::words;
use yew::prelude::*;

/// The control in which an item is answered.
pub(super) fn control(ask: &Ask, item: &Item) -> Html {
    match &item.kind {
        ItemKind::Choice(kind) => choice::choice(ask, item, kind),
        ItemKind::Choices(kind) => choices::choices(ask, item, kind),
        ItemKind::Number(kind) => number::number(ask, kind),
        ItemKind::Text(kind) => words(ask, kind.max_bytes, "2"),
        ItemKind::OwnWords(kind) => words(ask, kind.max_bytes, "5"),
        ItemKind::Rank(_) if ask.opened.is_some() => doors::doors(ask, item),
        ItemKind::Rank(kind) => rank::rank(ask, item, kind),
        ItemKind::Slider(kind) => slider::slider(ask, item, kind),
        ItemKind::Date(kind) => date::date_entry(ask, kind),
        ItemKind::Info(_) => html! {},
    }
}
