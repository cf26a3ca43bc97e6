//! The door for researchers: what `www/research/shell.js` loads. Exports only convert.

use kindstem::research;
use wasm_bindgen::prelude::*;
use zeroizing_alloc::ZeroAlloc;

/// Memory is zeroed when it is freed: keys and answers do not outlive their use.
#[global_allocator]
static ALLOC: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

/// A mounted page.
#[wasm_bindgen]
pub struct Page(research::Mounted);

#[wasm_bindgen]
impl Page {
    /// Takes the page off the screen and forgets everything that was opened.
    pub fn forget(self) {
        self.0.forget();
    }
}

/// Mounts the page into an element.
#[wasm_bindgen]
pub fn mount(root: web_sys::Element, host: research::Host) -> Page {
    Page(research::mount(root, host))
}

fn main() {}
