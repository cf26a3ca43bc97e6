//! Records by study, wave and role, in folders that DuckDB, Spark and DataFusion read as columns.

use crate::error::Failure;
use crate::files;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Files that are open at once. Whoever has a link can write any wave into an entry, so there is no end to them.
const OPEN: usize = 64;
/// Bytes of a folder's name.
const NAME: usize = 64;

/// Writes `DIR/records/study=…/wave=…/role=…/records.jsonl`.
pub struct Partitions {
    dir: PathBuf,
    beside: PathBuf,
    open: BTreeMap<PathBuf, BufWriter<File>>,
}

#[derive(Deserialize)]
struct Head {
    study: String,
    wave: String,
    role: String,
}

impl Partitions {
    /// Begins beside an earlier result, which stays until this one is whole.
    pub fn begin(out: &Path) -> Result<Self, Failure> {
        let (dir, beside) = (out.join("records"), out.join("records.new"));
        remove(&beside)?;
        files::folder(&beside)?;
        Ok(Partitions { dir, beside, open: BTreeMap::new() })
    }

    /// Adds a record, as the line that it is.
    pub fn add(&mut self, line: &str) -> Result<(), Failure> {
        let head: Head = serde_json::from_str(line).map_err(Failure::ours)?;
        let mut path = self.beside.clone();
        for (column, value) in [("study", &head.study), ("wave", &head.wave), ("role", &head.role)] {
            path.push(format!("{column}={}", name(value)));
        }
        if !self.open.contains_key(&path) {
            if self.open.len() >= OPEN {
                self.flush()?;
            }
            files::folder(&path)?;
            let file = path.join("records.jsonl");
            let opened = append(&file).map_err(|e| files::cannot("write", &file, &e))?;
            self.open.insert(path.clone(), BufWriter::new(opened));
        }
        let out = self.open.get_mut(&path).ok_or_else(|| Failure::ours("a file that was opened is not there"))?;
        writeln!(out, "{line}").map_err(|e| files::cannot("write", &path, &e))
    }

    fn flush(&mut self) -> Result<(), Failure> {
        for (path, mut out) in std::mem::take(&mut self.open) {
            out.flush().map_err(|e| files::cannot("write", &path, &e))?;
        }
        Ok(())
    }

    /// Takes the place of the earlier result.
    pub fn finish(mut self) -> Result<(), Failure> {
        self.flush()?;
        remove(&self.dir)?;
        std::fs::rename(&self.beside, &self.dir).map_err(|e| files::cannot("write", &self.dir, &e))
    }
}

/// Takes a folder of partitions away, where there is one.
pub fn remove(dir: &Path) -> Result<(), Failure> {
    if !dir.exists() {
        return Ok(());
    }
    std::fs::remove_dir_all(dir).map_err(|e| files::cannot("remove", dir, &e))
}

fn append(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// A name for a folder: what was sealed may be written by anybody, and no folder may be left by it.
fn name(value: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    let out: String =
        value.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect();
    match out.len() {
        0 => "%".into(),
        1..=NAME => out,
        _ => data_encoding::HEXLOWER.encode(&Sha256::digest(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::{NAME, name};

    #[test]
    fn no_name_leaves_its_folder() {
        assert_eq!(name("T0"), "T0");
        assert_eq!(name("../../etc"), "%2E%2E%2F%2E%2E%2Fetc");
        assert_eq!(name(""), "%");
        assert_eq!(name("a=b"), "a%3Db");
        assert_eq!(name(&"x".repeat(NAME + 1)).len(), 64);
        assert_ne!(name(&"x".repeat(65)), name(&"x".repeat(66)));
    }
}
