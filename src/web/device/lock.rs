//! One open form per slot, through the browser's Web Locks.

use futures_channel::oneshot::{self, Receiver};
use js_sys::{Function, Object, Promise, Reflect};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Holds the lock until dropped.
pub(in crate::web) struct Lock {
    release: Rc<Cell<Option<Function>>>,
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(release) = self.release.take() {
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

/// Takes the lock of a slot. `None`: another tab has it. With `take_over` it is taken over, and the other tab receives
/// that it lost it.
pub(in crate::web) async fn take(slot: &str, take_over: bool) -> Option<(Lock, Receiver<()>)> {
    let release: Rc<Cell<Option<Function>>> = Rc::default();
    let (send, receive) = oneshot::channel::<bool>();
    let send = Cell::new(Some(send));
    let hold = release.clone();
    let granted = Closure::<dyn FnMut(JsValue) -> JsValue>::new(move |lock: JsValue| {
        let got = !lock.is_null();
        if let Some(send) = send.take() {
            let _ = send.send(got);
        }
        if !got {
            return JsValue::UNDEFINED;
        }
        // The lock is held for as long as this promise waits.
        Promise::new(&mut |resolve, _| hold.set(Some(resolve))).into()
    });
    let options = Object::new();
    Reflect::set(&options, &(if take_over { "steal" } else { "ifAvailable" }).into(), &JsValue::TRUE).ok()?;
    let locks = Reflect::get(web_sys::window()?.navigator().as_ref(), &"locks".into()).ok()?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    let held = request.call3(&locks, &format!("kindstem {slot}").into(), &options, granted.as_ref()).ok()?;
    let held: Promise = held.dyn_into().ok()?;
    let got = receive.await.unwrap_or(false);
    let (lost, loses) = oneshot::channel();
    spawn_local(async move {
        // Rejected only when another tab took the lock over.
        if JsFuture::from(held).await.is_err() {
            let _ = lost.send(());
        }
        drop(granted);
    });
    got.then_some((Lock { release }, loses))
}
