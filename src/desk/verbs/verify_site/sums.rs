//! `SHA256SUMS`, as `sha256sum` writes and checks it.

use crate::desk::host::error::Failure;
use crate::desk::host::files;
use crate::instrument::identity;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::path::Path;

/// The list's own name in a site.
pub const NAME: &str = "SHA256SUMS";

/// Address in the site → SHA-256, 64 hex digits.
pub struct Sums(pub BTreeMap<String, String>);

impl Sums {
    /// Reads a list.
    pub fn parse(bytes: &[u8], from: &dyn Display) -> Result<Self, Failure> {
        let mut out = BTreeMap::new();
        for (n, line) in String::from_utf8_lossy(bytes).lines().enumerate() {
            let (sum, name) = line.split_once([' ', '\t']).unwrap_or((line, ""));
            // A star says that the file was read as bytes.
            let name = name.trim_start().trim_start_matches('*').trim_start_matches("./");
            let fits = sum.len() == 64 && sum.bytes().all(|b| b.is_ascii_hexdigit()) && plain(name);
            if !fits {
                let what = format!("{from}: line {} is not a SHA-256 followed by a file name", n + 1);
                return Err(Failure::unusable(what, "give the SHA256SUMS of a release, as sha256sum writes it"));
            }
            out.insert(name.to_string(), sum.to_ascii_lowercase());
        }
        if out.is_empty() {
            return Err(Failure::unusable(format_args!("{from} is empty"), "give the SHA256SUMS of a release"));
        }
        Ok(Sums(out))
    }

    /// The list of a folder on this machine.
    pub fn of_folder(folder: &Path) -> Result<Self, Failure> {
        let mut out = BTreeMap::new();
        for path in files::all_below(folder)? {
            let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            if name != NAME {
                out.insert(name, identity(&files::read(&path)?));
            }
        }
        Ok(Sums(out))
    }
}

/// A relative address without steps upwards.
fn plain(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with('/')
        && !name.contains(['?', '#', '\\'])
        && !name.split('/').any(|p| p == "..")
}
