//! The write-only log on this device: sealed entries that no intake has yet, deletions that no intake has confirmed
//! yet, and a cursor that knows no answer. Nothing in it can be opened here, by nobody.

use crate::web::device::idb::{self, Change};
use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdbDatabase;

/// Stores of the database, which `www/element.js` makes: keys are `eid`, `slot`, `slot` and `eid`.
const LOG: &str = "log";
const CURSOR: &str = "cur";
const DRAFT: &str = "draft";
/// Entries that the respondent threw away, with the secret that deletes them at the intake, and without their bytes.
///
/// A secret is otherwise in memory only, and only during the session that sealed its entry: whoever finds the device
/// must not be able to delete what a child confirmed. These entries are the exception, because their respondent has
/// asked for the deletion already. If the page is closed before the intake has answered, a later visit asks again;
/// whoever finds the secret can do nothing else with it.
const GONE: &str = "gone";

/// The log.
#[derive(Clone)]
pub(in crate::web) struct Log(pub IdbDatabase);

/// One sealed envelope.
#[derive(Clone, Debug)]
pub(in crate::web) struct Sealed {
    /// Entry id, hex.
    pub eid: String,
    /// Slot, hex.
    pub slot: String,
    /// Key set, hex.
    pub kset: String,
    /// The age file.
    pub ciphertext: Vec<u8>,
    /// What shows the right to delete it, 64 hex digits. In the queue, an envelope that has one is to be deleted.
    pub secret: Option<String>,
}

/// How far a slot has come; depends on no answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::web) struct Cursor {
    /// The block that a session begins with.
    pub next: usize,
    /// Sessions that were begun here.
    pub opened: u32,
    /// Link of the last envelope for the readers of answers that was sealed here, where there is one.
    pub last: Option<String>,
}

impl Log {
    /// How far a slot has come.
    pub async fn cursor(&self, slot: &str) -> Cursor {
        let Some(value) = idb::get(&self.0, CURSOR, slot).await else { return Cursor::default() };
        let field = |name: &str| Reflect::get(&value, &name.into()).ok();
        let number = |name: &str| field(name).and_then(|v| v.as_f64()).unwrap_or(0.0);
        Cursor {
            next: number("next") as usize,
            opened: number("opened") as u32,
            last: field("last").and_then(|v| v.as_string()),
        }
    }

    /// Moves the cursor alone.
    pub async fn begin(&self, slot: &str, cursor: &Cursor) -> bool {
        let Some(value) = cursor_value(slot, cursor) else { return false };
        idb::change(&self.0, &[Change::Put(CURSOR, value)]).await
    }

    /// Stores an envelope, moves the cursor, and takes off this device what the respondent threw away: all or nothing,
    /// so that no kill in between leaves a discarded page without its mark, or a mark without its deletions.
    pub async fn store(&self, sealed: &Sealed, cursor: &Cursor, discarded: &[Sealed]) -> bool {
        let changes = || {
            let (entry, cursor) = (entry_value(sealed)?, cursor_value(&sealed.slot, cursor)?);
            let mut all = vec![Change::Put(LOG, entry), Change::Put(CURSOR, cursor)];
            for one in discarded {
                let deletion = deletion_value(one, one.secret.as_deref()?)?;
                all.extend([Change::Delete(LOG, &one.eid), Change::Put(GONE, deletion)]);
            }
            all.extend(discarded.first().map(|one| Change::Delete(DRAFT, &one.slot)));
            Some(all)
        };
        match changes() {
            Some(changes) => idb::change(&self.0, &changes).await,
            None => false,
        }
    }

    /// Keeps the words of a page that was never confirmed; one per slot, the later replaces the earlier.
    pub async fn keep_draft(&self, sealed: &Sealed) {
        if let Some(value) = entry_value(sealed) {
            idb::change(&self.0, &[Change::Put(DRAFT, value)]).await;
        }
    }

    /// The draft that an earlier session left, which becomes an entry like any other.
    pub async fn adopt_draft(&self, slot: &str) -> Option<Sealed> {
        let draft = read(&idb::get(&self.0, DRAFT, slot).await?)?;
        let moved = [Change::Put(LOG, entry_value(&draft)?), Change::Delete(DRAFT, slot)];
        idb::change(&self.0, &moved).await.then_some(draft)
    }

    /// Takes an envelope or a deletion off this device: it was proven that the intake, or the host page, has it.
    pub async fn settle(&self, sealed: &Sealed) -> bool {
        let envelope = Change::Delete(LOG, &sealed.eid);
        match &sealed.secret {
            // Its bytes are here still where they could not be deleted when it was discarded.
            Some(_) => idb::change(&self.0, &[envelope, Change::Delete(GONE, &sealed.eid)]).await,
            None => idb::change(&self.0, &[envelope]).await,
        }
    }

    /// Whether an envelope is still to be sent. Another tab may have sent it or discarded it away meanwhile; where the log
    /// cannot be read, it is to be sent.
    pub async fn has(&self, eid: &str) -> bool {
        idb::get(&self.0, LOG, eid).await.is_none_or(|found| !found.is_undefined())
    }

    /// Everything of every slot that no intake is known to have: deletions, and envelopes. An earlier version of this
    /// page kept what it had sent and marked it; it took any answer for a proof, so all of that is sent once more.
    pub async fn unsent(&self) -> Vec<Sealed> {
        let mut all = Vec::new();
        for store in [GONE, LOG] {
            let found = idb::all(&self.0, store).await.unwrap_or_default();
            all.extend(found.iter().filter_map(|v| read(&v)));
        }
        all
    }

    /// Takes everything off this device but drafts of slots that have not ended, which nobody has yet. `false`, and
    /// nothing is taken, unless the log can be read and it was proven that an intake has all of it.
    pub async fn wipe(&self, ended: &str) -> bool {
        self.is_empty(LOG).await
            && self.is_empty(GONE).await
            && idb::change(&self.0, &[Change::Clear(CURSOR), Change::Delete(DRAFT, ended)]).await
    }

    async fn is_empty(&self, store: &str) -> bool {
        idb::all(&self.0, store).await.is_some_and(|all| all.length() == 0)
    }
}

fn entry_value(s: &Sealed) -> Option<JsValue> {
    named(s, ("ct", Uint8Array::from(s.ciphertext.as_slice()).into()))
}

fn deletion_value(s: &Sealed, secret: &str) -> Option<JsValue> {
    named(s, ("secret", secret.into()))
}

fn named(s: &Sealed, what: (&str, JsValue)) -> Option<JsValue> {
    object(&[("eid", s.eid.as_str().into()), ("slot", s.slot.as_str().into()), ("kset", s.kset.as_str().into()), what])
}

fn cursor_value(slot: &str, cursor: &Cursor) -> Option<JsValue> {
    object(&[
        ("slot", slot.into()),
        ("next", (cursor.next as f64).into()),
        ("opened", f64::from(cursor.opened).into()),
        ("last", cursor.last.as_deref().map_or(JsValue::UNDEFINED, JsValue::from)),
    ])
}

/// An envelope, or a deletion; `None` for anything else.
fn read(value: &JsValue) -> Option<Sealed> {
    let field = |name: &str| Reflect::get(value, &name.into()).ok();
    let text = |name: &str| field(name)?.as_string();
    let secret = text("secret");
    let bytes = || Some(field("ct")?.dyn_into::<Uint8Array>().ok()?.to_vec());
    let ciphertext = if secret.is_none() { bytes()? } else { Vec::new() };
    Some(Sealed { eid: text("eid")?, slot: text("slot")?, kset: text("kset")?, ciphertext, secret })
}

fn object(fields: &[(&str, JsValue)]) -> Option<JsValue> {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &(*name).into(), value).ok()?;
    }
    Some(object.into())
}
