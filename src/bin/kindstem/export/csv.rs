//! `export csv`: long and wide tables, parts, scores and the codebook; own words only into a file of their own.

use crate::error::{Exit, Failure, Outcome};
use crate::records::{Records, Used};
use crate::shelf::{Shelf, structures};
use crate::study::register;
use crate::{files, print};
use kindstem::export::{Cell, Long, People, Table, Wide, codebook, own_words, own_words_columns, parts, parts_columns};
use kindstem::export::{scores, scores_columns, write_row};
use kindstem::instrument::Wording;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// long.csv, wide.csv, parts.csv, scores.csv and codebook.csv
#[derive(clap::Args)]
#[command(
    after_help = "long.csv has a row per person, wave and about whom; wide.csv a row per person; parts.csv which \
    words, period and way of filling in; scores.csv each score with its value or why it has none. Missing codes are the \
    numbers -91 to -98, a blank cell means that nothing arrived or a score has no value. Words that respondents typed \
    are in none of them. For research on groups; scores are not validated for decisions about a person."
)]
pub struct Args {
    /// The folder that kindstem unseal wrote
    dir: PathBuf,
    /// Folder for the tables; none of them may be in it
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The register: rows get family_id, person_id and roster in place of the slot, and the waves of a person join
    #[arg(long, value_name = "FILE", requires = "identity")]
    register: Option<PathBuf>,
    /// Secret key that opens the register
    #[arg(long, value_name = "KEY.TXT", requires = "register")]
    identity: Vec<PathBuf>,
    /// Write the words that respondents typed into this file, for few eyes
    #[arg(long, value_name = "FILE")]
    restricted: Option<PathBuf>,
    /// Folder with structures that are not in the library; the page's instruments/ will do
    #[arg(long, value_name = "DIR")]
    instruments: Option<PathBuf>,
    /// One JSON object instead of a line
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Written {
    records: usize,
    people: usize,
    /// Slots that are not in the register, or stand there with another role, set or wave; left out.
    unknown_slots: Vec<String>,
}

pub fn run(args: &Args) -> Outcome {
    let people = match &args.register {
        Some(path) => People::of(register::open(path, &args.identity)?),
        None => People::by_slot(),
    };
    let structures = structures(args.instruments.as_deref())?;
    let used = Used::by(Records::open(&args.dir, "reading")?, &structures)?;
    files::folder(&args.out)?;
    let written = tables(args, &people, &used)?;
    if args.json {
        print::json(&written)?;
    } else {
        let (records, rows) = (print::count(written.records, "record"), print::count(written.people, "row"));
        print::line(format_args!("{records} in {}; {rows} in wide.csv", args.out.display()))?;
    }
    if written.unknown_slots.is_empty() {
        return Ok(Exit::Fine);
    }
    written.unknown_slots.iter().for_each(|slot| eprintln!("slot {slot}: not in the register as it answered"));
    let what = format!("{} left out", print::count(written.unknown_slots.len(), "slot"));
    Err(Failure::data(what, "is it the register of this study? Otherwise somebody wrote who was not invited"))
}

fn tables(args: &Args, people: &People, used: &Used<'_>) -> Result<Written, Failure> {
    let layout = Long::new(people, used.all());
    let mut wide = Wide::new(people, used.all());
    let mut long = Csv::create(args.out.join("long.csv"), &layout.columns())?;
    let mut of_parts = Csv::create(args.out.join("parts.csv"), &parts_columns(people))?;
    let mut of_scores = Csv::create(args.out.join("scores.csv"), &scores_columns(people))?;
    let restricted = args.restricted.as_ref().map(|path| Csv::create(path.clone(), &own_words_columns(people)));
    let mut restricted = restricted.transpose()?;
    let mut written = Written { records: 0, people: 0, unknown_slots: Vec::new() };
    for record in Records::open(&args.dir, "exporting")? {
        let record = record?;
        if !people.know(&record) {
            if written.unknown_slots.last() != Some(&record.slot) {
                written.unknown_slots.push(record.slot);
            }
            continue;
        }
        written.records += 1;
        long.rows(&layout.rows(&record))?;
        of_parts.rows(&parts(people, &record))?;
        of_scores.rows(&scores(people, &record))?;
        wide.add(&record);
        if let Some(file) = &mut restricted {
            file.rows(&own_words(people, &record))?;
        }
    }
    let wide = wide.finish();
    written.people = wide.rows.len();
    for file in [Some(long), Some(of_parts), Some(of_scores), restricted].into_iter().flatten() {
        file.finish()?;
    }
    table(args.out.join("wide.csv"), &wide)?;
    table(args.out.join("codebook.csv"), &codebook(people, used.all(), &own_texts(used)?))?;
    Ok(written)
}

/// The texts of instruments of our own for the codebook: English where there is one.
fn own_texts(used: &Used<'_>) -> Result<BTreeMap<String, Wording>, Failure> {
    let shelf = Shelf::library()?;
    let words = |id: &str| {
        let packs = shelf.wordings.get(id)?;
        packs.get("en").or_else(|| packs.values().next()).map(|w| w.value.clone())
    };
    Ok(used.all().filter_map(|x| Some((x.id.clone(), words(&x.id)?))).collect())
}

fn table(path: PathBuf, table: &Table) -> Result<(), Failure> {
    let mut out = Csv::create(path, &table.columns)?;
    out.rows(&table.rows)?;
    out.finish()
}

/// A table on its way to the disk, readable by its owner only.
struct Csv {
    path: PathBuf,
    out: BufWriter<File>,
}

impl Csv {
    fn create(path: PathBuf, columns: &[String]) -> Result<Self, Failure> {
        let out = BufWriter::new(files::create_new(&path, true)?);
        let mut csv = Csv { path, out };
        csv.rows(&[columns.iter().map(Cell::text).collect()])?;
        Ok(csv)
    }

    fn rows(&mut self, rows: &[Vec<Cell>]) -> Result<(), Failure> {
        rows.iter().try_for_each(|r| write_row(&mut self.out, r)).map_err(|e| unwritten(&self.path, &e))
    }

    fn finish(mut self) -> Result<(), Failure> {
        let flushed = self.out.flush().and_then(|()| self.out.get_ref().sync_all());
        flushed.map_err(|e| unwritten(&self.path, &e))
    }
}

fn unwritten(path: &Path, e: &std::io::Error) -> Failure {
    files::cannot("write", path, e)
}
