//! JSON as the browser parses it: the page brings no parser of its own.

use crate::instrument::{FromTree, Tree};
use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Reads a file. `None` where it is no JSON, or of another shape.
pub(super) fn read<T: FromTree>(bytes: &[u8]) -> Option<T> {
    T::from_tree(Parsed(JSON::parse(std::str::from_utf8(bytes).ok()?).ok()?))
}

/// A value that the browser parsed.
struct Parsed(JsValue);

impl Tree for Parsed {
    fn is_object(&self) -> bool {
        self.0.is_object() && !Array::is_array(&self.0)
    }

    fn is_null(&self) -> bool {
        self.0.is_null()
    }

    /// None of our names is one that every object of JavaScript has.
    fn field(&self, name: &str) -> Option<Self> {
        Reflect::get(&self.0, &name.into()).ok().filter(|v| !v.is_undefined()).map(Parsed)
    }

    fn entries(&self) -> Option<Vec<(String, Self)>> {
        let object = self.0.dyn_ref::<Object>().filter(|_| self.is_object())?;
        let pair = |pair: JsValue| {
            let pair: Array = pair.unchecked_into();
            Some((pair.get(0).as_string()?, Parsed(pair.get(1))))
        };
        Object::entries(object).iter().map(pair).collect()
    }

    fn items(&self) -> Option<Vec<Self>> {
        Some(self.0.dyn_ref::<Array>()?.iter().map(Parsed).collect())
    }

    fn text(&self) -> Option<String> {
        self.0.as_string()
    }

    fn number(&self) -> Option<f64> {
        self.0.as_f64()
    }

    fn truth(&self) -> Option<bool> {
        self.0.as_bool()
    }
}
