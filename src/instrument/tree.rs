//! From a JSON tree to the types: how the page reads.
//!
//! serde's derive writes a reader for every type, list and option. At the desk that buys errors that say where; on a
//! phone it was a third of the page. The page reads only files that the desk has read before it pinned their hash,
//! so here one reader makes a tree of any JSON, and each type lists what it takes out of it. A name that is not
//! listed is not looked at; in all else this is as strict as serde, and `fuzz/checks/readers.rs` holds the two together.

use super::Decimal;
use serde_json::{Map as Object, Value};

/// What the page can read.
pub trait FromTree: Sized {
    /// What stands there before anything is read: the default, where there is one.
    const BLANK: Self;

    /// Reads into its place, because moving every value there costs more code than reading it. `false` where the
    /// tree has another shape.
    fn read(&mut self, tree: &Value) -> bool;

    /// `None` where the tree has another shape. A family is told that a file is wrong; where, the desk says.
    fn from_tree(tree: &Value) -> Option<Self> {
        let mut out = Self::BLANK;
        out.read(tree).then_some(out)
    }
}

/// Lists the fields of a type: those that must be there and, behind the semicolon, those with a default.
macro_rules! fields {
    ($type:ident { $($must:ident $(= $name:literal)?),* $(; $($may:ident),*)? }) => {
        impl $crate::instrument::FromTree for $type {
            const BLANK: Self = $type {
                $($must: $crate::instrument::FromTree::BLANK,)*
                $($($may: $crate::instrument::FromTree::BLANK,)*)?
            };

            fn read(&mut self, tree: &serde_json::Value) -> bool {
                let Some(object) = tree.as_object() else { return false };
                $($crate::instrument::tree::must(object, [$($name,)? stringify!($must)][0], &mut self.$must) &&)*
                $($($crate::instrument::tree::may(object, stringify!($may), &mut self.$may) &&)*)?
                true
            }
        }
    };
}

/// Lists the names of an enum's values, the default first, or takes them from its `ALL` and `name`.
macro_rules! names {
    ($type:ident { $($value:ident = $name:literal),* }) => {
        impl $crate::instrument::FromTree for $type {
            const BLANK: Self = [$($type::$value),*][0];

            fn read(&mut self, tree: &serde_json::Value) -> bool {
                // Does not compile while a value is not listed.
                const _: fn($type) = |all| match all { $($type::$value)|* => () };
                let name = tree.as_str().unwrap_or_default();
                let found = [$(($name, $type::$value)),*].into_iter().find(|(n, _)| *n == name);
                $crate::instrument::tree::set(self, found.map(|(_, value)| value))
            }
        }
    };
    ($type:ident) => {
        impl $crate::instrument::FromTree for $type {
            const BLANK: Self = $type::ALL[0];

            fn read(&mut self, tree: &serde_json::Value) -> bool {
                let name = tree.as_str().unwrap_or_default();
                $crate::instrument::tree::set(self, $type::ALL.into_iter().find(|value| value.name() == name))
            }
        }
    };
}

pub(crate) use {fields, names};

/// A field that must be there.
pub(crate) fn must<T: FromTree>(object: &Object<String, Value>, name: &str, field: &mut T) -> bool {
    object.get(name).is_some_and(|tree| field.read(tree))
}

/// A field with a default.
pub(crate) fn may<T: FromTree>(object: &Object<String, Value>, name: &str, field: &mut T) -> bool {
    object.get(name).is_none_or(|tree| field.read(tree))
}

/// What was read, if it was.
pub(crate) fn set<T>(place: &mut T, read: Option<T>) -> bool {
    match read {
        Some(value) => {
            *place = value;
            true
        }
        None => false,
    }
}

impl FromTree for String {
    const BLANK: Self = String::new();

    fn read(&mut self, tree: &Value) -> bool {
        set(self, tree.as_str().map(str::to_string))
    }
}

impl FromTree for bool {
    const BLANK: Self = false;

    fn read(&mut self, tree: &Value) -> bool {
        set(self, tree.as_bool())
    }
}

impl FromTree for u8 {
    const BLANK: Self = 0;

    fn read(&mut self, tree: &Value) -> bool {
        set(self, tree.as_u64().and_then(|n| n.try_into().ok()))
    }
}

impl FromTree for u32 {
    const BLANK: Self = 0;

    fn read(&mut self, tree: &Value) -> bool {
        set(self, tree.as_u64().and_then(|n| n.try_into().ok()))
    }
}

impl FromTree for i32 {
    const BLANK: Self = 0;

    fn read(&mut self, tree: &Value) -> bool {
        set(self, tree.as_i64().and_then(|n| n.try_into().ok()))
    }
}

impl FromTree for Decimal {
    const BLANK: Self = Decimal::whole(0);

    fn read(&mut self, tree: &Value) -> bool {
        set(self, tree.as_f64().and_then(Decimal::from_f64))
    }
}

impl<T: FromTree> FromTree for Option<T> {
    const BLANK: Self = None;

    fn read(&mut self, tree: &Value) -> bool {
        tree.is_null() || self.insert(T::BLANK).read(tree)
    }
}

impl<T: FromTree> FromTree for Vec<T> {
    const BLANK: Self = Vec::new();

    fn read(&mut self, tree: &Value) -> bool {
        let Some(list) = tree.as_array() else { return false };
        for tree in list {
            let mut item = T::BLANK;
            if !item.read(tree) {
                return false;
            }
            self.push(item);
        }
        true
    }
}
