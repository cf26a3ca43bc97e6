//! `export csv`: long and wide tables, parts, scores and the codebook; own words only into a file of their own.

use super::arrived::Arrived;
use super::restricted;
use super::slots::{Slot, Slots};
use super::summary::Summary;
use super::tables::Tables;
use crate::error::{Failure, Outcome};
use crate::files;
use crate::norms;
use crate::records::{Records, Used};
use crate::shelf::{Shelf, structures};
use crate::study::{self, register};
use kindstem::export::{Asked, People, codebook, needs_norms, normed};
use kindstem::instrument::Wording;
use kindstem::record::{Record, RecordPart, Structures};
use kindstem::scoring::{NormTables, ScoreDocument};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// long.csv, wide.csv, parts.csv, scores.csv and codebook.csv
#[derive(clap::Args)]
#[command(
    after_help = "long.csv has a row per person, wave and about whom; wide.csv a row per person; parts.csv which \
    words, period and way of filling in; scores.csv each score with its value or why it has none; both say which instrument \
    nobody has validated. Whoever sent \
    anything has a row for everything that the study asks: what was never begun is -97, what the wave does not ask \
    -98, the other missing codes are -91 to -96. A blank cell means that the instrument was not asked about this \
    person in this wave, or that a score has no value; scores.csv says why. Scores by age and sex need --norms, and \
    month of birth and sex in the register (kindstem study people). Invited slots from which nothing arrived are \
    printed, and in no table. Rows have the register's family_id, person_id and roster; respondents' own words, \
    typed, spoken or drawn, are in none of the tables. For research on groups; scores are not validated for decisions about a person. Exits \
    with 1 where something arrived that is in no table."
)]
pub struct Args {
    /// The folder that kindstem unseal wrote
    dir: PathBuf,
    /// Folder for the tables; none of them may be in it
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The study that the links were made with: says what was asked of whom
    #[arg(long, value_name = "STUDY.JSON")]
    study: PathBuf,
    /// The register that kindstem study invite wrote: says who each slot is, and joins the waves of a person
    #[arg(long, value_name = "FILE")]
    register: PathBuf,
    /// Secret key that opens the register
    #[arg(long, value_name = "KEY.TXT", required = true)]
    identity: Vec<PathBuf>,
    /// Write respondents' own words into this file, for few eyes; NAME.csv brings what was spoken or drawn into NAME-words/
    #[arg(long, value_name = "FILE")]
    restricted: Option<PathBuf>,
    /// Folder with norm tables, TABLE.csv with columns sex,age_from,age_to,raw,t; the register says who is how old
    #[arg(long, value_name = "DIR")]
    norms: Option<PathBuf>,
    /// Folder with structures that are not in the library; the page's instruments/ will do
    #[arg(long, value_name = "DIR")]
    instruments: Option<PathBuf>,
    /// One JSON object instead of lines
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Outcome {
    let study = study::read(&args.study)?;
    let people = People::new(register::open(&args.register, &args.identity, &study)?);
    let structures = structures(args.instruments.as_deref())?;
    let norms = args.norms.as_deref().map(norms::read).transpose()?;
    let asked = Asked::new(&study, &structures);
    let records = |what| Records::open(&args.dir, what);
    let reading = records("reading")?;
    let arrived = Arrived::read(&args.dir)?;
    let slots = |records| Slots::new(records, &people, &asked, &arrived);
    // Read twice, so that the columns are known before the first row and no more than one slot is in memory.
    let used = Used::by(slots(reading).flat_map(records_of), &structures)?;
    files::folder(&args.out)?;
    let codebook = codebook(used.all(), &own_texts(&used)?);
    let mut tables = Tables::begin(&people, &structures, &used, &args.out, args.restricted.clone())?;
    for slot in slots(records("exporting")?) {
        let mut slot = slot?;
        if let Some(norms) = &norms {
            slot.records.iter_mut().for_each(|r| add_norms(r, &structures, &people, norms));
        }
        if let Some(file) = &args.restricted {
            restricted::copy(&args.dir, file, &slot.records)?;
        }
        tables.add(slot)?;
    }
    let written = tables.finish(&codebook)?;
    Summary::new(&people, &arrived, &used, written).print(&args.out, args.json)
}

/// Puts scores with norms in the place of those that say that they need them.
fn add_norms(record: &mut Record, structures: &Structures, people: &People, norms: &NormTables) {
    let scores = |part: &RecordPart| {
        let x = structures.get(&part.instrument.sha256).filter(|x| needs_norms(x))?;
        Some(normed(x, record, part, people, norms))
    };
    let all: Vec<Option<ScoreDocument>> = record.parts.iter().map(scores).collect();
    let parts = record.parts.iter_mut().zip(all);
    parts.filter_map(|(part, scores)| Some((part, scores?))).for_each(|(part, scores)| part.scores = scores);
}

fn records_of(slot: Result<Slot, Failure>) -> Vec<Result<Record, Failure>> {
    match slot {
        Ok(slot) => slot.records.into_iter().map(Ok).collect(),
        Err(failure) => vec![Err(failure)],
    }
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
