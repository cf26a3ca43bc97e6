//! `keygen`: an identity in age's own format.

use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::{clock, files, print};
use crate::desk::{keys, stamp};
use crate::study::Recipient;
use std::path::PathBuf;

/// Make a key: a secret file for a safe place, and a public line for the study
#[derive(clap::Args)]
#[command(
    after_help = "Make at least two, on different machines, and never on the web host. Give the public line and its \
    words to whoever makes the study, and hear the words back by telephone. The file is in the format of age, also with \
    --passphrase; every verb that takes --identity then asks. For scripts, KINDSTEM_PASSPHRASE_FILE names a file with the \
    passphrase.\n\nKeep two copies with two people, one of them printed in a sealed envelope in a safe, its passphrase \
    elsewhere; open something with each once a year. Who leaves is replaced by a new key set (README, keys)."
)]
pub struct Args {
    /// Where the secret key goes; must not be there yet
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Name of the person who holds it, as respondents will read it
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Make a key that signs stamps instead of one that opens answers; kindstem contacts --help says what for
    #[arg(long, conflicts_with = "name")]
    stamp: bool,
    /// Protect the file with a passphrase, which is asked for
    #[arg(long)]
    passphrase: bool,
    /// Print the public half as it stands in study.json
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Outcome {
    if args.stamp {
        return stamp::keygen(&args.out, args.passphrase, args.json);
    }
    let name = args.name.clone().unwrap_or_default();
    if name.contains(char::is_control) {
        return Err(Failure::unusable(
            "the name has a line break or another control character",
            "write it on one line",
        ));
    }
    let made = keys::generate();
    let name_line = if name.is_empty() { String::new() } else { format!("# name: {name}\n") };
    let text = format!("# created: {}\n{name_line}# public key: {}\n{}\n", clock::now(), made.public, made.secret);
    let bytes = if args.passphrase { keys::lock(&text)? } else { text.into_bytes() };
    files::write_new(&args.out, &bytes, true)?;
    let words = keys::words(&made.public);
    if args.json {
        print::json(&Recipient { name, age: made.public })?;
    } else {
        print::line(&made.public)?;
    }
    eprintln!(
        "Its words, to compare by telephone: {words}\nThe secret key is in {}. Who has it can read everything; without \
         it nobody can. Keep two copies with two people.",
        args.out.display()
    );
    Ok(Exit::Fine)
}
