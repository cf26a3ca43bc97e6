//! Where intakes keep what they take in: a folder, or a bucket of the S3 server that `KINDSTEM_BUCKET` names.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

pub enum Place {
    Folder(PathBuf),
    /// `s3://BUCKET/PREFIX`.
    #[cfg(feature = "s3")]
    Bucket(String),
}

impl Place {
    /// A prefix that nobody else uses.
    #[cfg(feature = "s3")]
    pub fn bucket(prefix: &str) -> Self {
        let bucket = std::env::var("KINDSTEM_BUCKET").expect("KINDSTEM_BUCKET=s3://BUCKET, and the AWS_ variables");
        Place::Bucket(format!("{bucket}/{prefix}"))
    }

    /// As `--intake` takes it.
    pub fn option(&self) -> OsString {
        match self {
            Place::Folder(dir) => dir.into(),
            #[cfg(feature = "s3")]
            Place::Bucket(address) => address.into(),
        }
    }

    /// Everything that is there, by its name.
    pub fn objects(&self) -> BTreeMap<String, Vec<u8>> {
        match self {
            Place::Folder(dir) => {
                let name = |p: &Path| p.strip_prefix(dir).unwrap().display().to_string();
                files(dir).iter().map(|p| (name(p), fs::read(p).unwrap())).collect()
            }
            #[cfg(feature = "s3")]
            Place::Bucket(address) => bucket::objects(address),
        }
    }
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).unwrap().map(|e| e.unwrap().path());
    entries.flat_map(|p| if p.is_dir() { files(&p) } else { vec![p] }).collect()
}

#[cfg(feature = "s3")]
mod bucket {
    use object_store::aws::AmazonS3Builder;
    use object_store::path::Path;
    use object_store::{ObjectStore, ObjectStoreExt};
    use std::collections::BTreeMap;

    pub fn objects(address: &str) -> BTreeMap<String, Vec<u8>> {
        let (bucket, prefix) = address.strip_prefix("s3://").unwrap().split_once('/').unwrap();
        let store = AmazonS3Builder::from_env().with_bucket_name(bucket).build().unwrap();
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let (mut out, mut folders) = (BTreeMap::new(), vec![Path::from(prefix)]);
            while let Some(folder) = folders.pop() {
                let listed = store.list_with_delimiter(Some(&folder)).await.unwrap();
                folders.extend(listed.common_prefixes);
                for object in listed.objects {
                    let bytes = store.get(&object.location).await.unwrap().bytes().await.unwrap();
                    let name = object.location.to_string();
                    out.insert(name.strip_prefix(prefix).unwrap().trim_start_matches('/').to_string(), bytes.to_vec());
                }
            }
            out
        })
    }
}
