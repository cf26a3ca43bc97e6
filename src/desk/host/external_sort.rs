//! Rows of bytes in their order, each once, however many there are: runs that fit in memory are sorted there, and lie
//! in files without a name until they are merged, in a folder that is as safe as the rows need.

use super::error::Failure;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, ErrorKind, Read, Seek, Write};
use std::path::PathBuf;

/// Bytes of a run. Each run is an open file while they are merged: a hundred are some millions of rows.
const RUN: usize = if cfg!(test) { 1 << 8 } else { 1 << 20 };

/// Takes rows in any order.
pub struct Sorter<const N: usize> {
    /// Where files lie.
    dir: PathBuf,
    run: Vec<[u8; N]>,
    runs: Vec<File>,
}

/// Rows in their order.
pub struct Sorted<const N: usize> {
    rows: Rows<N>,
    n: usize,
}

enum Rows<const N: usize> {
    Memory(Vec<[u8; N]>),
    Disk(File),
}

impl<const N: usize> Sorter<N> {
    /// Nothing yet.
    pub fn new(dir: PathBuf) -> Self {
        Sorter { dir, run: Vec::new(), runs: Vec::new() }
    }

    /// Adds a row.
    pub fn add(&mut self, row: [u8; N]) -> Result<(), Failure> {
        if self.run.len() * N >= RUN {
            self.spill().map_err(|e| cannot(&e))?;
        }
        self.run.push(row);
        Ok(())
    }

    /// The end of them.
    pub fn finish(mut self) -> Result<Sorted<N>, Failure> {
        if self.runs.is_empty() {
            self.sort();
            return Ok(Sorted { n: self.run.len(), rows: Rows::Memory(self.run) });
        }
        self.spill()
            .and_then(|()| merge(self.runs, BufWriter::new(tempfile::tempfile_in(&self.dir)?)))
            .map_err(|e| cannot(&e))
    }

    fn sort(&mut self) {
        self.run.sort_unstable();
        self.run.dedup();
    }

    fn spill(&mut self) -> io::Result<()> {
        self.sort();
        let mut file = BufWriter::new(tempfile::tempfile_in(&self.dir)?);
        self.run.drain(..).try_for_each(|row| file.write_all(&row))?;
        self.runs.push(rewound(file)?);
        Ok(())
    }
}

fn merge<const N: usize>(runs: Vec<File>, mut out: BufWriter<File>) -> io::Result<Sorted<N>> {
    let mut runs: Vec<BufReader<File>> = runs.into_iter().map(BufReader::new).collect();
    let mut next = BinaryHeap::new();
    for (of, run) in runs.iter_mut().enumerate() {
        next.extend(read(run)?.map(|row: [u8; N]| Reverse((row, of))));
    }
    let (mut n, mut last) = (0, None);
    while let Some(Reverse((row, of))) = next.pop() {
        if last != Some(row) {
            out.write_all(&row)?;
            (n, last) = (n + 1, Some(row));
        }
        if let Some(run) = runs.get_mut(of) {
            next.extend(read(run)?.map(|row| Reverse((row, of))));
        }
    }
    Ok(Sorted { rows: Rows::Disk(rewound(out)?), n })
}

fn rewound(file: BufWriter<File>) -> io::Result<File> {
    let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.rewind()?;
    Ok(file)
}

fn read<const N: usize>(from: &mut impl Read) -> io::Result<Option<[u8; N]>> {
    let mut row = [0; N];
    match from.read_exact(&mut row) {
        Ok(()) => Ok(Some(row)),
        Err(e) if e.kind() == ErrorKind::UnexpectedEof => Ok(None),
        Err(e) => Err(e),
    }
}

fn cannot(e: &io::Error) -> Failure {
    let advice = "check free space in $TMPDIR (slot names are sorted there) and in --out (everything else)";
    Failure::unusable(format_args!("cannot sort with a temporary file: {e}"), advice)
}

impl<const N: usize> Sorted<N> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.n
    }

    /// All of them, from the first.
    pub fn rows(&mut self) -> Result<impl Iterator<Item = Result<[u8; N], Failure>> + Send + '_, Failure> {
        let (memory, disk) = match &mut self.rows {
            Rows::Memory(rows) => (Some(rows.iter().copied().map(Ok)), None),
            Rows::Disk(file) => {
                file.rewind().map_err(|e| cannot(&e))?;
                let mut file = BufReader::new(file);
                (None, Some(std::iter::from_fn(move || read(&mut file).map_err(|e| cannot(&e)).transpose())))
            }
        };
        Ok(memory.into_iter().flatten().chain(disk.into_iter().flatten()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn any_number_comes_back_in_order_each_once_and_as_often_as_asked() {
        let most = RUN / 4;
        for n in [0, 1, most - 1, most, most + 1, 9 * most + 7] {
            // Every row twice, far apart.
            let rows = (0..2 * n).map(|i| ((i % n.max(1)) as u32).wrapping_mul(2_654_435_761).to_be_bytes());
            let mut sorter = Sorter::new(std::env::temp_dir());
            rows.clone().try_for_each(|row| sorter.add(row)).unwrap();
            let held = sorter.run.len();
            assert!(held <= most, "{held} rows in memory");
            let mut sorted = sorter.finish().unwrap();
            let wanted: Vec<[u8; 4]> = rows.collect::<BTreeSet<_>>().into_iter().collect();
            assert_eq!(sorted.len(), wanted.len());
            for _ in 0..2 {
                assert_eq!(sorted.rows().unwrap().collect::<Result<Vec<_>, _>>().unwrap(), wanted);
            }
        }
    }
}
