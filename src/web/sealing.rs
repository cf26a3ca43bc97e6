//! A job becomes an envelope, is stored on this device, and only then counts.

use super::host::{Host, Sealer};
use super::log::{Cursor, Log, Sealed};
use super::outbox::Outbox;
use crate::session::{Job, To};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Object, Reflect, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Milliseconds between two tries to store.
const RETRY: u32 = 2_000;

/// Everything that turns jobs into stored envelopes.
#[derive(Clone)]
pub(super) struct Sealing {
    pub host: Host,
    pub log: Log,
    pub outbox: Outbox,
    pub slot: String,
    /// Recipients of answers, one per line.
    pub readers: String,
    /// Recipients of contact envelopes, one per line.
    pub contacts: String,
    /// What this session sealed of its pages, with the right to delete it and without its bytes.
    pub made: Rc<RefCell<Vec<Sealed>>>,
    /// What the respondent threw away; it goes when the mark that says so is stored, which is sealed next.
    pub thrown: Rc<RefCell<Vec<Sealed>>>,
}

impl Sealing {
    /// Seals a job and stores it with the cursor; gives the link to it. Does not give up: while neither this device
    /// nor the intake takes it, `trouble(true)` is shown and *Verder* waits.
    pub async fn keep(&self, job: Job, cursor: Cursor, trouble: impl Fn(bool)) -> String {
        let sealed = loop {
            match self.seal(&job).await {
                Some(sealed) => break sealed,
                None => {
                    trouble(true);
                    TimeoutFuture::new(RETRY).await;
                }
            }
        };
        let link = crate::seal::link(&sealed.ciphertext);
        if job.to == To::Readers {
            self.made.borrow_mut().push(Sealed { ciphertext: Vec::new(), ..sealed.clone() });
        }
        let sealed = Sealed { secret: None, ..sealed };
        let thrown = self.thrown.take();
        while !self.log.store(&sealed, cursor, &thrown).await {
            trouble(true);
            if self.outbox.send_now(&sealed).await {
                trouble(false);
                announce(&self.host, &sealed);
                self.outbox.discard(thrown);
                return link;
            }
            TimeoutFuture::new(RETRY).await;
        }
        trouble(false);
        self.outbox.add(sealed);
        // The first contact envelope follows the page that asks to take part.
        if job.to == To::Contacts {
            self.outbox.release();
        }
        self.outbox.discard(thrown);
        link
    }

    /// Keeps the words of the page on the screen, sealed, on this device only.
    pub async fn keep_draft(&self, job: Job) {
        if let Some(sealed) = self.seal(&job).await {
            self.log.keep_draft(&sealed).await;
        }
    }

    /// What an earlier session typed and never confirmed goes out now; it counts only where the protocol says so.
    pub async fn send_old_draft(&self) {
        if let Some(draft) = self.log.adopt_draft(&self.slot).await {
            self.outbox.add(draft);
        }
    }

    async fn seal(&self, job: &Job) -> Option<Sealed> {
        let recipients = if job.to == To::Readers { &self.readers } else { &self.contacts };
        let sealer = JsFuture::from(self.host.sealer().ok()?).await.ok()?.unchecked_into::<Sealer>();
        let sealed = sealer.seal(&job.plain, job.size as u32, recipients).ok()??.to_vec();
        let (secret, sealed) = sealed.split_at_checked(32)?;
        let (eid, ciphertext) = sealed.split_at_checked(16)?;
        Some(Sealed {
            eid: crate::encoding::hex(eid),
            slot: self.slot.clone(),
            kset: sealer.kset(recipients).ok()?,
            ciphertext: ciphertext.to_vec(),
            secret: Some(crate::encoding::hex(secret)),
        })
    }
}

/// Tells the host page what was sealed, with its ciphertext, or what was thrown away, with the secret that deletes it:
/// where there is no intake, the host page stores and deletes them.
pub(super) fn announce(host: &Host, sealed: &Sealed) {
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
pub(super) fn complain(host: &Host, code: &str) {
    let detail = Object::new();
    if Reflect::set(&detail, &"code".into(), &code.into()).is_ok() {
        host.emit("error", detail.into());
    }
}
