//! `compare-informants`: what each member of one family says, side by side. On a screen only: it is written to no file.

use crate::change::{Cohort, perspectives};
use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::print;
use crate::desk::inputs::joined::Held;
use crate::desk::inputs::records::Records;
use std::io::IsTerminal;
use std::path::PathBuf;

/// Show what each member of one family says, side by side; on the screen only
#[derive(clap::Args)]
#[command(
    after_help = "For research into how views differ, not for judging a family or anybody in it; no view is put above \
    another. There is no way to save this, and standard output must be a screen. Scores of instruments of this project \
    are not validated."
)]
pub struct Args {
    /// The folder that kindstem unseal wrote
    dir: PathBuf,
    #[command(flatten)]
    held: Held,
    /// The researcher's name for the family
    #[arg(long, value_name = "ID")]
    family: String,
    /// Wave
    #[arg(long, value_name = "WAVE")]
    wave: String,
}

pub fn run(args: &Args) -> Outcome {
    if !std::io::stdout().is_terminal() {
        let what = "the views of one family go to a screen, not into a file or another program";
        return Err(Failure::unusable(what, "run it by itself in a terminal; for groups there is kindstem change"));
    }
    let (_, register, structures) = args.held.open()?;
    let mut cohort = Cohort::new(&register, &structures);
    for record in Records::open(&args.dir, "reading")? {
        cohort.add(&record?);
    }
    let lines = perspectives(&cohort, &args.family, &args.wave);
    if lines.is_empty() {
        let what = format!("nothing of family {} at {}", args.family, args.wave);
        return Err(Failure::data(what, "are both names right? They are those of families.csv and of the study"));
    }
    lines.into_iter().try_for_each(print::line)?;
    Ok(Exit::Fine)
}
