//! What is kept and how: create-only and idempotent, over any `object_store`.

use super::Name;
use axum::body::Bytes;
use data_encoding::HEXLOWER;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{Error, ObjectStore, ObjectStoreExt, PutMode, PutPayload};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A store of envelopes.
#[derive(Clone)]
pub struct Store {
    objects: Arc<dyn ObjectStore>,
    on_trouble: Arc<dyn Fn(Trouble) + Send + Sync>,
    /// Key sets that are taken in, in hex; any, where absent.
    key_sets: Option<Arc<BTreeSet<String>>>,
}

/// What became of an envelope, with the SHA-256 in hex of what is stored under its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is new, and stored.
    New(String),
    /// The same bytes were there already.
    Same(String),
    /// Other bytes were there; they stay, and these are in quarantine.
    Other(String),
}

/// What the store failed to do. Says nothing about which envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// An envelope could not be written.
    Write,
    /// What is there could not be read.
    Read,
    /// An envelope could not be deleted.
    Delete,
}

impl Store {
    /// A local folder. What is written there is flushed to the disk before the answer says so.
    ///
    /// # Errors
    /// The folder is not there or cannot be used.
    pub fn folder(path: &std::path::Path) -> Result<Self, Error> {
        Ok(Store::new(Arc::new(LocalFileSystem::new_with_prefix(path)?.with_fsync(true))))
    }

    /// Any object store that can create without overwriting.
    pub fn new(objects: Arc<dyn ObjectStore>) -> Self {
        Store { objects, on_trouble: Arc::new(|_| ()), key_sets: None }
    }

    /// Calls `tell` whenever the store fails, so that whoever runs the intake hears of a full disk.
    pub fn on_trouble(mut self, tell: impl Fn(Trouble) + Send + Sync + 'static) -> Self {
        self.on_trouble = Arc::new(tell);
        self
    }

    /// Takes in these key sets only (16 hex digits each): what is sealed to other keys belongs to another study.
    pub fn only(mut self, key_sets: impl IntoIterator<Item = String>) -> Self {
        self.key_sets = Some(Arc::new(key_sets.into_iter().collect()));
        self
    }

    /// Whether envelopes of this key set are taken in.
    pub fn serves(&self, key_set: &str) -> bool {
        self.key_sets.as_ref().is_none_or(|known| known.contains(key_set))
    }

    /// Keeps one envelope; never overwrites.
    ///
    /// # Errors
    /// The store failed; the sender keeps the envelope and tries again.
    pub async fn keep(&self, name: &Name, bytes: Bytes) -> Result<Kept, Trouble> {
        let digest = sha256(&bytes);
        if self.create(&name.object(), bytes.clone()).await? {
            return Ok(Kept::New(digest));
        }
        let there = self.read(&name.object()).await?;
        if there == bytes {
            return Ok(Kept::Same(digest));
        }
        // Named by its hash, so that the same bytes again take no more room.
        self.create(&name.quarantine().join(format!("{digest}.age")), bytes).await?;
        Ok(Kept::Other(sha256(&there)))
    }

    /// Deletes an envelope and what is in quarantine under its name. No matter if there is none.
    ///
    /// # Errors
    /// The store failed; ask again.
    pub async fn remove(&self, name: &Name) -> Result<(), Trouble> {
        let quarantined = self.objects.list_with_delimiter(Some(&name.quarantine())).await;
        let quarantined = quarantined.map_err(|_| self.trouble(Trouble::Delete))?.objects;
        for object in quarantined.into_iter().map(|o| o.location).chain([name.object()]) {
            match self.objects.delete(&object).await {
                Ok(()) | Err(Error::NotFound { .. }) => {}
                Err(_) => return Err(self.trouble(Trouble::Delete)),
            }
        }
        Ok(())
    }

    /// Whether it was created; `false` where something has that name.
    async fn create(&self, at: &Path, bytes: Bytes) -> Result<bool, Trouble> {
        match self.objects.put_opts(at, PutPayload::from(bytes), PutMode::Create.into()).await {
            Ok(_) => Ok(true),
            Err(Error::AlreadyExists { .. }) => Ok(false),
            Err(_) => Err(self.trouble(Trouble::Write)),
        }
    }

    async fn read(&self, at: &Path) -> Result<Bytes, Trouble> {
        let found = self.objects.get(at).await.map_err(|_| self.trouble(Trouble::Read))?;
        found.bytes().await.map_err(|_| self.trouble(Trouble::Read))
    }

    /// The store's own error names the object, so it goes no further than here.
    fn trouble(&self, trouble: Trouble) -> Trouble {
        (self.on_trouble)(trouble);
        trouble
    }
}

fn sha256(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}
