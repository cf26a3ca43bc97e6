//! `export parquet`: columns for DuckDB, Spark, DataFusion and Arrow, in partitions.

use super::folder::Format;
use super::load;
use super::tables::Wanted;
use crate::desk::host::error::Outcome;

/// long/, parts/ and scores/ as Parquet by study, wave and role; codebook.csv
#[derive(clap::Args)]
#[command(
    after_help = "The same tables as kindstem export csv. long/study=…/wave=…/role=…/part-0.parquet has a row per person, \
    wave and about whom, parts/ and scores/ likewise; wide.parquet and dyad.parquet with --layout. Codes are whole \
    numbers, the missing codes -91 to -98 among them; null means that the instrument was not asked about this person in \
    this wave, or that a score has no value. Rows are written in groups, so memory stays flat for any number of records \
    (wide and dyad are held whole). What export csv --help says holds here too: pseudonyms only, no own words. For \
    research on groups; scores are not validated for decisions about a person."
)]
pub struct Args {
    #[command(flatten)]
    wanted: Wanted,
}

pub fn run(args: &Args) -> Outcome {
    args.wanted.write(Format::Parquet, load::PARQUET)
}
