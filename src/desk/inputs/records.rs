//! Reading records, one at a time: no more of them in memory than one.

use crate::desk::host::error::Failure;
use crate::desk::host::{files, progress};
use crate::instrument::Instrument;
use crate::record::{Record, Structures};
use indicatif::ProgressBar;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead, BufReader, ErrorKind, Lines};
use std::path::{Path, PathBuf};

/// The records of a folder that `unseal` wrote: those of `records.jsonl`, or of all files below `records/`.
pub struct Records {
    /// Files that are still to come, the next one last.
    paths: Vec<PathBuf>,
    now: Option<(PathBuf, Lines<BufReader<File>>)>,
    line: usize,
    bar: ProgressBar,
}

impl Records {
    /// Opens the records of a folder.
    pub fn open(dir: &Path, what: &'static str) -> Result<Self, Failure> {
        let (one, parts) = (dir.join("records.jsonl"), dir.join("records"));
        let mut paths = if !one.exists() && parts.is_dir() { files::below(&parts, "jsonl")? } else { vec![one] };
        let size = |path: &PathBuf| {
            std::fs::metadata(path).map(|m| m.len()).map_err(|e| match e.kind() {
                ErrorKind::NotFound => Failure::unusable(
                    format_args!("{} has no records.jsonl", dir.display()),
                    "give the folder that kindstem unseal wrote with --out",
                ),
                _ => files::cannot("read", path, &e),
            })
        };
        let bytes = paths.iter().map(size).sum::<Result<u64, _>>()?;
        paths.reverse();
        Ok(Records { paths, now: None, line: 0, bar: progress::bytes(what, bytes) })
    }

    /// The next line, and where it stands.
    fn next_line(&mut self) -> Option<Result<(PathBuf, String), Failure>> {
        loop {
            if let Some((path, lines)) = &mut self.now
                && let Some(text) = lines.next()
            {
                self.line += 1;
                let path = path.clone();
                return Some(text.map_err(|e| files::cannot("read", &path, &e)).map(|text| (path, text)));
            }
            let path = self.paths.pop()?;
            match File::open(&path) {
                Ok(file) => self.now = Some((path, BufReader::new(file).lines())),
                Err(e) => return Some(Err(files::cannot("read", &path, &e))),
            }
            self.line = 0;
        }
    }
}

impl Iterator for Records {
    type Item = Result<Record, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        let line = self.next_line()?;
        Some(line.and_then(|(path, text)| {
            self.bar.inc(text.len() as u64 + 1);
            // The error's own text may repeat an answer, so only the place is said.
            serde_json::from_str(&text).map_err(|e| {
                let what =
                    format!("{}: line {}, column {}: this is not a record", path.display(), self.line, e.column());
                Failure::unusable(what, "run kindstem unseal again; only unseal writes this file")
            })
        }))
    }
}

/// The structures that records name, in the order of id and version.
pub struct Used<'a>(Vec<(String, &'a Instrument)>);

impl<'a> Used<'a> {
    /// Reads all records once, to know the columns before the first row.
    pub fn by(
        records: impl Iterator<Item = Result<Record, Failure>>,
        structures: &'a Structures,
    ) -> Result<Self, Failure> {
        let mut named = BTreeSet::new();
        for record in records {
            named.extend(
                record?.parts.into_iter().map(|p| (p.instrument.id, p.instrument.version, p.instrument.sha256)),
            );
        }
        let find = |(id, version, sha256): (String, String, String)| {
            let found = structures.get(&sha256).ok_or_else(|| {
                let what = format!("the structure of {id} {version} ({sha256}) was not found");
                Failure::unusable(what, "pass its folder with --instruments DIR; the site's instruments/ has the file")
            })?;
            Ok((sha256, found))
        };
        Ok(Used(named.into_iter().map(find).collect::<Result<_, _>>()?))
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &'a Instrument> + Clone + '_ {
        self.0.iter().map(|(_, x)| *x)
    }

    /// All of them, each with the SHA-256 of its file.
    pub fn identified(&self) -> impl Iterator<Item = (&str, &'a Instrument)> {
        self.0.iter().map(|(sha256, x)| (sha256.as_str(), *x))
    }
}
