//! IndexedDB as futures: one transaction, read. The shell opens it. Only ciphertext and the cursor ever come here.

use futures_channel::oneshot;
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction};

/// One change of a store.
pub(in crate::web) enum Change<'a> {
    /// Writes a value; its key is in it.
    Put(&'a str, JsValue),
    /// Deletes the value under a key, if there is one.
    Delete(&'a str, &'a str),
    /// Deletes every value.
    Clear(&'a str),
}

/// Makes all changes or none, in one transaction; `true` only after the browser says that they are on disk.
pub(in crate::web) async fn change(db: &IdbDatabase, changes: &[Change<'_>]) -> bool {
    let store = |change: &Change<'_>| match change {
        Change::Put(store, _) | Change::Delete(store, _) | Change::Clear(store) => JsValue::from(*store),
    };
    let names: Array = changes.iter().map(store).collect();
    let Some(tx) = transaction(db, &names, "readwrite") else { return false };
    for change in changes {
        let asked = match change {
            Change::Put(store, value) => tx.object_store(store).and_then(|s| s.put(value)),
            Change::Delete(store, key) => tx.object_store(store).and_then(|s| s.delete(&(*key).into())),
            Change::Clear(store) => tx.object_store(store).and_then(|s| s.clear()),
        };
        if asked.is_err() {
            // What was asked for before must not be written without the rest.
            let _ = tx.abort();
            return false;
        }
    }
    complete(&tx).await
}

async fn complete(tx: &IdbTransaction) -> bool {
    let (send, receive) = oneshot::channel::<bool>();
    let send = std::rc::Rc::new(std::cell::Cell::new(Some(send)));
    let tell = |ok: bool| {
        let send = send.clone();
        Closure::<dyn FnMut()>::new(move || {
            if let Some(send) = send.take() {
                let _ = send.send(ok);
            }
        })
    };
    let (good, bad, gone) = (tell(true), tell(false), tell(false));
    tx.set_oncomplete(Some(good.as_ref().unchecked_ref()));
    tx.set_onerror(Some(bad.as_ref().unchecked_ref()));
    tx.set_onabort(Some(gone.as_ref().unchecked_ref()));
    receive.await.unwrap_or(false)
}

/// The value under a key, `undefined` where there is none; `None` where the store cannot be read.
pub(in crate::web) async fn get(db: &IdbDatabase, store: &str, key: &str) -> Option<JsValue> {
    let store = reading(db, store)?;
    done(&store.get(&key.into()).ok()?).await
}

/// Every value of a store; `None` where it cannot be read.
pub(in crate::web) async fn all(db: &IdbDatabase, store: &str) -> Option<Array> {
    let store = reading(db, store)?;
    done(&store.get_all().ok()?).await?.dyn_into().ok()
}

fn reading(db: &IdbDatabase, store: &str) -> Option<IdbObjectStore> {
    let names = Array::of1(&store.into());
    transaction(db, &names, "readonly")?.object_store(store).ok()
}

/// `durability: strict` has no typed binding; the call is made by name.
fn transaction(db: &IdbDatabase, names: &Array, mode: &str) -> Option<IdbTransaction> {
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into()).ok()?;
    call(db, "transaction", &[names.into(), mode.into(), options.into()]).ok()?.dyn_into().ok()
}

fn call(on: &IdbDatabase, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(on, &method.into())?.dyn_into()?;
    function.apply(on, &arguments.iter().collect())
}

async fn done(request: &IdbRequest) -> Option<JsValue> {
    let (send, receive) = oneshot::channel::<Option<JsValue>>();
    let (mut send, result) = (Some(send), request.clone());
    // One for both: a closure more is paid for by every phone.
    let end = Closure::<dyn FnMut()>::new(move || {
        if let Some(send) = send.take() {
            let failed = !matches!(result.error(), Ok(None));
            let _ = send.send(if failed { None } else { result.result().ok() });
        }
    });
    request.set_onsuccess(Some(end.as_ref().unchecked_ref()));
    request.set_onerror(Some(end.as_ref().unchecked_ref()));
    receive.await.ok().flatten()
}
