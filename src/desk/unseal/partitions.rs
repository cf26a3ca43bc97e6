//! Records by study, wave and role, in folders that DuckDB, Spark and DataFusion read as columns.

use crate::desk::host::error::Failure;
use crate::desk::host::{files, hive_path};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Files that are open at once. Whoever has a link can write any wave into an entry, so there is no end to them.
const OPEN: usize = 64;

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
        let head: Head = serde_json::from_str(line).map_err(Failure::internal)?;
        let path = hive_path::folder(&self.beside, [&head.study, &head.wave, &head.role]);
        if !self.open.contains_key(&path) {
            if self.open.len() >= OPEN {
                self.flush()?;
            }
            files::folder(&path)?;
            let file = path.join("records.jsonl");
            let opened = append(&file).map_err(|e| files::cannot("write", &file, &e))?;
            self.open.insert(path.clone(), BufWriter::new(opened));
        }
        let out = self.open.get_mut(&path).ok_or_else(|| Failure::internal("a file that was opened is not there"))?;
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
