//! Folders that DuckDB, Spark and DataFusion read as columns: `study=…/wave=…/role=…`.

use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// What the path says of each file in it.
pub const COLUMNS: [&str; 3] = ["study", "wave", "role"];
/// Bytes of a value in a folder's name.
const MOST: usize = 64;

/// The folder of these values below `root`.
pub fn folder(root: &Path, values: [&str; 3]) -> PathBuf {
    let folders = COLUMNS.iter().zip(values).map(|(column, value)| format!("{column}={}", name(value)));
    folders.fold(root.to_path_buf(), |path, folder| path.join(folder))
}

/// A value as part of a name: what was sealed may be written by anybody, and no folder may be left by it.
fn name(value: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    let out: String =
        value.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect();
    match out.len() {
        0 => "%".into(),
        1..=MOST => out,
        _ => crate::encoding::hex(&Sha256::digest(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, folder, name};
    use std::path::Path;

    #[test]
    fn no_value_leaves_its_folder() {
        assert_eq!(name("../../etc"), "%2E%2E%2F%2E%2E%2Fetc");
        assert_eq!(name(""), "%");
        assert_eq!(name("a=b é"), "a%3Db%20%C3%A9");
        assert_eq!(name(&"x".repeat(MOST + 1)).len(), 64);
        assert_ne!(name(&"x".repeat(65)), name(&"x".repeat(66)));
        assert_eq!(folder(Path::new("r"), ["s", "T0", "child"]), Path::new("r/study=s/wave=T0/role=child"));
    }
}
