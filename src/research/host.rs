//! The shell around the page: it lists files, draws, plays, saves and locks.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use web_sys::{DragEvent, Element, HtmlInputElement};

#[wasm_bindgen]
extern "C" {
    /// What the shell can be asked for.
    #[derive(Clone)]
    pub type Host;
    /// The files of an input, each a [`Picked`].
    #[wasm_bindgen(method)]
    pub(super) fn chosen(this: &Host, input: &HtmlInputElement) -> Array;
    /// The files that were dropped, those of folders too.
    #[wasm_bindgen(method)]
    pub(super) fn dropped(this: &Host, event: &DragEvent) -> Promise;
    /// Draws what a figure's JSON says into an element, in the place of what was there.
    #[wasm_bindgen(method)]
    pub(super) fn draw(this: &Host, into: &Element, figure: &str);
    /// Forgets what was drawn into an element.
    #[wasm_bindgen(method)]
    pub(super) fn erase(this: &Host, into: &Element);
    /// Saves a figure as `svg` or `png`.
    #[wasm_bindgen(method)]
    pub(super) fn picture(this: &Host, figure: &str, kind: &str, name: &str);
    /// Saves a table.
    #[wasm_bindgen(method)]
    pub(super) fn table(this: &Host, csv: &str, name: &str);
    /// Plays what was spoken; the promise is kept at its end, also where it is hushed, and breaks where it cannot be played.
    #[wasm_bindgen(method)]
    pub(super) fn listen(this: &Host, bytes: &[u8]) -> Promise;
    /// Ends what is being played.
    #[wasm_bindgen(method)]
    pub(super) fn hush(this: &Host);
    /// Forgets everything and begins anew.
    #[wasm_bindgen(method)]
    pub(super) fn lock(this: &Host);
    /// Whether the page was locked a moment ago.
    #[wasm_bindgen(method, getter)]
    pub(super) fn locked(this: &Host) -> bool;

    /// A file that somebody chose.
    #[derive(Clone)]
    pub(super) type Picked;
    /// Its path from the chosen folder on.
    #[wasm_bindgen(method, getter)]
    pub(super) fn path(this: &Picked) -> String;
    #[wasm_bindgen(method, getter)]
    pub(super) fn size(this: &Picked) -> f64;
    /// Its bytes, an `ArrayBuffer`.
    #[wasm_bindgen(method)]
    pub(super) fn bytes(this: &Picked) -> Promise;
}

impl PartialEq for Host {
    fn eq(&self, other: &Self) -> bool {
        JsValue::from(self.clone()) == JsValue::from(other.clone())
    }
}

/// A list of the shell's as files.
pub(super) fn picked(list: &Array) -> Vec<Picked> {
    list.iter().map(JsCast::unchecked_into).collect()
}
