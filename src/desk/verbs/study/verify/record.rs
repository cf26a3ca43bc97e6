//! `study verify record`: writes down who has opened a test envelope.

use super::{Challenge, Test};
use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::print;
use crate::desk::host::zone::Zone;
use crate::desk::inputs::study;
use crate::desk::inputs::verification_log::{Book, Line, lists, path};
use crate::desk::keys;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Check the recipients' codes and record who has proved to be able to open the page's envelopes
#[derive(clap::Args)]
#[command(
    after_help = "Whoever runs this is a recipient as well: without opening the envelope, nobody can tell whether a code \
    is right. So one reader of answers records for the readers, and one of contacts for those; your own key needs no code. \
    Writes STUDY-ID.verified.json beside the study: study check and study pin read it, and live mode is refused until \
    it lists every recipient. Exits with 1 if a code matches nobody."
)]
pub struct Args {
    /// The study
    #[arg(value_name = "STUDY.JSON")]
    study: PathBuf,
    /// What kindstem study verify challenge wrote
    #[arg(value_name = "CHALLENGE.JSON")]
    challenge: PathBuf,
    /// Your secret key; may be given several times
    #[arg(long, value_name = "KEY.TXT", required = true)]
    identity: Vec<PathBuf>,
    /// What a recipient said; may be given several times
    #[arg(long, value_name = "WORDS")]
    code: Vec<String>,
    /// Day to report for, YYYY-MM-DD (default: today)
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<String>,
}

pub fn run(args: &Args) -> Outcome {
    let study = study::read(&args.study)?;
    let on = Zone::of(&study)?.day_or_today("--on", args.on.as_deref())?;
    let challenge = Challenge::read(&args.challenge)?;
    let lists = lists(&study);
    let own = |t: &Test| lists.iter().any(|(_, _, key_set)| *key_set == t.key_set);
    if challenge.study != study.id || !challenge.envelopes.iter().all(own) {
        let what = "the test envelopes are of another study, or of other keys than it has now";
        return Err(Failure::findings(what, "fill in a trial session on the page as it is now, and begin again"));
    }
    let said: Vec<String> = args.code.iter().map(|c| plain_words(c)).collect();
    let (mut new, mut fitting): (Vec<Line>, BTreeSet<String>) = Default::default();
    let mut any = false;
    for test in &challenge.envelopes {
        let opened = test.open(&study.id, keys::identities(&args.identity)?)?;
        let Some(one) = opened.first() else { continue };
        any = true;
        for r in lists.iter().filter(|l| l.2 == test.key_set).flat_map(|l| l.1) {
            let code = one.code(&r.age);
            let shown = opened.iter().any(|o| o.by == r.age) || said.contains(&code);
            fitting.insert(code);
            // Readers of answers and of contacts may be the same people.
            if shown && !new.iter().any(|l| l.age == r.age && l.key_set == test.key_set) {
                let (name, age, key_set) = (r.name.clone(), r.age.clone(), test.key_set.clone());
                new.push(Line { name, age, key_set, on: on.to_string(), app: one.app.clone() });
            }
        }
    }
    if !any {
        let what = "none of the identity files opens a test envelope";
        return Err(Failure::findings(what, "use the key of one of the study's recipients"));
    }
    let book = Book::beside(&study, &args.study)?.keep(&study, &args.study, new)?;
    for line in &book.verified {
        let (name, list) = (line.name.escape_debug(), lists.iter().find(|l| l.2 == line.key_set).map_or("", |l| l.0));
        print::line(format_args!("{list} {name}: opened a test envelope on {}", line.on))?;
    }
    let open = book.findings(&study, on, None);
    print::findings(&args.study.display().to_string(), &open)?;
    print::line(format_args!("{}: {} to go", path(&study, &args.study).display(), open.len()))?;
    let strange: Vec<&String> = said.iter().filter(|c| !fitting.contains(*c)).collect();
    for code in &strange {
        eprintln!("{code:?} is not the code of any recipient of the envelopes that your key opens");
    }
    Ok(if strange.is_empty() { Exit::Success } else { Exit::Findings })
}

/// Words as they were made, however they were written down.
fn plain_words(said: &str) -> String {
    let said = said.to_lowercase();
    // Some words of the list have a hyphen of their own.
    said.split([' ', ',', '.', '\t', '\n']).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}
