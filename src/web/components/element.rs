//! Elements by a call. `html!` writes an element out where it stands, and its dynamic `class` takes a set of names along;
//! where an element has a class that changes, or stands among many, a call costs a phone fewer bytes.

use yew::html::IntoPropValue;
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Listeners, VList, VTag};

/// An element: its name, its attributes, and behind a semicolon what is in it, or behind `=>` a list of that. An
/// attribute that is none is left out.
macro_rules! tag {
    ($name:literal $($key:literal = $value:literal),* ; $($inside:expr),* $(,)?) => {
        $crate::web::components::element::tag!($name $($key = $value),* => vec![$($inside),*])
    };
    ($name:literal $($key:literal = $value:literal),* => $inside:expr) => {
        $crate::web::components::element::element(
            $name,
            yew::virtual_dom::Attributes::Static(&[$(($key, yew::virtual_dom::AttributeOrProperty::Static($value))),*]),
            $inside,
        )
    };
    ($name:literal $($key:literal = $value:expr),* ; $($inside:expr),* $(,)?) => {
        $crate::web::components::element::tag!($name $($key = $value),* => vec![$($inside),*])
    };
    ($name:literal $($key:literal = $value:expr),* => $inside:expr) => {
        $crate::web::components::element::element(
            $name,
            $crate::web::components::element::attributes!($($key = $value),*),
            $inside,
        )
    };
}

/// Attributes with values that change.
macro_rules! attributes {
    ($($key:literal = $value:expr),*) => {
        yew::virtual_dom::Attributes::Dynamic {
            keys: &[$($key),*],
            values: Box::new([$($crate::web::components::element::attribute($value)),*]),
        }
    };
}

pub(super) use {attributes, tag};

/// The value of an attribute.
pub(super) fn attribute(value: impl IntoPropValue<Option<AttrValue>>) -> Option<AttributeOrProperty> {
    value.into_prop_value().map(AttributeOrProperty::Attribute)
}

/// An element; [`tag!`] calls it.
pub(super) fn element(name: &'static str, attributes: Attributes, inside: Vec<Html>) -> Html {
    made(name, attributes, inside).into()
}

/// An element that still takes listeners.
#[inline(never)]
pub(super) fn made(name: &'static str, attributes: Attributes, inside: Vec<Html>) -> VTag {
    // What `html!` calls; `VTag::new` would look at the name again.
    VTag::__new_other(name.into(), NodeRef::default(), None, attributes, Listeners::None, nodes(inside))
}

/// Nodes beside each other.
#[inline(never)]
pub(super) fn nodes(nodes: Vec<Html>) -> Html {
    VList::with_children(nodes, None).into()
}
