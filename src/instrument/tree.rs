//! From a JSON tree to the types: how the page reads.
//!
//! serde's derive writes a reader for every type, list and option. At the desk that buys errors that say where; on a
//! phone it was a third of the page. The page reads only files that the desk has read before it pinned their hash,
//! so there the browser makes a tree of the JSON, and each type lists what it takes out of it. A name that is not
//! listed is not looked at, and 1.0 is 1, as in a browser; in all else this is as strict as serde, and
//! `tests/core/readers.rs` holds the two together.

use super::Decimal;
use serde_json::Value;

/// A JSON value, whoever parsed it: the browser in the page, serde_json in tests.
pub trait Tree: Sized {
    /// Whether it is an object.
    fn is_object(&self) -> bool;
    /// Whether it is `null`.
    fn is_null(&self) -> bool;
    /// The value under a name, where it is an object that has one.
    fn field(&self, name: &str) -> Option<Self>;
    /// Names and values of an object.
    fn entries(&self) -> Option<Vec<(String, Self)>>;
    /// The values of a list.
    fn items(&self) -> Option<Vec<Self>>;
    /// A text.
    fn text(&self) -> Option<String>;
    /// A number.
    fn number(&self) -> Option<f64>;
    /// `true` or `false`.
    fn truth(&self) -> Option<bool>;
}

/// What the page can read.
pub trait FromTree: Sized {
    /// What stands there before anything is read: the default, where there is one.
    const BLANK: Self;

    /// Reads into its place, because moving every value there costs more code than reading it. `false` where the
    /// tree has another shape.
    fn read(&mut self, tree: &impl Tree) -> bool;

    /// `None` where the tree has another shape. A family is told that a file is wrong; where, the desk says.
    fn from_tree(tree: impl Tree) -> Option<Self> {
        let mut out = Self::BLANK;
        out.read(&tree).then_some(out)
    }
}

/// Lists the fields of a type: those that must be there, behind a semicolon those with a default, and behind a second one
/// those with a default that only the desk has: a page never reads them.
macro_rules! fields {
    ($type:ident { $($must:ident $(= $name:literal)?),* $(; $($may:ident),* $(; $($desk:ident),*)?)? }) => {
        impl $crate::instrument::FromTree for $type {
            const BLANK: Self = $type {
                $($must: $crate::instrument::FromTree::BLANK,)*
                $($($may: $crate::instrument::FromTree::BLANK,)* $($($desk: $crate::instrument::FromTree::BLANK,)*)?)?
            };

            fn read(&mut self, tree: &impl $crate::instrument::Tree) -> bool {
                tree.is_object()
                    $(&& $crate::instrument::tree::must(tree, [$($name,)? stringify!($must)][0], &mut self.$must))*
                    $($(&& $crate::instrument::tree::may(tree, stringify!($may), &mut self.$may))*)?
            }
        }
    };
}

/// Lists the names of an enum's values, the default first, or takes them from its `ALL` and `name`.
macro_rules! names {
    ($type:ident { $($value:ident = $name:literal),* }) => {
        impl $crate::instrument::FromTree for $type {
            const BLANK: Self = [$($type::$value),*][0];

            fn read(&mut self, tree: &impl $crate::instrument::Tree) -> bool {
                // Does not compile while a value is not listed.
                const _: fn($type) = |all| match all { $($type::$value)|* => () };
                let name = tree.text().unwrap_or_default();
                let found = [$(($name, $type::$value)),*].into_iter().find(|(n, _)| *n == name);
                $crate::instrument::tree::set(self, found.map(|(_, value)| value))
            }
        }
    };
    ($type:ident) => {
        impl $crate::instrument::FromTree for $type {
            const BLANK: Self = $type::ALL[0];

            fn read(&mut self, tree: &impl $crate::instrument::Tree) -> bool {
                let name = tree.text().unwrap_or_default();
                $crate::instrument::tree::set(self, $type::ALL.into_iter().find(|value| value.name() == name))
            }
        }
    };
}

pub(crate) use {fields, names};

/// A field that must be there.
pub(crate) fn must<T: FromTree>(object: &impl Tree, name: &str, field: &mut T) -> bool {
    object.field(name).is_some_and(|tree| field.read(&tree))
}

/// A field with a default.
pub(crate) fn may<T: FromTree>(object: &impl Tree, name: &str, field: &mut T) -> bool {
    object.field(name).is_none_or(|tree| field.read(&tree))
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

    fn read(&mut self, tree: &impl Tree) -> bool {
        set(self, tree.text())
    }
}

impl FromTree for bool {
    const BLANK: Self = false;

    fn read(&mut self, tree: &impl Tree) -> bool {
        set(self, tree.truth())
    }
}

impl FromTree for u8 {
    const BLANK: Self = 0;

    fn read(&mut self, tree: &impl Tree) -> bool {
        set(self, tree.number().map(|x| x as u8).filter(|n| tree.number() == Some(f64::from(*n))))
    }
}

impl FromTree for u32 {
    const BLANK: Self = 0;

    fn read(&mut self, tree: &impl Tree) -> bool {
        set(self, tree.number().map(|x| x as u32).filter(|n| tree.number() == Some(f64::from(*n))))
    }
}

impl FromTree for i32 {
    const BLANK: Self = 0;

    fn read(&mut self, tree: &impl Tree) -> bool {
        set(self, tree.number().map(|x| x as i32).filter(|n| tree.number() == Some(f64::from(*n))))
    }
}

impl FromTree for Decimal {
    const BLANK: Self = Decimal::whole(0);

    fn read(&mut self, tree: &impl Tree) -> bool {
        set(self, tree.number().and_then(Decimal::from_f64))
    }
}

impl<T: FromTree> FromTree for Option<T> {
    const BLANK: Self = None;

    fn read(&mut self, tree: &impl Tree) -> bool {
        tree.is_null() || self.insert(T::BLANK).read(tree)
    }
}

impl<T: FromTree> FromTree for Vec<T> {
    const BLANK: Self = Vec::new();

    fn read(&mut self, tree: &impl Tree) -> bool {
        let Some(items) = tree.items() else { return false };
        for tree in items {
            let mut item = T::BLANK;
            if !item.read(&tree) {
                return false;
            }
            self.push(item);
        }
        true
    }
}

impl Tree for &Value {
    fn is_object(&self) -> bool {
        Value::is_object(self)
    }

    fn is_null(&self) -> bool {
        Value::is_null(self)
    }

    fn field(&self, name: &str) -> Option<Self> {
        self.get(name)
    }

    fn entries(&self) -> Option<Vec<(String, Self)>> {
        Some(self.as_object()?.iter().map(|(name, tree)| (name.clone(), tree)).collect())
    }

    fn items(&self) -> Option<Vec<Self>> {
        Some(self.as_array()?.iter().collect())
    }

    fn text(&self) -> Option<String> {
        self.as_str().map(str::to_string)
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn truth(&self) -> Option<bool> {
        self.as_bool()
    }
}
