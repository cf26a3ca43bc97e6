//! `study verify challenge`: one envelope of each key set, out of a trial session's.

use super::{Challenge, Test};
use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::{files, print};
use crate::desk::inputs::envelope_folder::{Folder, Place};
use crate::desk::inputs::study;
use crate::encoding;
use crate::instrument::FORMAT;
use crate::seal::kset;
use crate::study::Mode;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Collect the test envelopes of a trial session from the intake
#[derive(clap::Args)]
#[command(
    after_help = "First fill in a few pages of a trial link on the page as it is served; its contact envelope goes out \
    once taking part was answered. Then send the file that this writes to every recipient: only they can open what is in \
    it. Use a separate intake for trials, apart from real answers."
)]
pub struct Args {
    /// The study, in trial mode
    #[arg(value_name = "STUDY.JSON")]
    study: PathBuf,
    /// The folder of the intake
    #[arg(value_name = "ENVELOPES_DIR")]
    envelopes: PathBuf,
    /// File for the test envelopes; must not exist yet
    #[arg(long, value_name = "FILE", default_value = "challenge.json")]
    out: PathBuf,
}

pub fn run(args: &Args) -> Outcome {
    let study = study::read(&args.study)?;
    if study.mode == Mode::Live {
        let advice = "set mode to trial in a copy, pin and serve that with an intake of its own, and use its envelopes";
        return Err(Failure::findings("the study is in live mode: its envelopes hold real answers", advice));
    }
    let wanted = BTreeSet::from([kset(&study.recipient_keys()), kset(&study.contact_keys())]);
    let (folder, mut slots) = Folder::list(&args.envelopes)?;
    let mut found = None;
    for slot in slots.rows()? {
        let mut places = Vec::new();
        for place in folder.of(&slot?, Some(&wanted))?.places {
            places.push((place.stamp()?.0, place));
        }
        // The smallest is a page, which says what code sealed it; pieces of a recording do not.
        places.sort_by(|a, b| (a.0, &a.1.eid).cmp(&(b.0, &b.1.eid)));
        let first = |key_set: &String| places.iter().map(|(_, p)| p).find(|p| p.kset == *key_set).cloned();
        // All of one slot, so of one session as far as that can be told.
        found = wanted.iter().map(first).collect::<Option<Vec<_>>>();
        if found.is_some() {
            break;
        }
    }
    let Some(found) = found else {
        let what = format!("no slot in {} has envelopes for every recipient", args.envelopes.display());
        let advice = "fill in some pages of a trial link behind the question whether to take part; were the keys changed \
            since, pin the study for the page again";
        return Err(Failure::findings(what, advice));
    };
    let test = |place: Place| {
        let envelope = place.read()?;
        Ok(Test { key_set: envelope.kset, age: encoding::base64(&envelope.ciphertext) })
    };
    let envelopes = found.into_iter().map(test).collect::<Result<_, Failure>>()?;
    let challenge = Challenge { format: FORMAT, study: study.id.clone(), envelopes };
    files::write_new(&args.out, &serde_json::to_vec_pretty(&challenge).map_err(Failure::internal)?, false)?;
    print::line(format_args!(
        "{}: {}; send it to every recipient, who runs kindstem study verify answer",
        args.out.display(),
        print::count(challenge.envelopes.len(), "test envelope")
    ))?;
    Ok(Exit::Success)
}
