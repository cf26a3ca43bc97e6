//! `SHA256SUMS` of a site, for `sha256sum --check` and `kindstem verify-site`.

use crate::files;
use anyhow::{Result, bail};
use sha2::{Digest, Sha256};
use std::path::Path;

/// The script that loads a page again, in the folder of [`crate::dev`] only.
pub const RELOAD: &str = "dev-reload.js";
/// The list's own name.
pub const SUMS: &str = "SHA256SUMS";

/// Writes the list of all other files into their folder.
///
/// # Errors
/// A file cannot be read, or the list not be written; or it is a page of `xtask dev`, which is nobody's but the
/// developer's.
pub fn write(dir: &Path) -> Result<()> {
    let mut list = String::new();
    for path in files::list(dir)? {
        let name = files::address(&path);
        if name == RELOAD {
            bail!("{}: a site that is served to others must not have {RELOAD}; build it anew", dir.display());
        }
        if name != SUMS {
            let sum = kindstem::encoding::hex(&Sha256::digest(files::read(&dir.join(&path))?));
            list.push_str(&format!("{sum}  {name}\n"));
        }
    }
    files::write(&dir.join(SUMS), list)
}
