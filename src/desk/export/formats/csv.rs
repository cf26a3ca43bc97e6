//! `export csv`: tables that every program reads; own words only into a file of their own.

use crate::desk::export::csv_file::CsvFile;
use crate::desk::export::format::{Format, Request};
use crate::desk::export::load::{self, Texts};
use crate::desk::export::restricted;
use crate::desk::export::rows::{Rows, TableFormat};
use crate::desk::export::source::{Given, Sink};
use crate::desk::export::tables::{Layout, Layouts, Tables};
use crate::desk::host::error::Failure;
use crate::export::{Column, People, own_words, own_words_columns};
use crate::record::Record;
use clap::{Args, Command, FromArgMatches};
use std::path::{Path, PathBuf};

/// Comma-separated values.
pub struct Csv;

#[derive(Args)]
struct Options {
    #[command(flatten)]
    layouts: Layouts,
    /// Also write respondents' own words to this CSV file (restricted data); recordings and drawings go to NAME-words/
    #[arg(long, value_name = "FILE")]
    restricted: Option<PathBuf>,
}

impl Format for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn about(&self) -> &'static str {
        "long.csv, wide.csv, parts.csv, scores.csv and codebook.csv"
    }

    fn help(&self) -> &'static str {
        "long.csv has one row per person, wave and target; wide.csv one row per person; dyad.csv (with --layout \
         dyad) one row per home and wave, with the answers of its adults and the family's children side by side; parts.csv the \
         wording, recall period and mode of each part; scores.csv each score with its value or the reason it has none; both mark instruments \
         that are not validated. load.R and load.py read the tables. Everybody who sent \
         anything has a row for everything that the study asks: -97 is never begun, -98 not asked in this wave, and the other \
         missing codes are -91 to -96. A blank cell means that the instrument was not asked about this \
         person in this wave, or that a score has no value; scores.csv says why. Scores by age and sex need --norms, and \
         month of birth and sex in the register (kindstem study people). Invited slots from which nothing arrived are \
         printed and are in no table. Rows have family_id, person_id and roster from the register; respondents' own words, \
         typed, spoken or drawn, are in none of the tables. For research on groups; scores are not validated for decisions about a person. Exits \
         with 1 if something arrived that is in no table."
    }

    fn load(&self) -> Texts {
        load::texts!("csv")
    }

    fn options(&self, command: Command) -> Command {
        Layouts::with_default(Options::augment_args(command), &[Layout::Long, Layout::Wide])
    }

    fn begin<'a>(&self, given: Given<'a>, request: &Request<'_>) -> Result<Box<dyn Sink + 'a>, Failure> {
        let options = Options::from_arg_matches(request.options).map_err(Failure::internal)?;
        let tables = Tables::begin(given, request.out, &Csv, &options.layouts)?;
        let restricted = options.restricted.map(|path| Restricted::begin(given, request.opened, path)).transpose()?;
        Ok(Box::new(WithWords { tables: Box::new(tables), restricted }))
    }
}

impl TableFormat for Csv {
    fn extension(&self) -> &'static str {
        "csv"
    }

    fn begin(&self, out: &Path, name: &str, columns: &[Column]) -> Result<Box<dyn Rows>, Failure> {
        Ok(Box::new(CsvFile::begin(out.join(name).with_extension("csv"), columns)?))
    }
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
    file: Box<CsvFile>,
}

impl<'a> Restricted<'a> {
    fn begin(given: Given<'a>, opened: &Path, path: PathBuf) -> Result<Self, Failure> {
        let file = Box::new(CsvFile::begin(path.clone(), &own_words_columns(given.people))?);
        Ok(Restricted { people: given.people, opened: opened.to_path_buf(), path, file })
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
