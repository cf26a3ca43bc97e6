//! What is kept and how: create-only and idempotent, over any `object_store`.
//!
//! Nothing is acknowledged that a power cut could take back: a folder flushes the file before it gets its name and the
//! folder before the answer, also when the file was there already, because whoever put it there may have been killed in
//! between.

use super::store_error::StoreError;
use super::{Metrics, Name, Slots, folder};
use crate::encoding;
use axum::body::Bytes;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{Error, ObjectStore, ObjectStoreExt, PutMode, PutPayload};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// How often an envelope is tried that is there and, when it is read, is not: somebody deletes while somebody sends.
const TRIES: usize = 3;

/// A store of envelopes.
#[derive(Clone)]
pub struct Store {
    objects: Arc<dyn ObjectStore>,
    /// Where the objects lie, if in a folder.
    folder: Option<Arc<PathBuf>>,
    on_error: Arc<dyn Fn(StoreError) + Send + Sync>,
    /// Key sets that are taken in, 16 hex digits each; all if absent.
    key_sets: Option<Arc<BTreeSet<String>>>,
    /// Slots that were handed out; any, where absent.
    slots: Option<Slots>,
    metrics: Metrics,
}

/// What became of an envelope, with the SHA-256 (64 hex digits) of what is stored under its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is new, and stored.
    New(String),
    /// The same bytes were there already.
    Same(String),
    /// Other bytes were there; they stay, and these are in quarantine.
    Other(String),
    /// It was deleted, maybe before it came; nothing is kept.
    Gone,
}

impl Store {
    /// Uses a local folder. What is written is flushed to the disk before the response confirms it.
    ///
    /// # Errors
    /// The error of the object store: the folder is not there or cannot be used.
    pub fn folder(path: &std::path::Path) -> Result<Self, Error> {
        let objects = LocalFileSystem::new_with_prefix(path)?.with_fsync(true);
        Ok(Store { folder: Some(Arc::new(path.to_path_buf())), ..Store::new(Arc::new(objects)) })
    }

    /// Uses any object store that can create an object without overwriting one.
    pub fn new(objects: Arc<dyn ObjectStore>) -> Self {
        Store {
            objects,
            folder: None,
            on_error: Arc::new(|_| ()),
            key_sets: None,
            slots: None,
            metrics: Metrics::default(),
        }
    }

    /// Calls `tell` whenever the store fails, so that whoever runs the intake hears of a full disk.
    pub fn on_error(mut self, tell: impl Fn(StoreError) + Send + Sync + 'static) -> Self {
        self.on_error = Arc::new(tell);
        self
    }

    /// Takes in these key sets only (16 hex digits each): what is sealed to other keys belongs to another study.
    pub fn only(mut self, key_sets: impl IntoIterator<Item = String>) -> Self {
        self.key_sets = Some(Arc::new(key_sets.into_iter().collect()));
        self
    }

    /// Returns whether envelopes of this key set are taken in.
    pub fn serves(&self, key_set: &str) -> bool {
        self.key_sets.as_ref().is_none_or(|known| known.contains(key_set))
    }

    /// Takes in the slots of a list only.
    pub fn handed_out(mut self, slots: Slots) -> Self {
        self.slots = Some(slots);
        self
    }

    /// Returns whether a slot may send.
    pub fn invited(&self, name: &Name) -> bool {
        self.slots.as_ref().is_none_or(|slots| slots.has(name.slot()))
    }

    /// Counts what it keeps, and what goes wrong.
    pub(super) fn counting(mut self, metrics: Metrics) -> Self {
        self.metrics = metrics;
        self
    }

    /// Keeps one envelope; never overwrites, and never brings back what was deleted.
    ///
    /// # Errors
    /// [`StoreError`]: the store failed to write, read or delete. The sender keeps the envelope and tries again.
    pub async fn keep(&self, name: &Name, bytes: Bytes) -> Result<Kept, StoreError> {
        let size = bytes.len();
        // Looked for before writing, so that a late envelope does not even touch the disk, and after it, because a
        // deletion may have passed in between: it leaves its mark before it looks for what to delete.
        if self.is_gone(name).await? {
            self.clear(name).await?;
            return Ok(Kept::Gone);
        }
        let kept = self.create_or_compare(name, bytes).await?;
        if self.is_gone(name).await? {
            self.clear(name).await?;
            return Ok(Kept::Gone);
        }
        if matches!(kept, Kept::New(_)) {
            self.metrics.kept(size);
        }
        Ok(kept)
    }

    async fn create_or_compare(&self, name: &Name, bytes: Bytes) -> Result<Kept, StoreError> {
        let digest = sha256(&bytes);
        for _ in 0..TRIES {
            if self.create(&name.object(), bytes.clone()).await? {
                return Ok(Kept::New(digest));
            }
            let Some(there) = self.read(&name.object()).await? else { continue };
            if there == bytes {
                self.settle(&name.object()).await.map_err(|_| self.trouble(StoreError::Write))?;
                return Ok(Kept::Same(digest));
            }
            // Named by its hash, so that the same bytes again take no more room.
            self.create(&name.quarantine().join(format!("{digest}.age")), bytes).await?;
            return Ok(Kept::Other(sha256(&there)));
        }
        Err(self.trouble(StoreError::Read))
    }

    /// Deletes an envelope and what is in quarantine under its name, for good: one that is still on its way is refused
    /// when it comes. No matter if there is none.
    ///
    /// # Errors
    /// [`StoreError`]: the store failed, and the envelope may still be there. Ask again.
    pub async fn remove(&self, name: &Name) -> Result<(), StoreError> {
        self.mark_gone(name).await?;
        self.clear(name).await
    }

    /// Removes the envelope and what is in quarantine under its name.
    async fn clear(&self, name: &Name) -> Result<(), StoreError> {
        let quarantined = self.objects.list_with_delimiter(Some(&name.quarantine())).await;
        let quarantined = quarantined.map_err(|_| self.trouble(StoreError::Delete))?.objects;
        for object in quarantined.into_iter().map(|o| o.location).chain([name.object()]) {
            match self.objects.delete(&object).await {
                Ok(()) => self.settle(&object).await.map_err(|_| self.trouble(StoreError::Delete))?,
                Err(Error::NotFound { .. }) => {}
                Err(_) => return Err(self.trouble(StoreError::Delete)),
            }
        }
        Ok(())
    }

    /// Returns whether the store can be reached. It says nothing about whether it has room.
    pub async fn answers(&self) -> bool {
        if self.folder.as_ref().is_some_and(|root| !root.is_dir()) {
            return false;
        }
        matches!(self.objects.head(&Path::from("healthz")).await, Ok(_) | Err(Error::NotFound { .. }))
    }

    /// Removes what a killed process left in a folder: half-written files that are not younger than `age`, and
    /// envelopes that were deleted while they came. Gives how many files. They are in nobody's way, but what somebody
    /// throws away may lie in one.
    pub async fn sweep(&self, age: Duration) -> usize {
        let Some(root) = self.folder.clone() else { return 0 };
        tokio::task::spawn_blocking(move || folder::sweep(&root, age)).await.unwrap_or_default()
    }

    /// Leaves the mark of a deletion: an empty object that holds nothing but the eid in its name.
    async fn mark_gone(&self, name: &Name) -> Result<(), StoreError> {
        let mark = name.gone();
        if !self.create(&mark, Bytes::new()).await? {
            self.settle(&mark).await.map_err(|_| self.trouble(StoreError::Delete))?;
        }
        let Some(root) = self.folder.clone() else { return Ok(()) };
        // When somebody threw something away is nobody's business. A folder that cannot forget it is no reason to fail.
        let _ = tokio::task::spawn_blocking(move || folder::forget_time(&root, &mark)).await;
        Ok(())
    }

    /// Whether an envelope was deleted.
    async fn is_gone(&self, name: &Name) -> Result<bool, StoreError> {
        match self.objects.head(&name.gone()).await {
            Ok(_) => Ok(true),
            Err(Error::NotFound { .. }) => Ok(false),
            Err(_) => Err(self.trouble(StoreError::Read)),
        }
    }

    /// Flushes the name of an object to the disk; other stores have done that when they answer.
    async fn settle(&self, object: &Path) -> std::io::Result<()> {
        let Some(root) = self.folder.clone() else { return Ok(()) };
        let object = object.clone();
        let flushed = tokio::task::spawn_blocking(move || folder::settle(&root, &object)).await;
        flushed.map_err(std::io::Error::other)?
    }

    /// Whether it was created; `false` where something has that name.
    async fn create(&self, at: &Path, bytes: Bytes) -> Result<bool, StoreError> {
        match self.objects.put_opts(at, PutPayload::from(bytes), PutMode::Create.into()).await {
            Ok(_) => Ok(true),
            Err(Error::AlreadyExists { .. }) => Ok(false),
            Err(_) => Err(self.trouble(StoreError::Write)),
        }
    }

    /// `None` where nothing has that name.
    async fn read(&self, at: &Path) -> Result<Option<Bytes>, StoreError> {
        let read = async { self.objects.get(at).await?.bytes().await };
        match read.await {
            Ok(bytes) => Ok(Some(bytes)),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(_) => Err(self.trouble(StoreError::Read)),
        }
    }

    /// The store's own error names the object, so it goes no further than here.
    fn trouble(&self, trouble: StoreError) -> StoreError {
        self.metrics.trouble(trouble);
        (self.on_error)(trouble);
        trouble
    }
}

fn sha256(bytes: &[u8]) -> String {
    encoding::hex(&Sha256::digest(bytes))
}
