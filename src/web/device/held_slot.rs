//! A slot as this tab has it: its lock, and how far it has come.

use crate::web::device::lock::{self, Lock};
use crate::web::device::log::{Cursor, Log};
use futures_channel::oneshot::{self, Receiver};
use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// A slot that no other tab has.
pub(in crate::web) struct HeldSlot {
    pub lock: Lock,
    pub cursor: Cursor,
    /// Receives that another tab took it over. Taken out once.
    pub lost: Option<Receiver<()>>,
}

/// Takes the slot; `None` where another tab has it and it is not to be taken over.
pub(in crate::web) async fn take(log: &Log, slot: &str, take_over: bool) -> Option<HeldSlot> {
    let (lock, lost) = lock::take(slot, take_over).await?;
    Some(HeldSlot { lock, cursor: log.cursor(slot).await, lost: Some(lost) })
}

/// Takes the slot while something else is waited for; the log too, which is none where the browser keeps nothing.
pub(in crate::web) fn ask(db: Promise, slot: String) -> Receiver<Option<(Log, Option<HeldSlot>)>> {
    let (send, receive) = oneshot::channel();
    spawn_local(async move {
        let db = JsFuture::from(db).await.ok().and_then(|db| db.dyn_into().ok());
        let _ = send.send(match db.map(Log) {
            Some(log) => Some((log.clone(), take(&log, &slot, false).await)),
            None => None,
        });
    });
    receive
}
