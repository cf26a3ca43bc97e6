//! The heading of another screen takes the focus, so that it is read out first.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The heading that was on the screen last. Another screen has another element for it.
#[derive(Default)]
pub(in crate::web) struct Focus(Option<Element>);

impl Focus {
    /// Looks for the heading after a screen was drawn. `may`: not on the first screen, which a page around it may
    /// show unasked.
    pub fn follow(&mut self, root: &Element, may: bool) {
        let heading = root.query_selector("h1").ok().flatten();
        if let (true, Some(h1)) = (may && heading != self.0, heading.as_ref().and_then(|h| h.dyn_ref::<HtmlElement>()))
        {
            // A heading that cannot take the focus is still read in its turn.
            let _ = h1.focus();
        }
        self.0 = heading;
    }
}
