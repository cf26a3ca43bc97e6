//! The write-only log on this device: sealed entries and a cursor that knows no answer. Nothing in it can be opened
//! here, by nobody.

use super::idb;
use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdbDatabase;

/// Stores of the database, which `www/element.js` makes: keys are `eid`, `slot` and `slot`.
const LOG: &str = "log";
const CURSOR: &str = "cur";
const DRAFT: &str = "draft";

/// The log.
#[derive(Clone)]
pub(super) struct Log(pub IdbDatabase);

/// One sealed envelope.
#[derive(Clone, Debug)]
pub(super) struct Sealed {
    /// Entry id, hex.
    pub eid: String,
    /// Slot, hex.
    pub slot: String,
    /// Key set, hex.
    pub kset: String,
    /// The age file.
    pub ciphertext: Vec<u8>,
    /// What shows the right to delete it, hex; in memory only, and only in the session that sealed it.
    pub secret: Option<String>,
}

/// How far a slot has come; depends on no answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cursor {
    /// The block that a session begins with.
    pub next: usize,
    /// Sessions that were begun here.
    pub opened: u32,
}

impl Log {
    /// How far a slot has come.
    pub async fn cursor(&self, slot: &str) -> Cursor {
        let Some(value) = idb::get(&self.0, CURSOR, slot).await else { return Cursor::default() };
        let number = |name: &str| Reflect::get(&value, &name.into()).ok().and_then(|v| v.as_f64()).unwrap_or(0.0);
        Cursor { next: number("next") as usize, opened: number("opened") as u32 }
    }

    /// Moves the cursor alone.
    pub async fn begin(&self, slot: &str, cursor: Cursor) -> bool {
        let Some(value) = cursor_value(slot, cursor) else { return false };
        idb::write(&self.0, &[(CURSOR, value)]).await
    }

    /// Stores an envelope and moves the cursor, both or neither.
    pub async fn store(&self, sealed: &Sealed, cursor: Cursor) -> bool {
        let values = || Some([(LOG, entry_value(sealed, false)?), (CURSOR, cursor_value(&sealed.slot, cursor)?)]);
        match values() {
            Some(values) => idb::write(&self.0, &values).await,
            None => false,
        }
    }

    /// Keeps the words of a page that was never confirmed; one per slot, the later replaces the earlier.
    pub async fn keep_draft(&self, sealed: &Sealed) {
        if let Some(value) = entry_value(sealed, false) {
            idb::write(&self.0, &[(DRAFT, value)]).await;
        }
    }

    /// The draft that an earlier session left.
    pub async fn draft(&self, slot: &str) -> Option<Sealed> {
        read(&idb::get(&self.0, DRAFT, slot).await?)
    }

    /// Puts an envelope that needs no cursor into the log.
    pub async fn adopt(&self, sealed: &Sealed) -> bool {
        match entry_value(sealed, false) {
            Some(value) => idb::write(&self.0, &[(LOG, value)]).await,
            None => false,
        }
    }

    /// The intake has it.
    pub async fn sent(&self, sealed: &Sealed) {
        if let Some(value) = entry_value(sealed, true) {
            idb::write(&self.0, &[(LOG, value)]).await;
        }
    }

    /// Takes envelopes and a slot's draft off this device.
    pub async fn delete(&self, eids: impl Iterator<Item = &str>, slot: &str) -> bool {
        let keys: Vec<_> = eids.map(|eid| (LOG, eid)).chain([(DRAFT, slot)]).collect();
        idb::delete(&self.0, &[LOG, DRAFT], &keys).await
    }

    /// Everything that no intake has yet, of every slot.
    pub async fn unsent(&self) -> Vec<Sealed> {
        let Some(all) = idb::all(&self.0, LOG).await else { return Vec::new() };
        let waits = |v: &JsValue| Reflect::get(v, &"acked".into()).is_ok_and(|a| !a.is_truthy());
        all.iter().filter(waits).filter_map(|v| read(&v)).collect()
    }

    /// Takes everything off this device but drafts of slots that have not ended, which nobody has yet. `false`, and
    /// nothing is taken, where an intake does not have all of it.
    pub async fn wipe(&self, ended: &str) -> bool {
        self.unsent().await.is_empty()
            && idb::clear(&self.0, &[LOG, CURSOR]).await
            && idb::delete(&self.0, &[DRAFT], &[(DRAFT, ended)]).await
    }
}

fn entry_value(s: &Sealed, acked: bool) -> Option<JsValue> {
    object(&[
        ("eid", s.eid.as_str().into()),
        ("slot", s.slot.as_str().into()),
        ("kset", s.kset.as_str().into()),
        ("ct", Uint8Array::from(s.ciphertext.as_slice()).into()),
        ("acked", acked.into()),
    ])
}

fn cursor_value(slot: &str, cursor: Cursor) -> Option<JsValue> {
    object(&[("slot", slot.into()), ("next", (cursor.next as f64).into()), ("opened", f64::from(cursor.opened).into())])
}

fn read(value: &JsValue) -> Option<Sealed> {
    let text = |name: &str| Reflect::get(value, &name.into()).ok()?.as_string();
    let ciphertext = Reflect::get(value, &"ct".into()).ok()?.dyn_into::<Uint8Array>().ok()?.to_vec();
    Some(Sealed { eid: text("eid")?, slot: text("slot")?, kset: text("kset")?, ciphertext, secret: None })
}

fn object(fields: &[(&str, JsValue)]) -> Option<JsValue> {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &(*name).into(), value).ok()?;
    }
    Some(object.into())
}
