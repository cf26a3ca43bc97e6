//! Contacts: all of them in `contacts.jsonl`, and of those who want a talk a row in memory or beside it that says where
//! they stand there. What they wrote is in no other file, until `contacts.csv` is written from it; who they are is in no
//! other folder.

use crate::contacts;
use crate::envelopes::slot;
use crate::error::Failure;
use crate::files::{self, Growing};
use crate::sorted::{Sorted, Sorter};
use kindstem::record::Waiting;
use kindstem::seal::{Contact, Wants};
use std::fs::File;
use std::io::{BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Bytes of an hour, `2026-11-23T16:00Z`; of what is none, as many of its first.
const HOUR: usize = 17;
/// As [`Waiting::place`] orders, then where the line begins.
const ROW: usize = 2 + HOUR + 16 + 8;

/// What says who is overdue.
#[derive(Clone, Copy)]
pub struct Promise<'a> {
    /// The reading interval of the protocol, where there is a study.
    pub every_days: Option<u32>,
    /// The hour to reckon with.
    pub now: &'a str,
}

/// `contacts.jsonl` while it grows.
pub struct Contacts<'a> {
    promise: Promise<'a>,
    path: PathBuf,
    file: Growing,
    bytes: u64,
    rows: Sorter<ROW>,
    overdue: usize,
}

/// Who waits for a talk, each in its place.
pub struct List<'a> {
    promise: Promise<'a>,
    contacts: PathBuf,
    rows: Sorted<ROW>,
    /// Those who wait for longer than the study promised.
    pub overdue: usize,
}

impl<'a> Contacts<'a> {
    /// Begins the file, beside an earlier one.
    pub fn begin(out: &Path, promise: Promise<'a>) -> Result<Self, Failure> {
        let path = out.join("contacts.jsonl");
        let file = Growing::instead(path.clone())?;
        Ok(Contacts { promise, path, file, bytes: 0, rows: Sorter::new(out.to_path_buf()), overdue: 0 })
    }

    /// Adds those of a slot.
    pub fn add(&mut self, contacts: &[Contact]) -> Result<(), Failure> {
        for contact in contacts {
            if let Some(waiting) = Waiting::of(contact, self.promise.every_days, self.promise.now) {
                self.overdue += usize::from(waiting.overdue);
                self.rows.add(row(&waiting, self.bytes))?;
            }
            let line = files::as_lines(std::slice::from_ref(contact))?;
            self.file.add(|out| out.write_all(&line))?;
            self.bytes += line.len() as u64;
        }
        Ok(())
    }

    /// Gives the file its name, and says who waits.
    pub fn finish(self) -> Result<List<'a>, Failure> {
        self.file.finish()?;
        Ok(List { promise: self.promise, contacts: self.path, rows: self.rows.finish()?, overdue: self.overdue })
    }
}

fn row(waiting: &Waiting, begins: u64) -> [u8; ROW] {
    let mut out = [0; ROW];
    let (kind, rest) = out.split_at_mut(2);
    kind.copy_from_slice(&[u8::from(!waiting.overdue), u8::from(waiting.wants == Wants::Later)]);
    let (hour, rest) = rest.split_at_mut(HOUR);
    hour.iter_mut().zip(waiting.since.bytes()).for_each(|(to, from)| *to = from);
    let (name, line) = rest.split_at_mut(16);
    name.copy_from_slice(&slot(&waiting.slot).unwrap_or_default());
    line.copy_from_slice(&begins.to_be_bytes());
    out
}

impl List<'_> {
    /// How many wait.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Writes `contacts.csv`.
    pub fn write(&mut self, out: &Path) -> Result<(), Failure> {
        let mut table = Growing::instead(out.join("contacts.csv"))?;
        table.add(contacts::head)?;
        self.each(|w| table.add(|o| contacts::row(o, w)))?;
        table.finish()
    }

    /// Prints who waits, without a word of what they wrote.
    pub fn show(&mut self) -> Result<(), Failure> {
        contacts::show_head(self.len(), self.overdue)?;
        self.each(|w| contacts::show(w, false))
    }

    fn each(&mut self, mut take: impl FnMut(&Waiting) -> Result<(), Failure>) -> Result<(), Failure> {
        let cannot = |e: &std::io::Error| files::cannot("read", &self.contacts, e);
        let mut file = BufReader::new(File::open(&self.contacts).map_err(|e| cannot(&e))?);
        let mut line = String::new();
        for row in self.rows.rows()? {
            let begins = row?.last_chunk().copied().map(u64::from_be_bytes).unwrap_or_default();
            line.clear();
            file.seek(SeekFrom::Start(begins)).and_then(|_| file.read_line(&mut line)).map_err(|e| cannot(&e))?;
            let contact: Contact = serde_json::from_str(&line).map_err(|_| {
                let what = format!("{} was changed meanwhile", self.contacts.display());
                Failure::unusable(what, "run it again, and nothing else in its folder")
            })?;
            Waiting::of(&contact, self.promise.every_days, self.promise.now).iter().try_for_each(&mut take)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kindstem::record::waiting;
    use std::collections::BTreeSet;

    #[test]
    fn the_list_is_the_one_that_is_sorted_in_memory() {
        let dir = tempfile::tempdir().unwrap();
        let promise = Promise { every_days: Some(7), now: "2026-11-23T16:00Z" };
        let mut list = Contacts::begin(dir.path(), promise).unwrap();
        let all: Vec<Contact> = (0..60u32)
            .map(|n| {
                let wall = match n % 4 {
                    0 => "no hour, and longer than one".to_string(),
                    1 => format!("2027-01-{:02}T10:00Z", 1 + n % 28),
                    _ => format!("2026-11-{:02}T{:02}:00Z", 1 + n * 7 % 22, n % 24),
                };
                let wants = ["yes", "no", "later"][n as usize % 3];
                let contact = serde_json::json!({
                    "clock": {"mono_ms": 0, "tz": 0, "wall": wall}, "kind": "contact", "not_when": "", "nth": 0,
                    "role": "child", "session": "", "set": "8-11", "slot": format!("{:032x}", n * 1_000_003 % 97),
                    "study": "s", "v": 1, "wants": wants, "wave": "T0", "when": "end", "where": format!("house\n{n}"),
                });
                serde_json::from_value(contact).unwrap()
            })
            .collect();
        all.chunks(7).try_for_each(|some| list.add(some)).unwrap();
        let mut list = list.finish().unwrap();
        let wanted = waiting(&all, promise.every_days, &BTreeSet::new(), promise.now);
        let mut got = Vec::new();
        list.each(|w| {
            got.push(w.clone());
            Ok(())
        })
        .unwrap();
        assert_eq!(got, wanted);
        assert_eq!((list.len(), list.overdue), (40, wanted.iter().filter(|w| w.overdue).count()));
    }
}
