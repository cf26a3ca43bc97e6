//! `compare-informants`: what each member of one family says, side by side. On a screen only: it is written to no file.

use crate::change::{Cohort, perspectives};
use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::print;
use crate::desk::inputs::joined::JoinedInputs;
use crate::desk::inputs::records::Records;
use std::io::IsTerminal;
use std::path::PathBuf;

/// Show what each member of one family reported, side by side, on the screen only
#[derive(clap::Args)]
#[command(
    after_help = "For research into how views differ, not for judging a family or anybody in it; no view is put above \
    another. There is no way to save this, and standard output must be a screen. Scores of instruments of this project \
    are not validated."
)]
pub struct Args {
    /// Folder that kindstem unseal wrote
    dir: PathBuf,
    #[command(flatten)]
    held: JoinedInputs,
    /// The researcher's name for the family
    #[arg(long, value_name = "ID")]
    family: String,
    /// Wave
    #[arg(long, value_name = "WAVE")]
    wave: String,
}

pub fn run(args: &Args) -> Outcome {
    if !std::io::stdout().is_terminal() {
        let what = "the answers of one family are shown on a terminal only, not written to a file or a pipe";
        return Err(Failure::unusable(
            what,
            "run it in a terminal without redirection; use kindstem change for groups",
        ));
    }
    let (_, register, structures) = args.held.open()?;
    let mut cohort = Cohort::new(&register, &structures);
    for record in Records::open(&args.dir, "reading")? {
        cohort.add(&record?);
    }
    let lines = perspectives(&cohort, &args.family, &args.wave);
    if lines.is_empty() {
        let what = format!("there are no records of family {} at {}", args.family, args.wave);
        return Err(Failure::findings(what, "check the family id (families.csv) and the wave id (study file)"));
    }
    lines.into_iter().try_for_each(print::line)?;
    Ok(Exit::Success)
}
