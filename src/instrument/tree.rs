//! From a JSON tree to the types: how the page reads.
//!
//! serde's derive writes a reader for every type, list and option. At the desk that buys errors that say where; on a
//! phone it was a third of the page. The page reads only files that the desk has read before it pinned their hash,
//! so here one reader makes a tree of any JSON, and each type lists what it takes out of it. A name that is not
//! listed is not looked at; in all else this is as strict as serde, and `tests/readers.rs` holds the two together.

use super::Decimal;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What the page can read.
pub trait FromTree: Sized {
    /// `None` where the tree has another shape. A family is told that a file is wrong; where, the desk says.
    fn from_tree(tree: &Value) -> Option<Self>;
}

/// Lists the fields of a type: those that must be there and, behind the semicolon, those with a default.
macro_rules! fields {
    ($type:ident { $($must:ident $(= $name:literal)?),* $(; $($may:ident),*)? }) => {
        impl $crate::instrument::FromTree for $type {
            fn from_tree(tree: &serde_json::Value) -> Option<Self> {
                let object = tree.as_object()?;
                Some($type {
                    $($must: $crate::instrument::tree::must(object, [$($name,)? stringify!($must)][0])?,)*
                    $($($may: $crate::instrument::tree::may(object, stringify!($may))?,)*)?
                })
            }
        }
    };
}

/// Lists the names of an enum's values, or takes them from its `ALL` and `name`.
macro_rules! names {
    ($type:ident { $($value:ident = $name:literal),* }) => {
        impl $crate::instrument::FromTree for $type {
            fn from_tree(tree: &serde_json::Value) -> Option<Self> {
                // Does not compile while a value is not listed.
                const _: fn($type) = |all| match all { $($type::$value)|* => () };
                let name = tree.as_str()?;
                [$(($name, $type::$value)),*].into_iter().find(|(n, _)| *n == name).map(|(_, value)| value)
            }
        }
    };
    ($type:ident) => {
        impl $crate::instrument::FromTree for $type {
            fn from_tree(tree: &serde_json::Value) -> Option<Self> {
                let name = tree.as_str()?;
                $type::ALL.into_iter().find(|value| value.name() == name)
            }
        }
    };
}

pub(crate) use {fields, names};

/// A field that must be there.
pub(crate) fn must<T: FromTree>(object: &Map<String, Value>, name: &str) -> Option<T> {
    T::from_tree(object.get(name)?)
}

/// A field with a default.
pub(crate) fn may<T: FromTree + Default>(object: &Map<String, Value>, name: &str) -> Option<T> {
    match object.get(name) {
        Some(tree) => T::from_tree(tree),
        None => Some(T::default()),
    }
}

impl FromTree for String {
    fn from_tree(tree: &Value) -> Option<Self> {
        tree.as_str().map(str::to_string)
    }
}

impl FromTree for bool {
    fn from_tree(tree: &Value) -> Option<Self> {
        tree.as_bool()
    }
}

impl FromTree for u8 {
    fn from_tree(tree: &Value) -> Option<Self> {
        tree.as_u64()?.try_into().ok()
    }
}

impl FromTree for u32 {
    fn from_tree(tree: &Value) -> Option<Self> {
        tree.as_u64()?.try_into().ok()
    }
}

impl FromTree for i32 {
    fn from_tree(tree: &Value) -> Option<Self> {
        tree.as_i64()?.try_into().ok()
    }
}

impl FromTree for Decimal {
    fn from_tree(tree: &Value) -> Option<Self> {
        Decimal::from_f64(tree.as_f64()?)
    }
}

impl<T: FromTree> FromTree for Option<T> {
    fn from_tree(tree: &Value) -> Option<Self> {
        if tree.is_null() { Some(None) } else { T::from_tree(tree).map(Some) }
    }
}

impl<T: FromTree> FromTree for Vec<T> {
    fn from_tree(tree: &Value) -> Option<Self> {
        let list = tree.as_array()?;
        let mut out = Vec::with_capacity(list.len());
        for item in list {
            out.push(T::from_tree(item)?);
        }
        Some(out)
    }
}

impl<K: FromTree + Ord, V: FromTree> FromTree for BTreeMap<K, V> {
    fn from_tree(tree: &Value) -> Option<Self> {
        let mut out = BTreeMap::new();
        for (key, value) in tree.as_object()? {
            // A key is read as the text that it is.
            out.insert(K::from_tree(&Value::String(key.clone()))?, V::from_tree(value)?);
        }
        Some(out)
    }
}
