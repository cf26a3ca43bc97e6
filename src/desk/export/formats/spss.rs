//! `export spss`: system files with labels and user-missing values.

use crate::desk::export::format::{Format, Request};
use crate::desk::export::load::{self, Texts};
use crate::desk::export::rows::{Rows, TableFormat};
use crate::desk::export::source::{Given, Sink};
use crate::desk::export::tables::{Layouts, Tables};
use crate::desk::host::error::Failure;
use crate::desk::host::files::PartialFile;
use crate::export::{Cell, Column, Sav};
use clap::{Args, Command, FromArgMatches};
use std::path::Path;

/// SPSS system files (`.sav`).
pub struct Spss;

impl Format for Spss {
    fn name(&self) -> &'static str {
        "spss"
    }

    fn about(&self) -> &'static str {
        "long.sav with labels and missing values, parts.csv, scores.csv and codebook.csv"
    }

    fn help(&self) -> &'static str {
        "The same tables as kindstem export csv, as SPSS system files (also for PSPP, R and pandas). Variables \
         and codes of this project's own instruments have their English words as labels; the words of published instruments \
         are their holders'. The missing codes -98 to -91 are user-missing and stay apart; system-missing means that the \
         instrument was not asked about this person in this wave, or that a score has no value (scores.csv says why). Names of \
         more than 64 bytes are cut and end in six digits; the label then begins with the whole name. What kindstem \
         export csv --help says holds here too: pseudonyms only, no own words. For research on groups; scores are not \
         validated for decisions about a person."
    }

    fn load(&self) -> Texts {
        load::texts!("spss")
    }

    fn options(&self, command: Command) -> Command {
        Layouts::augment_args(command)
    }

    fn begin<'a>(&self, given: Given<'a>, request: &Request<'_>) -> Result<Box<dyn Sink + 'a>, Failure> {
        let layouts = Layouts::from_arg_matches(request.options).map_err(Failure::internal)?;
        Ok(Box::new(Tables::begin(given, request.out, &Spss, &layouts)?))
    }
}

impl TableFormat for Spss {
    fn extension(&self) -> &'static str {
        "sav"
    }

    fn begin(&self, out: &Path, name: &str, columns: &[Column]) -> Result<Box<dyn Rows>, Failure> {
        let mut file = PartialFile::begin(out.join(name).with_extension("sav"))?;
        let mut sav = None;
        file.add(|out| {
            sav = Some(Sav::begin(out, columns, &format!("{name}: for research on groups"))?);
            Ok(())
        })?;
        let sav = sav.ok_or_else(|| Failure::internal("a table without a header row"))?;
        Ok(Box::new(SavFile { file, sav }))
    }

    /// A variable's width is in the head of the file.
    fn holds_any_text(&self) -> bool {
        false
    }
}

struct SavFile {
    file: PartialFile,
    sav: Sav,
}

impl Rows for SavFile {
    fn add(&mut self, rows: &[Vec<Cell>]) -> Result<(), Failure> {
        let sav = &mut self.sav;
        self.file.add(|out| rows.iter().try_for_each(|r| sav.row(out, r)))
    }

    fn finish(mut self: Box<Self>) -> Result<(), Failure> {
        let sav = self.sav;
        self.file.add(|out| sav.finish(out))?;
        self.file.finish()
    }
}
