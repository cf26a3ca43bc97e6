//! `export csv`: tables that every program reads; own words only into a file of their own.

use super::folder::{Csv, Format, Rows};
use super::source::{Given, Sink, Source};
use super::tables::{Layout, Tables};
use super::{load, restricted};
use crate::desk::host::error::{Failure, Outcome};
use crate::export::{People, own_words, own_words_columns};
use crate::record::Record;
use std::path::PathBuf;

/// long.csv, wide.csv, parts.csv, scores.csv and codebook.csv
#[derive(clap::Args)]
#[command(
    after_help = "long.csv has a row per person, wave and about whom; wide.csv a row per person; dyad.csv (with --layout \
    dyad) a row per home and wave with what its adults and the children of the family said side by side; parts.csv which \
    words, period and way of filling in; scores.csv each score with its value or why it has none; both say which instrument \
    nobody has validated. load.R and load.py read them. Whoever sent \
    anything has a row for everything that the study asks: what was never begun is -97, what the wave does not ask \
    -98, the other missing codes are -91 to -96. A blank cell means that the instrument was not asked about this \
    person in this wave, or that a score has no value; scores.csv says why. Scores by age and sex need --norms, and \
    month of birth and sex in the register (kindstem study people). Invited slots from which nothing arrived are \
    printed, and in no table. Rows have the register's family_id, person_id and roster; respondents' own words, \
    typed, spoken or drawn, are in none of the tables. For research on groups; scores are not validated for decisions about a person. Exits \
    with 1 where something arrived that is in no table."
)]
pub struct Args {
    #[command(flatten)]
    source: Source,
    /// Which tables; several with commas
    #[arg(long, value_enum, value_delimiter = ',', default_values_t = [Layout::Long, Layout::Wide])]
    layout: Vec<Layout>,
    /// Write respondents' own words into this file, for few eyes; NAME.csv brings what was spoken or drawn into NAME-words/
    #[arg(long, value_name = "FILE")]
    restricted: Option<PathBuf>,
}

pub fn run(args: &Args) -> Outcome {
    let Source { dir, out, .. } = &args.source;
    args.source.run(|given| {
        let tables = Tables::begin(given, out, Format::Csv, &args.layout, load::CSV)?;
        let restricted = args.restricted.as_ref().map(|path| Restricted::begin(given, dir, path)).transpose()?;
        Ok(Box::new(WithWords { tables: Box::new(tables), restricted }))
    })
}

/// The tables, and own words where a file was named for them.
struct WithWords<'a> {
    tables: Box<Tables<'a>>,
    restricted: Option<Restricted<'a>>,
}

struct Restricted<'a> {
    people: &'a People,
    opened: PathBuf,
    path: PathBuf,
    file: Box<Csv>,
}

impl<'a> Restricted<'a> {
    fn begin(given: Given<'a>, opened: &std::path::Path, path: &std::path::Path) -> Result<Self, Failure> {
        let file = Csv::begin(path.to_path_buf(), &own_words_columns(given.people))?;
        let (opened, path) = (opened.to_path_buf(), path.to_path_buf());
        Ok(Restricted { people: given.people, opened, path, file: Box::new(file) })
    }
}

impl Sink for WithWords<'_> {
    fn add(&mut self, records: &[Record]) -> Result<(), Failure> {
        if let Some(words) = &mut self.restricted {
            restricted::copy(&words.opened, &words.path, records)?;
            records.iter().try_for_each(|r| words.file.add(&own_words(words.people, r)))?;
        }
        self.tables.add(records)
    }

    fn finish(self: Box<Self>) -> Result<(), Failure> {
        self.tables.finish()?;
        self.restricted.map_or(Ok(()), |words| words.file.finish())
    }
}
