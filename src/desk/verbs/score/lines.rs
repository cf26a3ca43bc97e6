//! Many answers, an object per line, on all cores.

use super::Args;
use super::file::{document, scored};
use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::{files, ordered_queue, print, progress};
use crate::desk::inputs::instruments::InstrumentStore;
use crate::desk::inputs::norms;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::num::NonZero;

/// Bytes that a core takes at once, to the end of their last line.
const BYTES: usize = 1 << 17;

pub fn run(args: &Args, instrument: &str) -> Outcome {
    let instrument = &InstrumentStore::library()?.find(instrument)?.value;
    let tables = args.norms.as_deref().map(norms::read).transpose()?;
    let cannot = |e: io::Error| files::cannot("read", &args.path, &e);
    let file = File::open(&args.path).map_err(cannot)?;
    let bar = progress::bytes("scoring", file.metadata().map_err(cannot)?.len());
    let mut file = BufReader::with_capacity(BYTES, bar.wrap_read(file));
    let mut next = 1;
    let batches = std::iter::from_fn(|| batch(&mut file, &mut next).transpose());
    let line = |out: &mut Vec<u8>, n: usize, line: &[u8]| {
        let place = format_args!("{}:{n}", args.path.display());
        let scored = scored(args, instrument, tables.as_ref(), &place, line)?;
        serde_json::to_writer(&mut *out, &document(&scored)).map_err(Failure::internal)?;
        out.push(b'\n');
        Ok(())
    };
    let work = |batch: io::Result<Batch>| {
        let Batch { first, bytes } = match batch {
            Ok(batch) => batch,
            Err(e) => return (Vec::new(), Err(cannot(e))),
        };
        let mut out = Vec::with_capacity(bytes.len());
        let mut lines = (first..).zip(bytes.split(|b| *b == b'\n')).filter(|(_, l)| !l.trim_ascii().is_empty());
        let ended = lines.try_for_each(|(n, l)| line(&mut out, n, l));
        (out, ended)
    };
    let cores = args.jobs.map_or_else(ordered_queue::cores, NonZero::get);
    ordered_queue::on_cores(cores, batches, work, |(scored, ended)| {
        // What comes before a line that does not fit is whole.
        print::bytes(&scored)?;
        ended
    })?;
    Ok(Exit::Success)
}

/// Whole lines, and the number of the first of them.
struct Batch {
    first: usize,
    bytes: Vec<u8>,
}

fn batch(from: &mut impl BufRead, next: &mut usize) -> io::Result<Option<Batch>> {
    let mut bytes = from.fill_buf()?.to_vec();
    from.consume(bytes.len());
    if !bytes.ends_with(b"\n") {
        from.read_until(b'\n', &mut bytes)?;
    }
    let first = *next;
    *next += bytes.iter().filter(|b| **b == b'\n').count();
    Ok((!bytes.is_empty()).then_some(Batch { first, bytes }))
}
