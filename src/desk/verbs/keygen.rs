//! `keygen`: an identity in age's own format.

use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::{clock, files, print};
use crate::desk::{keys, stamp};
use crate::study::Recipient;
use std::path::PathBuf;

/// Create a key pair: a secret key file and a public key for the study
#[derive(clap::Args)]
#[command(
    after_help = "Make at least two, on different machines, and never on the web host. Give the public line and its \
    words to the person who makes the study, who reads the words back by telephone. The file is an age identity, also with \
    --passphrase; commands with --identity then ask for it. For scripts, KINDSTEM_PASSPHRASE_FILE names a file with the \
    passphrase.\n\nKeep two copies with two people: one on paper in a sealed envelope in a safe, with its passphrase \
    elsewhere. Try each copy once a year. When a key holder leaves, create a new key set (docs/keys.md)."
)]
pub struct Args {
    /// File for the secret key; must not exist yet
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Name of the key holder, as respondents will read it
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Create a key that signs stamps instead of one that opens answers; see kindstem contacts --help
    #[arg(long, conflicts_with = "name")]
    stamp: bool,
    /// Encrypt the file with a passphrase, which is asked for
    #[arg(long)]
    passphrase: bool,
    /// Print the public key as a JSON object for study.json
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
        "Words of the public key, to compare by telephone: {words}\nThe secret key is in {}. Whoever has it can read every answer sealed to it; \
         if it is lost, nobody can. Keep two copies with two people.",
        args.out.display()
    );
    Ok(Exit::Success)
}
