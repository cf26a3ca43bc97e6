//! `study verify answer`: a recipient opens the test envelopes and tells the code.

use super::Challenge;
use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::print;
use crate::desk::keys;
use std::path::PathBuf;

/// Open the test envelopes with your key and print the code that proves it
#[derive(clap::Args)]
#[command(after_help = "Give the code to the person who keeps the study, by telephone or message. It reveals nothing.")]
pub struct Args {
    /// What kindstem study verify challenge wrote
    #[arg(value_name = "CHALLENGE.JSON")]
    challenge: PathBuf,
    /// Your secret key
    #[arg(long, value_name = "KEY.TXT", required = true)]
    identity: Vec<PathBuf>,
}

pub fn run(args: &Args) -> Outcome {
    let challenge = Challenge::read(&args.challenge)?;
    let mut any = false;
    for test in &challenge.envelopes {
        for opened in test.open(&challenge.study, keys::identities(&args.identity)?)? {
            any = true;
            print::line(format_args!("{}: {}", opened.by, opened.code(&opened.by)))?;
        }
    }
    if any {
        return Ok(Exit::Success);
    }
    let what = "this key opens none of the test envelopes: you could not read what the page seals";
    Err(Failure::findings(what, "compare the words of the key from kindstem study check with those from keygen"))
}
