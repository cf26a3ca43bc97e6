//! The door for families: what `element.js` loads. Exports only convert.

use kindstem::web;
use wasm_bindgen::prelude::*;
use zeroizing_alloc::ZeroAlloc;

/// Memory is zeroed when it is freed, so what was typed does not outlive its use.
#[global_allocator]
static ALLOC: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

/// A mounted form.
#[wasm_bindgen]
pub struct Form(web::Mounted);

#[wasm_bindgen]
impl Form {
    /// *Snel weg* was pressed. `true` where it is practised, and only then may the shell stay.
    pub fn practise(&self) -> bool {
        self.0.practise()
    }

    /// The host page has an envelope, or has deleted one: whether that is so.
    pub fn acknowledge(&self, eid: &str, answer: &str) -> bool {
        self.0.acknowledge(eid, answer)
    }

    /// Takes the form off the screen and forgets everything that was said.
    pub fn forget(self) {
        self.0.forget();
    }
}

/// Mounts the form into an element of the shell's shadow root.
#[wasm_bindgen]
pub async fn mount(root: web_sys::Element, given: web::Given, host: web::Host) -> Form {
    Form(web::mount(root, given, host).await)
}

fn main() {}
