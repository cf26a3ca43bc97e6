//! The tables of an export: one per layout, the parts, the scores and the codebook.

use super::csv_file::CsvFile;
use super::rows::{Rows, TableFormat, vacant};
use super::source::{Given, Sink};
use crate::desk::host::error::Failure;
use crate::export::{Cell, Column, Dyad, Long, Sheet, Wide, codebook, parts, parts_columns, scores, scores_columns};
use crate::record::Record;
use std::path::{Path, PathBuf};

/// How records stand in a table.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Layout {
    /// A row per person, wave and about whom
    Long,
    /// A row per person, the waves side by side
    Wide,
    /// A row per home and wave, what parents and children said side by side
    Dyad,
}

impl Layout {
    fn name(self) -> &'static str {
        match self {
            Layout::Long => "long",
            Layout::Wide => "wide",
            Layout::Dyad => "dyad",
        }
    }
}

// A doc comment here would stand in the place of the verb's own words in `--help`.
#[derive(clap::Args)]
pub struct Layouts {
    /// Tables to write, separated by commas
    #[arg(long, value_enum, value_delimiter = ',', default_values_t = [Layout::Long])]
    layout: Vec<Layout>,
}

impl Layouts {
    /// Another choice where the command line makes none.
    pub fn with_default(command: clap::Command, layouts: &[Layout]) -> clap::Command {
        let names: Vec<&'static str> = layouts.iter().map(|l| l.name()).collect();
        command.mut_arg("layout", |arg| arg.default_values(names))
    }
}

/// The tables while they grow.
pub struct Tables<'a> {
    given: Given<'a>,
    out: PathBuf,
    format: &'static dyn TableFormat,
    long: Option<(Long<'a>, Box<dyn Rows>)>,
    wide: Option<Wide<'a>>,
    dyad: Option<Dyad<'a>>,
    parts: Box<dyn Rows>,
    scores: Box<dyn Rows>,
    codebook: Box<dyn Rows>,
}

impl<'a> Tables<'a> {
    /// Begins `LAYOUT.EXTENSION`, the tables of parts and scores, and codebook.csv; none of them may exist.
    pub fn begin(
        given: Given<'a>,
        out: &Path,
        format: &'static dyn TableFormat,
        layouts: &Layouts,
    ) -> Result<Self, Failure> {
        let layouts = &layouts.layout;
        layouts.iter().try_for_each(|l| vacant(format, out, l.name()))?;
        let Given { people, used, dictionary, .. } = given;
        let asked = |l: Layout| layouts.contains(&l);
        let long = asked(Layout::Long).then(|| {
            let layout = Long::new(people, used.all(), dictionary);
            let file = format.begin(out, Layout::Long.name(), &layout.columns())?;
            Ok((layout, file))
        });
        let codebook = codebook(used.all(), given.words);
        let mut file: Box<dyn Rows> = Box::new(CsvFile::named(out.join("codebook.csv"), &codebook.columns)?);
        file.add(&codebook.rows)?;
        Ok(Tables {
            given,
            out: out.to_path_buf(),
            format,
            long: long.transpose()?,
            wide: asked(Layout::Wide).then(|| Wide::new(people, used.all(), dictionary)),
            dyad: asked(Layout::Dyad).then(|| Dyad::new(people, used.all(), dictionary)),
            parts: begin_texts(format, out, "parts", &parts_columns(people))?,
            scores: begin_texts(format, out, "scores", &scores_columns(people))?,
            codebook: file,
        })
    }

    fn sheet(&self, layout: Layout, sheet: &Sheet) -> Result<Box<dyn Rows>, Failure> {
        let mut file = self.format.begin(&self.out, layout.name(), &sheet.columns)?;
        file.add(&sheet.rows)?;
        Ok(file)
    }
}

impl Sink for Tables<'_> {
    fn add(&mut self, records: &[Record]) -> Result<(), Failure> {
        let Given { people, structures, .. } = self.given;
        let rows = |of: &dyn Fn(&Record) -> Vec<Vec<Cell>>| records.iter().flat_map(of).collect::<Vec<_>>();
        if let Some((layout, file)) = &mut self.long {
            file.add(&rows(&|r| layout.rows(r)))?;
        }
        self.parts.add(&rows(&|r| parts(people, structures, r)))?;
        self.scores.add(&rows(&|r| scores(people, structures, r)))?;
        for record in records {
            self.wide.iter_mut().for_each(|wide| wide.add(record));
            self.dyad.iter_mut().for_each(|dyad| dyad.add(record));
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), Failure> {
        let wide = self.wide.take().map(|wide| self.sheet(Layout::Wide, &wide.finish())).transpose()?;
        let dyad = self.dyad.take().map(|dyad| self.sheet(Layout::Dyad, &dyad.finish())).transpose()?;
        let long = self.long.map(|(_, file)| file);
        let files = [long, wide, dyad].into_iter().flatten().chain([self.parts, self.scores, self.codebook]);
        files.into_iter().try_for_each(Rows::finish)
    }
}

/// Begins a table with texts of any length, in CSV where the format cannot hold them.
fn begin_texts(format: &dyn TableFormat, out: &Path, name: &str, columns: &[Column]) -> Result<Box<dyn Rows>, Failure> {
    if format.holds_any_text() {
        return format.begin(out, name, columns);
    }
    Ok(Box::new(CsvFile::begin(out.join(name).with_extension("csv"), columns)?))
}
