//! Many answers, an object per line, on all cores.

use super::Args;
use super::file::{document, scored};
use crate::error::{Exit, Failure, Outcome};
use crate::shelf::Shelf;
use crate::{files, norms, parallel, print, progress};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::num::NonZero;

/// Bytes of lines that a core takes at once.
const BYTES: usize = 1 << 16;

pub fn run(args: &Args, instrument: &str) -> Outcome {
    let instrument = &Shelf::library()?.find(instrument)?.value;
    let tables = args.norms.as_deref().map(norms::read).transpose()?;
    let cannot = |e: io::Error| files::cannot("read", &args.path, &e);
    let file = File::open(&args.path).map_err(cannot)?;
    let bar = progress::bytes("scoring", file.metadata().map_err(cannot)?.len());
    let mut lines = BufReader::new(bar.wrap_read(file)).lines();
    let mut next = 1;
    let batches = std::iter::from_fn(|| batch(&mut lines, &mut next).transpose());
    let work = |batch: io::Result<Batch>| {
        let Batch { first, lines } = batch.map_err(cannot)?;
        let mut out = Vec::new();
        for (n, line) in (first..).zip(&lines).filter(|(_, line)| !line.trim().is_empty()) {
            let place = format!("{}:{n}", args.path.display());
            let scored = scored(args, instrument, tables.as_ref(), &place, line.as_bytes())?;
            serde_json::to_writer(&mut out, &document(&scored)).map_err(Failure::ours)?;
            out.push(b'\n');
        }
        Ok::<_, Failure>(out)
    };
    let cores = args.jobs.map_or_else(parallel::cores, NonZero::get);
    parallel::on_cores(cores, batches, work, |scored| print::bytes(&scored?))?;
    Ok(Exit::Fine)
}

/// Some lines, and the number of the first of them.
struct Batch {
    first: usize,
    lines: Vec<String>,
}

fn batch(from: &mut impl Iterator<Item = io::Result<String>>, next: &mut usize) -> io::Result<Option<Batch>> {
    let (first, mut lines, mut bytes) = (*next, Vec::new(), 0);
    while bytes < BYTES {
        let Some(line) = from.next().transpose()? else { break };
        bytes += line.len();
        *next += 1;
        lines.push(line);
    }
    Ok((!lines.is_empty()).then_some(Batch { first, lines }))
}
