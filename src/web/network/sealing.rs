//! A job becomes an envelope, is stored on this device, and only then counts.

use crate::session::{Job, Recipients};
use crate::web::device::log::{Cursor, Log, Sealed};
use crate::web::host::{Host, Sealer};
use crate::web::network::announce::announce;
use crate::web::network::outbox::Outbox;
use gloo_timers::future::TimeoutFuture;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// Milliseconds between two tries to store.
const RETRY: u32 = 2_000;

/// Everything that turns jobs into stored envelopes.
#[derive(Clone)]
pub(in crate::web) struct Sealing {
    pub host: Host,
    pub log: Log,
    pub outbox: Outbox,
    pub slot: String,
    /// Recipients of answers, one per line.
    pub readers: String,
    /// Recipients of contact envelopes, one per line.
    pub contacts: String,
    /// What this session sealed of its pages, with the right to delete it and without its bytes.
    pub deletable: Rc<RefCell<Vec<Sealed>>>,
    /// What the respondent threw away; it goes when the mark that says so is stored, which is sealed next.
    pub discarded: Rc<RefCell<Vec<Sealed>>>,
}

impl Sealing {
    /// Seals a job and stores it with the cursor; gives the link to it. Does not give up: while neither this device
    /// nor the intake takes it, `trouble(true)` is shown and *Verder* waits.
    pub async fn keep(&self, job: Job, mut cursor: Cursor, trouble: impl Fn(bool)) -> String {
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
        if job.to == Recipients::Answers {
            self.deletable.borrow_mut().push(Sealed { ciphertext: Vec::new(), ..sealed.clone() });
            cursor.last = Some(link.clone());
        }
        let sealed = Sealed { secret: None, ..sealed };
        let discarded = self.discarded.take();
        while !self.log.store(&sealed, &cursor, &discarded).await {
            trouble(true);
            if self.outbox.send_now(&sealed).await {
                trouble(false);
                announce(&self.host, &sealed);
                self.outbox.discard(discarded);
                return link;
            }
            TimeoutFuture::new(RETRY).await;
        }
        trouble(false);
        self.outbox.add(sealed);
        // The first contact envelope follows the page that asks to take part.
        if job.to == Recipients::Contacts {
            self.outbox.release();
        }
        self.outbox.discard(discarded);
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
        let recipients = if job.to == Recipients::Answers { &self.readers } else { &self.contacts };
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
