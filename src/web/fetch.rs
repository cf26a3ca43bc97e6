//! Fetching by hash, and putting into the intake.

use data_encoding::{BASE64, HEXLOWER};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, Response};

/// The bytes at an address, if they have this SHA-256 (hex). The browser checks it.
pub(super) async fn pinned(url: &str, sha256: &str) -> Option<Vec<u8>> {
    let hash = HEXLOWER.decode(sha256.as_bytes()).ok()?;
    let init = RequestInit::new();
    // `integrity` and `cache` are named by hand: two fields do not need the bindings of all.
    Reflect::set(&init, &"integrity".into(), &format!("sha256-{}", BASE64.encode(&hash)).into()).ok()?;
    let response = send(url, &init).await?;
    if !response.ok() {
        return None;
    }
    let bytes = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(Uint8Array::new(&bytes).to_vec())
}

/// What an intake said to an envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Put {
    /// It is there, now or since an earlier try.
    Safe,
    /// Other bytes lie there under the same name; both are kept.
    Conflict,
    /// Not reached, or busy: try again.
    Again,
}

/// Puts one envelope. Sending the same bytes again is harmless.
pub(super) async fn put(url: &str, kset: &str, body: &[u8]) -> Put {
    let request = || -> Result<RequestInit, JsValue> {
        let headers = Headers::new()?;
        headers.set("content-type", "application/octet-stream")?;
        headers.set("if-none-match", "*")?;
        headers.set("kindstem-kset", kset)?;
        let init = RequestInit::new();
        init.set_method("PUT");
        init.set_headers(&headers);
        init.set_body(&Uint8Array::from(body));
        Reflect::set(&init, &"credentials".into(), &"omit".into())?;
        Reflect::set(&init, &"referrerPolicy".into(), &"no-referrer".into())?;
        Ok(init)
    };
    let Ok(init) = request() else { return Put::Again };
    match send(url, &init).await.map(|r| r.status()) {
        Some(200..=299) => Put::Safe,
        Some(409) => Put::Conflict,
        _ => Put::Again,
    }
}

async fn send(url: &str, init: &RequestInit) -> Option<Response> {
    let promise = web_sys::window()?.fetch_with_str_and_init(url, init);
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}
