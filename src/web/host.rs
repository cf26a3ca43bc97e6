//! The shell around the form: `element.js` hands bytes over and keeps *Snel weg*.

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// What the shell has loaded.
    #[derive(Clone)]
    pub type Given;
    #[wasm_bindgen(method, getter)]
    pub(super) fn study(this: &Given) -> Uint8Array;
    /// Address of the folder that holds the study.
    #[wasm_bindgen(method, getter)]
    pub(super) fn base(this: &Given) -> String;
    #[wasm_bindgen(method, getter)]
    pub(super) fn invite(this: &Given) -> String;
    #[wasm_bindgen(method, getter)]
    pub(super) fn lang(this: &Given) -> String;
    /// On the study's own tablet what its interviewer filled in: code, place, how, who is near, with spaces between.
    #[wasm_bindgen(method, getter)]
    pub(super) fn interviewer(this: &Given) -> Option<String>;
    /// Integrity of this wasm, `sha256-…`.
    #[wasm_bindgen(method, getter)]
    pub(super) fn app(this: &Given) -> String;
    #[wasm_bindgen(method, getter)]
    pub(super) fn text(this: &Given) -> Uint8Array;
    /// The database of [`crate::web::device::log`], when it is open and was written to once; nothing where the browser
    /// keeps nothing.
    #[wasm_bindgen(method, getter)]
    pub(super) fn db(this: &Given) -> Promise;

    /// What the shell can be asked for.
    #[derive(Clone)]
    pub type Host;
    /// An event for the host page; `detail` never holds an answer.
    #[wasm_bindgen(method)]
    pub(super) fn emit(this: &Host, name: &str, detail: JsValue);
    /// Where *Snel weg* leads, what it says, which look, and which language and direction all of it has.
    #[wasm_bindgen(method)]
    pub(super) fn exit(this: &Host, to: &str, label: &str, set: &str, lang: &str, dir: &str);
    /// The screen's texts in a language, as bytes.
    #[wasm_bindgen(method, catch)]
    pub(super) fn fetch_text(this: &Host, lang: &str) -> Result<Promise, JsValue>;
    /// The sealing door.
    #[wasm_bindgen(method, catch)]
    pub(super) fn sealer(this: &Host) -> Result<Promise, JsValue>;
    /// Puts one envelope at this address, or with its secret asks for its deletion. Gives `STATUS BODY` with at most a
    /// few hundred signs of the body, one per byte; nothing where no answer of this very address came.
    #[wasm_bindgen(method)]
    pub(super) fn send(this: &Host, to: &str, kset: &str, body: Uint8Array, secret: Option<&str>) -> Promise;
    /// A script of the page's own, by its hash.
    #[wasm_bindgen(method)]
    pub(super) fn load(this: &Host, file: &str) -> Promise;
    /// Leaves, as *Snel weg* does.
    #[wasm_bindgen(method)]
    pub(super) fn leave(this: &Host);

    /// The sealing door's exports.
    #[derive(Clone)]
    pub(super) type Sealer;
    #[wasm_bindgen(method, catch)]
    pub(super) fn seal(this: &Sealer, plain: &[u8], size: u32, recipients: &str)
    -> Result<Option<Uint8Array>, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub(super) fn kset(this: &Sealer, recipients: &str) -> Result<String, JsValue>;
}
