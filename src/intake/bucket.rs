//! A store that speaks S3: objects below a prefix of one bucket.
//!
//! Endpoint, region and credentials come from the usual `AWS_*` variables, which the object store reads itself; no
//! secret stands in an argument. An envelope is created with `If-None-Match: *`. A store that passes over this
//! condition would write over answers without a word, so each is asked first whether it keeps it.

use super::Store;
use crate::encoding;
use axum::body::Bytes;
use object_store::aws::{AmazonS3Builder, S3ConditionalPut};
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{Error, ObjectStore, ObjectStoreExt, PutMode, PutPayload, RetryConfig};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

/// A page waits a minute for its answer; until then the store is asked again.
const TRIES: usize = 4;
const TRY_FOR: Duration = Duration::from_secs(20);

/// `s3://BUCKET/PREFIX`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bucket {
    name: String,
    prefix: Path,
}

/// Why a bucket cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BadBucket {
    /// Not written as `s3://BUCKET/PREFIX`.
    #[error("not the address of a bucket; write s3://BUCKET/PREFIX")]
    Address,
    /// The variables do not say enough.
    #[error(transparent)]
    Settings(Error),
    /// It cannot be written, read or deleted in.
    #[error(transparent)]
    Use(Error),
    /// It writes over an object that it was told only to create.
    #[error(
        "this store writes over objects although it is told not to (If-None-Match), so answers could be lost in it"
    )]
    Overwrites,
}

impl FromStr for Bucket {
    type Err = BadBucket;

    fn from_str(text: &str) -> Result<Self, BadBucket> {
        let place = text.strip_prefix("s3://").ok_or(BadBucket::Address)?;
        let (name, prefix) = place.split_once('/').unwrap_or((place, ""));
        let fits = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b));
        let prefix = Path::parse(prefix.trim_end_matches('/')).map_err(|_| BadBucket::Address)?;
        if fits { Ok(Bucket { name: name.to_string(), prefix }) } else { Err(BadBucket::Address) }
    }
}

impl Store {
    /// Opens a bucket of an S3-compatible store.
    ///
    /// # Errors
    /// [`BadBucket::Settings`] if the environment does not say where it is and with which key, [`BadBucket::Use`] if it
    /// cannot be written, read or deleted in, [`BadBucket::Overwrites`] if it replaces an object that exists.
    pub async fn bucket(bucket: &Bucket) -> Result<Self, BadBucket> {
        let retry = RetryConfig { max_retries: TRIES, retry_timeout: TRY_FOR, ..RetryConfig::default() };
        let objects = AmazonS3Builder::from_env()
            .with_bucket_name(&bucket.name)
            .with_conditional_put(S3ConditionalPut::ETagMatch)
            .with_retry(retry)
            .build()
            .map_err(BadBucket::Settings)?;
        let objects: Arc<dyn ObjectStore> = Arc::new(PrefixStore::new(objects, bucket.prefix.clone()));
        creates_only(&*objects).await?;
        Ok(Store::new(objects))
    }
}

/// Creates an object twice, looks which of the two is there, and takes it away again.
async fn creates_only(objects: &dyn ObjectStore) -> Result<(), BadBucket> {
    let mut name = [0; 16];
    getrandom::fill(&mut name)
        .map_err(|e| BadBucket::Use(Error::Generic { store: "machine", source: e.to_string().into() }))?;
    let at = Path::from_iter(["probe".to_string(), encoding::hex(&name)]);
    let create = |bytes: &'static [u8]| {
        objects.put_opts(&at, PutPayload::from(Bytes::from_static(bytes)), PutMode::Create.into())
    };
    create(b"first").await.map_err(BadBucket::Use)?;
    let again = create(b"second").await;
    let there = async { objects.get(&at).await?.bytes().await };
    let there = there.await.map_err(BadBucket::Use)?;
    objects.delete(&at).await.map_err(BadBucket::Use)?;
    match again {
        Err(Error::AlreadyExists { .. }) if *there == *b"first" => Ok(()),
        Err(e) if !matches!(e, Error::AlreadyExists { .. }) => Err(BadBucket::Use(e)),
        _ => Err(BadBucket::Overwrites),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::http::Method;
    use object_store::aws::AmazonS3ConfigKey;
    use object_store::memory::InMemory;
    use std::sync::Mutex;
    use tokio::net::TcpListener;

    fn run<T>(work: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
    }

    #[test]
    fn an_address_has_a_bucket_and_maybe_a_prefix() {
        let of = |text: &str| text.parse::<Bucket>().map(|b| (b.name, b.prefix.to_string()));
        assert_eq!(of("s3://answers").unwrap(), ("answers".into(), String::new()));
        assert_eq!(of("s3://answers/study/one/").unwrap(), ("answers".into(), "study/one".into()));
        for bad in ["answers", "s3://", "s3:///study", "s3://a b", "s3://answers//x", "https://answers"] {
            assert!(matches!(of(bad), Err(BadBucket::Address)), "{bad}");
        }
    }

    #[test]
    fn a_store_that_creates_only_is_fine_and_left_empty() {
        let objects = InMemory::new();
        run(creates_only(&objects)).unwrap();
        assert!(run(objects.list_with_delimiter(None)).unwrap().common_prefixes.is_empty());
    }

    #[test]
    fn a_store_that_passes_over_the_condition_is_refused() {
        run(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let at = listener.local_addr().unwrap();
            let last = Arc::new(Mutex::new(Bytes::new()));
            let router = Router::new().fallback(move |method: Method, body: Bytes| async move {
                let mut last = last.lock().unwrap();
                if method == Method::PUT {
                    *last = body;
                }
                let about = [("etag", "x"), ("last-modified", "Mon, 23 Nov 2026 10:00:00 GMT")];
                (about, if method == Method::GET { last.clone() } else { Bytes::new() })
            });
            tokio::spawn(async { axum::serve(listener, router).await });
            let careless = AmazonS3Builder::new()
                .with_endpoint(format!("http://{at}"))
                .with_allow_http(true)
                .with_bucket_name("answers")
                .with_access_key_id("test")
                .with_secret_access_key("test")
                .with_config(AmazonS3ConfigKey::DisableBulkDelete, "true")
                .build()
                .unwrap();
            assert!(matches!(creates_only(&careless).await, Err(BadBucket::Overwrites)));
        });
    }
}
