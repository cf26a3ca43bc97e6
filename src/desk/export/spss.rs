//! `export spss`: system files with labels and user-missing values.

use super::folder::Format;
use super::load;
use super::tables::Wanted;
use crate::desk::host::error::Outcome;

/// long.sav with labels and missing values, parts.csv, scores.csv and codebook.csv
#[derive(clap::Args)]
#[command(
    after_help = "The same tables as kindstem export csv, as SPSS system files (also for PSPP, R and pandas). Variables \
    and codes of this project's own instruments have their English words as labels; the words of published instruments \
    are their holders'. The missing codes -98 to -91 are user-missing and stay apart; system-missing means that the \
    instrument was not asked about this person in this wave, or that a score has no value (scores.csv says why). Names of \
    more than 64 bytes are cut and end in six digits; the label then begins with the whole name. What kindstem \
    export csv --help says holds here too: pseudonyms only, no own words. For research on groups; scores are not \
    validated for decisions about a person."
)]
pub struct Args {
    #[command(flatten)]
    wanted: Wanted,
}

pub fn run(args: &Args) -> Outcome {
    args.wanted.write(Format::Sav, load::SPSS)
}
