//! What a store in a folder needs beyond its object store: names flushed to the disk, what a killed process left removed.

use object_store::path::Path as Object;
use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// Flushes the folder of an object, so that a name given or taken away outlives a power cut.
pub(super) fn settle(root: &Path, object: &Object) -> io::Result<()> {
    // Where folders cannot be opened, the system flushes names itself or not at all.
    if cfg!(not(unix)) {
        return Ok(());
    }
    let place = root.join(object.to_string());
    match fs::File::open(place.parent().unwrap_or(root)) {
        Ok(folder) => folder.sync_all(),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(e) => Err(e),
    }
}

/// Lets a file look as if it had always been there. Its system may keep other times.
pub(super) fn forget_time(root: &Path, object: &Object) -> io::Result<()> {
    fs::File::options().write(true).open(root.join(object.to_string()))?.set_modified(SystemTime::UNIX_EPOCH)
}

/// Removes half-written files, `NAME#NUMBER`, that nobody has touched for that long, and envelopes that have the mark
/// of a deletion.
pub(super) fn sweep(root: &Path, age: Duration) -> usize {
    let marks = fs::read_dir(root.join("gone")).into_iter().flatten().flatten();
    let gone = marks.map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    sweep_below(root, age, &gone)
}

fn sweep_below(folder: &Path, age: Duration, gone: &HashSet<String>) -> usize {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    let mut swept = 0;
    for entry in entries.flatten() {
        let Ok(kind) = entry.file_type() else { continue };
        let name = entry.file_name().to_string_lossy().into_owned();
        if kind.is_dir() {
            swept += sweep_below(&entry.path(), age, gone);
        } else if kind.is_file() && name.strip_suffix(".age").is_some_and(|eid| gone.contains(eid)) {
            swept += usize::from(fs::remove_file(entry.path()).is_ok());
        } else if kind.is_file() && is_half(&name) {
            let old = entry.metadata().and_then(|m| m.modified()).ok().and_then(|t| t.elapsed().ok());
            if old.is_some_and(|old| old >= age) && fs::remove_file(entry.path()).is_ok() {
                swept += 1;
            }
        }
    }
    swept
}

/// The name under which the object store writes a file before it gives it its own.
fn is_half(name: &str) -> bool {
    let number = name.rsplit_once('#').filter(|(name, _)| name.ends_with(".age")).map(|(_, number)| number);
    number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_half_written_files_go_and_only_old_ones() {
        let dir = tempfile::tempdir().unwrap();
        let slot = dir.path().join("k/s");
        fs::create_dir_all(&slot).unwrap();
        for name in ["e.age", "e.age#1", "f.age#27", "e.age#", "e.age#x", "notes#1"] {
            fs::write(slot.join(name), "x").unwrap();
        }
        // The test's own time: what the disk's clock gave the new file may be another one than the machine's.
        let touched = |name: &str, ago: u64| {
            let file = fs::File::options().write(true).open(slot.join(name)).unwrap();
            file.set_modified(SystemTime::now() - Duration::from_secs(ago)).unwrap();
        };
        touched("e.age#1", 0);
        touched("f.age#27", 3500);
        assert_eq!(sweep(dir.path(), Duration::from_secs(3600)), 0);
        touched("f.age#27", 3700);
        assert_eq!(sweep(dir.path(), Duration::from_secs(3600)), 1);
        assert!(slot.join("e.age#1").exists() && !slot.join("f.age#27").exists());
        assert_eq!(sweep(dir.path(), Duration::ZERO), 1);
        let mut left: Vec<_> = fs::read_dir(&slot).unwrap().map(|e| e.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["e.age", "e.age#", "e.age#x", "notes#1"]);
        assert_eq!(sweep(&dir.path().join("none"), Duration::ZERO), 0);
    }

    #[test]
    fn what_was_deleted_while_it_came_is_swept_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        let at = |path: &str| dir.path().join(path);
        for path in ["gone/e", "k/s/e.age", "k/s/f.age"] {
            fs::create_dir_all(at(path).parent().unwrap()).unwrap();
            fs::write(at(path), "").unwrap();
        }
        assert_eq!(sweep(dir.path(), Duration::from_secs(3600)), 1);
        assert!(at("gone/e").exists() && !at("k/s/e.age").exists() && at("k/s/f.age").exists());
    }

    #[test]
    fn a_name_is_flushed_where_its_folder_is_there() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("k/s")).unwrap();
        settle(dir.path(), &Object::from("k/s/e.age")).unwrap();
        settle(dir.path(), &Object::from("none/s/e.age")).unwrap();
    }
}
