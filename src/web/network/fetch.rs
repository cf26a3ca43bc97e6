//! Fetching by hash, and what an answer of the intake proves.

use crate::seal::{link, receipt};
use crate::web::device::log::Sealed;
use crate::web::host::Host;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response};

/// A file on its way. Several are asked for at once and read one after the other.
pub(in crate::web) struct Pinned(JsFuture);

impl Pinned {
    /// Asks for the file at an address; it counts only if it has this SHA-256 (hex), which the browser checks.
    pub fn ask(url: &str, sha256: &str) -> Option<Self> {
        let hash = crate::encoding::from_hex(sha256)?;
        let init = RequestInit::new();
        // Named by hand: one field does not need the bindings of all.
        Reflect::set(&init, &"integrity".into(), &format!("sha256-{}", base64(&hash)?).into()).ok()?;
        Some(Pinned(JsFuture::from(web_sys::window()?.fetch_with_str_and_init(url, &init))))
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

/// What an answer proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum Proof {
    /// The intake has the envelope, or has deleted it where that was asked.
    Done,
    /// Other bytes are stored under the same name; both are kept.
    Taken,
    /// Nothing: nobody answered, or somebody else than an intake. Try again.
    Nothing,
}

/// Puts one envelope, or deletes it where its secret is shown. Sending the same again is harmless.
pub(in crate::web) async fn send(host: &Host, to: &str, sealed: &Sealed) -> Proof {
    let Sealed { eid, kset, ciphertext, secret, .. } = sealed;
    let sent = host.send(to, kset, Uint8Array::from(ciphertext.as_slice()), secret.as_deref());
    let answer = JsFuture::from(sent).await.ok().and_then(|answer| answer.as_string()).unwrap_or_default();
    let (status, body) = answer.split_once(' ').unwrap_or_default();
    let status = status.parse().unwrap_or_default();
    let hash = || link(ciphertext);
    match secret {
        Some(_) if receipt::is_gone(status, body, eid) => Proof::Done,
        None if receipt::is_kept(status, body, &hash()) => Proof::Done,
        None if receipt::is_taken(status, body, &hash()) => Proof::Taken,
        _ => Proof::Nothing,
    }
}

/// Bytes as base64. The browser has a writer and a reader of its own; the page need not bring one.
fn base64(bytes: &[u8]) -> Option<String> {
    let text: String = bytes.iter().copied().map(char::from).collect();
    web_sys::window()?.btoa(&text).ok()
}

/// The bytes that base64 stands for.
pub(in crate::web) fn from_base64(text: &str) -> Option<Vec<u8>> {
    web_sys::window()?.atob(text).ok()?.chars().map(|c| u8::try_from(c).ok()).collect()
}
