//! `study verify answer`: a recipient opens the test envelopes and tells the code.

use super::Challenge;
use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::print;
use crate::desk::keys;
use std::path::PathBuf;

/// Open the test envelopes with your own key, and say the code that shows it
#[derive(clap::Args)]
#[command(after_help = "Tell the code to who keeps the study, by telephone or in a message. It gives nothing away.")]
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
        return Ok(Exit::Fine);
    }
    let what = "this key opens none of the test envelopes: what the page seals would be lost on you";
    Err(Failure::data(what, "compare the words of the key, which kindstem study check shows, with those of keygen"))
}
