//! Fetching by hash, and putting into the intake.

use gloo_timers::callback::Timeout;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestInit, Response};

/// Milliseconds until an upload that hears nothing is given up and tried again: as long as the intake waits for a body.
/// A browser would wait for minutes, and the envelopes behind it with it.
const PATIENCE: u32 = 60_000;

/// A file on its way. Several are asked for at once and read one after the other.
pub(super) struct Pinned(JsFuture);

impl Pinned {
    /// Asks for the file at an address; it counts only if it has this SHA-256 (hex), which the browser checks.
    pub fn ask(url: &str, sha256: &str) -> Option<Self> {
        let hash = base16ct::lower::decode_vec(sha256).ok()?;
        let init = RequestInit::new();
        // Named by hand: one field does not need the bindings of all.
        Reflect::set(&init, &"integrity".into(), &format!("sha256-{}", base64(&hash)?).into()).ok()?;
        send(url, &init).map(Pinned)
    }

    /// Its bytes, when they are here.
    pub async fn bytes(self) -> Option<Vec<u8>> {
        let response: Response = self.0.await.ok()?.dyn_into().ok()?;
        if !response.ok() {
            return None;
        }
        let bytes = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
        Some(Uint8Array::new(&bytes).to_vec())
    }
}

/// What an intake said to an envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Put {
    /// It is there, now or since an earlier try; or it was thrown away there, and nobody wants it any more.
    Safe,
    /// Other bytes lie there under the same name; both are kept.
    Conflict,
    /// Not reached, or busy: try again.
    Again,
}

/// Puts one envelope, or deletes it where its secret is shown. Sending the same again is harmless.
pub(super) async fn put(url: &str, kset: &str, body: &[u8], secret: Option<&str>) -> Put {
    let request = || -> Result<RequestInit, JsValue> {
        let headers = Headers::new()?;
        headers.set("kindstem-kset", kset)?;
        let init = RequestInit::new();
        if let Some(secret) = secret {
            headers.set("kindstem-secret", secret)?;
            init.set_method("DELETE");
        } else {
            headers.set("content-type", "application/octet-stream")?;
            headers.set("if-none-match", "*")?;
            init.set_method("PUT");
            init.set_body(&Uint8Array::from(body));
        }
        init.set_headers(&headers);
        Reflect::set(&init, &"credentials".into(), &"omit".into())?;
        Reflect::set(&init, &"referrerPolicy".into(), &"no-referrer".into())?;
        Ok(init)
    };
    let (Ok(init), Ok(end)) = (request(), AbortController::new()) else { return Put::Again };
    init.set_signal(Some(&end.signal()));
    let _patience = Timeout::new(PATIENCE, move || end.abort());
    let Some(sent) = send(url, &init) else { return Put::Again };
    let response = sent.await.ok().and_then(|r| r.dyn_into::<Response>().ok());
    match response.map(|r| r.status()) {
        Some(200..=299 | 410) => Put::Safe,
        Some(409) => Put::Conflict,
        _ => Put::Again,
    }
}

/// Bytes as base64. The browser has a writer and a reader of its own; the page need not bring one.
fn base64(bytes: &[u8]) -> Option<String> {
    let text: String = bytes.iter().copied().map(char::from).collect();
    web_sys::window()?.btoa(&text).ok()
}

/// The bytes that base64 stands for.
pub(super) fn from_base64(text: &str) -> Option<Vec<u8>> {
    web_sys::window()?.atob(text).ok()?.chars().map(|c| u8::try_from(c).ok()).collect()
}

fn send(url: &str, init: &RequestInit) -> Option<JsFuture> {
    Some(JsFuture::from(web_sys::window()?.fetch_with_str_and_init(url, init)))
}
