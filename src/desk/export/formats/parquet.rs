//! `export parquet`: columns for DuckDB, Spark, DataFusion and Arrow, in partitions.

use super::parquet_files::Partitions;
use crate::desk::export::format::{Format, Request};
use crate::desk::export::load::{self, Texts};
use crate::desk::export::rows::{Rows, TableFormat, vacant};
use crate::desk::export::source::{Given, Sink};
use crate::desk::export::tables::{Layouts, Tables};
use crate::desk::host::error::Failure;
use crate::export::Column;
use clap::{Args, Command, FromArgMatches};
use std::path::Path;

/// Parquet files by study, wave and role.
pub struct Parquet;

impl Format for Parquet {
    fn name(&self) -> &'static str {
        "parquet"
    }

    fn about(&self) -> &'static str {
        "long/, parts/ and scores/ as Parquet by study, wave and role; codebook.csv"
    }

    fn help(&self) -> &'static str {
        "The same tables as kindstem export csv. long/study=…/wave=…/role=…/part-0.parquet has a row per person, \
         wave and about whom, parts/ and scores/ likewise; wide.parquet and dyad.parquet with --layout. Codes are whole \
         numbers, the missing codes -91 to -98 among them; null means that the instrument was not asked about this person in \
         this wave, or that a score has no value. Rows are written in groups, so memory stays flat for any number of records \
         (wide and dyad are held whole). What export csv --help says holds here too: pseudonyms only, no own words. For \
         research on groups; scores are not validated for decisions about a person."
    }

    fn load(&self) -> Texts {
        load::texts!("parquet")
    }

    fn options(&self, command: Command) -> Command {
        Layouts::augment_args(command)
    }

    fn begin<'a>(&self, given: Given<'a>, request: &Request<'_>) -> Result<Box<dyn Sink + 'a>, Failure> {
        let layouts = Layouts::from_arg_matches(request.options).map_err(Failure::internal)?;
        Ok(Box::new(Tables::begin(given, request.out, &Parquet, &layouts)?))
    }
}

impl TableFormat for Parquet {
    fn extension(&self) -> &'static str {
        "parquet"
    }

    fn begin(&self, out: &Path, name: &str, columns: &[Column]) -> Result<Box<dyn Rows>, Failure> {
        vacant(self, out, name)?;
        Ok(Box::new(Partitions::begin(out.join(name), columns)?))
    }
}
