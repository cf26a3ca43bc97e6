//! What the host page is told: envelopes, deletions, and codes of errors.

use crate::web::device::log::Sealed;
use crate::web::host::Host;
use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::JsValue;

/// Tells the host page what was sealed, with its ciphertext, or what was discarded, with the secret that deletes it:
/// where there is no intake, the host page stores and deletes them.
pub(in crate::web) fn announce(host: &Host, sealed: &Sealed) {
    let detail = Object::new();
    let set = |name: &str, value: JsValue| Reflect::set(&detail, &name.into(), &value).is_ok();
    set("eid", sealed.eid.as_str().into());
    set("kset", sealed.kset.as_str().into());
    set("slot", sealed.slot.as_str().into());
    let name = match &sealed.secret {
        Some(secret) => {
            set("secret", secret.as_str().into());
            "discarded"
        }
        None => {
            set("ciphertext", Uint8Array::from(sealed.ciphertext.as_slice()).into());
            "sealed"
        }
    };
    host.emit(name, detail.into());
}

/// Tells the host page a code, never a value.
pub(in crate::web) fn report_error(host: &Host, code: &str) {
    let detail = Object::new();
    if Reflect::set(&detail, &"code".into(), &code.into()).is_ok() {
        host.emit("error", detail.into());
    }
}
