//! Keys of a study that is not for families: made once under `target/`, or read from a folder.

use crate::command::{command, run};
use crate::{files, paths};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// Where keys come from.
pub enum Keys {
    /// `target/demo-keys/`, made when they are not there.
    Demo,
    /// A folder that has them all.
    Folder(PathBuf),
}

/// One recipient's key.
pub struct Key {
    /// `age1…`
    pub public: String,
    /// The identity file.
    pub secret: PathBuf,
}

impl Keys {
    /// `tests/keys/`: published, so that tests and sizes are the same everywhere.
    pub fn tests() -> Self {
        Keys::Folder(paths::root().join("tests/keys"))
    }

    /// The `number`th key for `answers` or `contact`: the file whose name ends in `PURPOSE-NUMBER.txt`.
    ///
    /// # Errors
    /// It is not there, or its file names no public key.
    pub fn find(&self, desk: &Path, purpose: &str, number: usize, holder: &str) -> Result<Key> {
        let ending = format!("{purpose}-{number}.txt");
        let secret = match self {
            Keys::Demo => {
                let path = paths::target().join("demo-keys").join(&ending);
                if !path.exists() {
                    std::fs::create_dir_all(paths::target().join("demo-keys"))?;
                    run(command(desk).arg("keygen").arg("--out").arg(&path).args(["--name", holder]))?;
                }
                path
            }
            Keys::Folder(dir) => {
                let names = files::list(dir)?;
                let name = names.iter().find(|n| n.to_string_lossy().ends_with(&ending));
                dir.join(name.with_context(|| format!("{}: no key whose name ends in {ending}", dir.display()))?)
            }
        };
        let text = files::read_text(&secret)?;
        let public = text.lines().find_map(|l| l.strip_prefix("# public key: "));
        let public = public.with_context(|| format!("{}: no line \"# public key: age1…\"", secret.display()))?;
        Ok(Key { public: public.trim().to_string(), secret })
    }
}
