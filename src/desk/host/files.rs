//! Files: read whole, written whole, never half.

use super::error::Failure;
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Reads a file.
pub fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|e| cannot("read", path, &e))
}

/// The files of a folder whose names end in this, in the order of their names.
pub fn with_extension(dir: &Path, extension: &str) -> Result<Vec<PathBuf>, Failure> {
    let listed = std::fs::read_dir(dir).and_then(|entries| entries.map(|e| e.map(|e| e.path())).collect());
    let mut paths: Vec<PathBuf> = listed.map_err(|e| cannot("read", dir, &e))?;
    paths.retain(|p| p.extension().is_some_and(|e| e == extension));
    paths.sort();
    Ok(paths)
}

/// Those of a folder and of all below it, in the order of their names.
pub fn below(dir: &Path, extension: &str) -> Result<Vec<PathBuf>, Failure> {
    let mut out = all_below(dir)?;
    out.retain(|p| p.extension().is_some_and(|e| e == extension));
    Ok(out)
}

/// Every file of a folder and of all below it, in the order of their names.
pub fn all_below(dir: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut out = Vec::new();
    let entries = std::fs::read_dir(dir).map_err(|e| cannot("read", dir, &e))?;
    for entry in entries.filter_map(Result::ok) {
        let is_dir = entry.file_type().is_ok_and(|t| t.is_dir());
        if is_dir { out.extend(all_below(&entry.path())?) } else { out.push(entry.path()) }
    }
    out.sort();
    Ok(out)
}

/// Writes a file that must not be there yet. A secret one can be read by its owner only.
pub fn write_new(path: &Path, bytes: &[u8], secret: bool) -> Result<(), Failure> {
    let mut file = create_new(path, secret)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|e| cannot("write", path, &e))
}

/// Opens a file that must not be there yet.
fn create_new(path: &Path, secret: bool) -> Result<File, Failure> {
    open_new(path, secret).map_err(|e| match e.kind() {
        ErrorKind::AlreadyExists => there_already(path),
        _ => cannot("write", path, &e),
    })
}

/// Puts a file in the place of another, or of none; whoever looks sees the old one or the new one, whole.
pub fn replace(path: &Path, bytes: &[u8], secret: bool) -> Result<(), Failure> {
    let temp_path = temp_path(path);
    write_new(&temp_path, bytes, secret)?;
    std::fs::rename(&temp_path, path).map_err(|e| cannot("write", path, &e))
}

/// The same for a secret file that can be made again: whole to whoever looks, but not forced to the disk one by one.
pub fn replace_unsynced(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let temp_path = temp_path(path);
    let written = create_new(&temp_path, true)?.write_all(bytes);
    written.and_then(|()| std::fs::rename(&temp_path, path)).map_err(|e| cannot("write", path, &e))
}

/// A secret file that is written bit by bit, under another name until it is whole: a run that was cut off leaves
/// nothing that looks like a result.
pub struct PartialFile {
    path: PathBuf,
    temp_path: PathBuf,
    out: BufWriter<File>,
}

impl PartialFile {
    /// Begins a file that must not be there yet.
    pub fn begin(path: PathBuf) -> Result<Self, Failure> {
        if path.exists() {
            return Err(there_already(&path));
        }
        let temp_path = temp_path(&path);
        let out = BufWriter::new(create_new(&temp_path, true)?);
        Ok(PartialFile { path, temp_path, out })
    }

    /// Begins a file that takes the place of another, or of none, when it is whole.
    pub fn begin_replacing(path: PathBuf) -> Result<Self, Failure> {
        let temp_path = temp_path(&path);
        let out = BufWriter::new(create_new(&temp_path, true)?);
        Ok(PartialFile { path, temp_path, out })
    }

    /// Writes some of it.
    pub fn add(&mut self, write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> Result<(), Failure> {
        write(&mut self.out).map_err(|e| cannot("write", &self.temp_path, &e))
    }

    /// Leaves no file.
    pub fn abandon(self) {
        let _ = std::fs::remove_file(&self.temp_path);
    }

    /// Gives the file its name.
    pub fn finish(mut self) -> Result<(), Failure> {
        let flushed = self.out.flush().and_then(|()| self.out.get_ref().sync_all());
        let named = flushed.and_then(|()| std::fs::rename(&self.temp_path, &self.path));
        named.map_err(|e| cannot("write", &self.path, &e))
    }
}

/// For what writes by itself.
impl Write for PartialFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// `NAME.new`, with nothing there: what a run that was cut off left behind is removed.
fn temp_path(path: &Path) -> PathBuf {
    let mut temp_path = path.as_os_str().to_owned();
    temp_path.push(".new");
    let temp_path = PathBuf::from(temp_path);
    let _ = std::fs::remove_file(&temp_path);
    temp_path
}

/// Makes a folder and those above it.
pub fn folder(path: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(path).map_err(|e| cannot("create the folder first", path, &e))
}

/// A failure that names verb and file, and what to do about the usual reasons.
pub fn cannot(verb: &str, path: &Path, e: &io::Error) -> Failure {
    let advice = match e.kind() {
        ErrorKind::NotFound => "check the file name and the current folder",
        ErrorKind::PermissionDenied => "ask the owner of the file or folder for access",
        _ => "check that the disk is not full, is mounted, and that no file has the name of this folder",
    };
    Failure::unusable(format_args!("cannot {verb} {}: {e}", path.display()), advice)
}

/// Nothing of the researcher's is ever overwritten.
pub fn there_already(path: &Path) -> Failure {
    let what = format!("{} already exists and is not overwritten", path.display());
    Failure::unusable(what, "move it, or choose another name or folder with --out")
}

fn open_new(path: &Path, secret: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if secret {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    #[cfg(not(unix))]
    let _ = secret;
    options.open(path)
}

/// One JSON value per line. An error's own text could repeat what somebody wrote, so only the place is said.
pub fn json_lines<T: for<'de> Deserialize<'de>>(path: &Path, advice: &str) -> Result<Vec<T>, Failure> {
    let bytes = read(path)?;
    lines_of(&bytes, path, advice)
}

/// The same of bytes that were read already.
pub fn lines_of<T: for<'de> Deserialize<'de>>(bytes: &[u8], path: &Path, advice: &str) -> Result<Vec<T>, Failure> {
    let text = String::from_utf8_lossy(bytes);
    let mut out = Vec::new();
    for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let value = serde_json::from_str(line).map_err(|_| {
            Failure::findings(format_args!("{}: line {} cannot be read", path.display(), n + 1), advice)
        })?;
        out.push(value);
    }
    Ok(out)
}

/// Writes one JSON value per line, for its owner only.
pub fn write_lines<T: Serialize>(path: &Path, values: &[T]) -> Result<(), Failure> {
    replace(path, &as_lines(values)?, true)
}

/// One JSON value per line, as bytes.
pub fn as_lines<T: Serialize>(values: &[T]) -> Result<Vec<u8>, Failure> {
    let lines: Result<Vec<String>, _> = values.iter().map(serde_json::to_string).collect();
    Ok(lines.map_err(Failure::internal)?.into_iter().map(|line| line + "\n").collect::<String>().into_bytes())
}
