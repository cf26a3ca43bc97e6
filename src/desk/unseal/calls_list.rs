//! Contacts: all of them in `contacts.jsonl`, and of each slot that waits a row, in memory or in a file beside it, that says
//! where its contacts begin there. What they wrote is in no other file, until `contacts.csv` is written from it; who they
//! are is in no other folder.

use super::settings::Shard;
use crate::desk::calls::{self, Counts};
use crate::desk::host::error::Failure;
use crate::desk::host::external_sort::{Sorted, Sorter};
use crate::desk::host::files::{self, PartialFile};
use crate::desk::inputs::envelope_folder::{Slot, hex, slot};
use crate::record::{Call, Handled, OpenedContact, Promise};
use crate::seal::Wants;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Bytes of an hour, `2026-11-23T16:00Z`.
const HOUR: usize = 17;
/// As [`Call::place`] orders, then where the lines of the slot begin.
const ROW: usize = 3 + HOUR + 16 + 8;
/// The slot has no line there: what is listed of it came with an earlier delivery.
const NOWHERE: u64 = u64::MAX;

/// `contacts.jsonl` while it grows.
pub struct Contacts<'a> {
    promise: Promise<'a>,
    handled: &'a Handled,
    /// Slots that the handled file remembers and that were not seen yet.
    remembered: BTreeSet<&'a str>,
    path: PathBuf,
    file: PartialFile,
    bytes: u64,
    rows: Sorter<ROW>,
    counts: Counts,
    digest: Sha256,
}

/// Who waits for a talk, each in its place.
pub struct List<'a> {
    promise: Promise<'a>,
    handled: &'a Handled,
    contacts: PathBuf,
    rows: Sorted<ROW>,
    /// How many lines the list has.
    pub counts: Counts,
    digest: [u8; 32],
}

impl<'a> Contacts<'a> {
    /// Begins the file, beside an earlier one. Of what the handled file remembers the slots of the share are listed.
    pub fn begin(out: &Path, promise: Promise<'a>, handled: &'a Handled, shard: Shard) -> Result<Self, Failure> {
        let path = out.join("contacts.jsonl");
        let file = PartialFile::begin_replacing(path.clone())?;
        let remembered = handled.slots().filter(|name| slot(name).is_some_and(|s| shard.has(&s))).collect();
        let (rows, counts, digest) = (Sorter::new(out.to_path_buf()), Counts::default(), Sha256::new());
        Ok(Contacts { promise, handled, remembered, path, file, bytes: 0, rows, counts, digest })
    }

    /// Adds those of a slot, all of them.
    pub fn add(&mut self, contacts: &[OpenedContact]) -> Result<(), Failure> {
        // One that came under a wrong name may be of another slot.
        for of_slot in contacts.chunk_by(|a, b| a.contact.slot == b.contact.slot) {
            let Some(first) = of_slot.first() else { continue };
            self.call(&first.contact.slot, of_slot, self.bytes)?;
            let lines = files::as_lines(of_slot)?;
            self.file.add(|out| out.write_all(&lines))?;
            self.bytes += lines.len() as u64;
        }
        Ok(())
    }

    fn call(&mut self, slot: &str, contacts: &[OpenedContact], begins: u64) -> Result<(), Failure> {
        self.remembered.remove(slot);
        let contacts: Vec<&OpenedContact> = contacts.iter().collect();
        let Some(call) = Call::of(slot, &contacts, self.handled, self.promise) else { return Ok(()) };
        self.counts.add(&call);
        self.digest.update(serde_json::to_vec(&call).map_err(Failure::internal)?);
        self.rows.add(row(&call, begins))
    }

    /// Gives the file its name, and says who waits.
    pub fn finish(mut self) -> Result<List<'a>, Failure> {
        for slot in std::mem::take(&mut self.remembered) {
            self.call(slot, &[], NOWHERE)?;
        }
        self.file.finish()?;
        Ok(List {
            promise: self.promise,
            handled: self.handled,
            contacts: self.path,
            rows: self.rows.finish()?,
            counts: self.counts,
            digest: self.digest.finalize().into(),
        })
    }
}

fn row(call: &Call, begins: u64) -> [u8; ROW] {
    let mut out = [0; ROW];
    let (kind, rest) = out.split_at_mut(3);
    kind.copy_from_slice(&[u8::from(call.hour_known), u8::from(!call.overdue), u8::from(call.wants != Wants::Yes)]);
    let (hour, rest) = rest.split_at_mut(HOUR);
    if call.hour_known {
        hour.iter_mut().zip(call.since.bytes()).for_each(|(to, from)| *to = from);
    }
    let (name, line) = rest.split_at_mut(16);
    name.copy_from_slice(&slot(&call.slot).unwrap_or_default());
    line.copy_from_slice(&begins.to_be_bytes());
    out
}

impl List<'_> {
    /// How many wait.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The same for two lists that say the same.
    pub fn digest(&self) -> [u8; 32] {
        self.digest
    }

    /// Writes `contacts.csv`.
    pub fn write(&mut self, out: &Path) -> Result<(), Failure> {
        let mut table = PartialFile::begin_replacing(out.join("contacts.csv"))?;
        table.add(calls::head)?;
        self.each(|call| table.add(|o| calls::row(o, call)))?;
        table.finish()
    }

    /// Prints who waits, without a word of what they wrote.
    pub fn show(&mut self) -> Result<(), Failure> {
        self.counts.show()?;
        self.each(|call| calls::show(call, false))
    }

    fn each(&mut self, mut take: impl FnMut(&Call) -> Result<(), Failure>) -> Result<(), Failure> {
        let path = &self.contacts;
        let mut file = BufReader::new(File::open(path).map_err(|e| files::cannot("read", path, &e))?);
        for row in self.rows.rows()? {
            let (name, begins) = place(&row?);
            let contacts = if begins == NOWHERE { Vec::new() } else { lines(&mut file, path, begins, &name)? };
            let contacts: Vec<&OpenedContact> = contacts.iter().collect();
            Call::of(&name, &contacts, self.handled, self.promise).iter().try_for_each(&mut take)?;
        }
        Ok(())
    }
}

/// The slot of a row, and where its lines begin.
fn place(row: &[u8; ROW]) -> (String, u64) {
    let rest = row.get(3 + HOUR..).unwrap_or_default();
    let name: Slot = rest.first_chunk().copied().unwrap_or_default();
    (hex(&name), rest.last_chunk().copied().map(u64::from_be_bytes).unwrap_or_default())
}

/// The contacts of one slot, which stand in one piece.
fn lines(file: &mut BufReader<File>, path: &Path, begins: u64, slot: &str) -> Result<Vec<OpenedContact>, Failure> {
    let cannot = |e: &std::io::Error| files::cannot("read", path, e);
    file.seek(SeekFrom::Start(begins)).map_err(|e| cannot(&e))?;
    let mut out: Vec<OpenedContact> = Vec::new();
    let mut line = String::new();
    while file.read_line(&mut line).map_err(|e| cannot(&e))? > 0 {
        let contact: OpenedContact = serde_json::from_str(&line).map_err(|_| {
            let what = format!("{} was changed while this ran", path.display());
            Failure::unusable(what, "run it again, and change nothing in its folder meanwhile")
        })?;
        if contact.contact.slot != slot {
            break;
        }
        out.push(contact);
        line.clear();
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::calls;

    #[test]
    fn the_list_is_the_one_that_is_sorted_in_memory() {
        let dir = tempfile::tempdir().unwrap();
        let letterboxes = BTreeSet::new();
        let promise = Promise {
            every_days: Some(7),
            now: "2026-11-23T16:00Z",
            letterboxes: &letterboxes,
            links: &crate::record::Links::Unknown,
        };
        let handled = Handled::default();
        let mut list = Contacts::begin(dir.path(), promise, &handled, "1/1".parse().unwrap()).unwrap();
        let all: Vec<OpenedContact> = (0..60u32)
            .map(|n| {
                let wall = match n % 4 {
                    0 => "no hour, and longer than one".to_string(),
                    1 => format!("2027-01-{:02}T10:00Z", 1 + n % 28),
                    _ => format!("2026-11-{:02}T{:02}:00Z", 1 + n * 7 % 22, n % 24),
                };
                let wants = ["yes", "no", "later"][n as usize % 3];
                let contact = serde_json::json!({
                    "id": format!("{n:064x}"),
                    "clock": {"mono_ms": 0, "tz": 0, "wall": wall}, "kind": "contact", "not_when": "", "nth": 0, "prev": null, "proof": "",
                    "role": "child", "session": format!("{:032x}", n % 5),
                    "set": "8-11", "slot": format!("{:032x}", n / 2 * 1_000_003 % 97),
                    "study": "s", "v": 1, "wants": wants, "wave": "T0", "when": "end", "where": format!("house\n{n}"),
                });
                serde_json::from_value(contact).unwrap()
            })
            .collect();
        for of_slot in all.chunk_by(|a, b| a.contact.slot == b.contact.slot) {
            list.add(of_slot).unwrap();
        }
        let mut list = list.finish().unwrap();
        let wanted = calls(&all, &handled, promise);
        let mut got = Vec::new();
        list.each(|call| {
            got.push(call.clone());
            Ok(())
        })
        .unwrap();
        assert_eq!(got, wanted);
        assert_eq!(list.counts, Counts::of(&wanted));
        assert!(wanted.len() > 20 && wanted.iter().any(|c| c.wishes.len() > 1), "{}", wanted.len());
    }
}
