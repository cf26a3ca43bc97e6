//! `contacts --stamp`: leaves a stamp after the contacts were read.

use super::{Options, Stamp, key};
use crate::desk::host::error::Failure;
use crate::desk::host::{clock, files, print};
use crate::study::Study;
use ed25519_dalek::SigningKey;
use std::path::PathBuf;

/// A stamp that will be left.
pub struct Leaving {
    file: PathBuf,
    key: SigningKey,
    study: String,
}

/// Reads the key before anything is shown. `None` where no stamp is asked for. `readers` are the public keys of those who
/// read; `rehearsal` says that the run reckons with another hour than now.
///
/// # Errors
/// The key cannot be read or is not the study's, nobody who reads is a reader of contacts, or a rehearsal would leave a
/// stamp.
pub fn ready(
    options: &Options,
    study: &Study,
    readers: &[String],
    rehearsal: bool,
) -> Result<Option<Leaving>, Failure> {
    let (Some(file), Some(path)) = (&options.stamp, &options.stamp_key) else { return Ok(None) };
    if rehearsal {
        let advice = "omit --now, or omit --stamp and --stamp-key";
        return Err(Failure::unusable("--now is for rehearsals, and a rehearsal must not write a stamp", advice));
    }
    if file.is_dir() {
        let what = format!("cannot write {}: it is a folder", file.display());
        return Err(Failure::unusable(what, "give --stamp the name of a file"));
    }
    // Also where there is no envelope yet, and so none that the wrong key fails to open.
    if !study.contact_recipients.iter().any(|r| readers.contains(&r.age)) {
        let what = "none of the identity files belongs to a contact reader of this study";
        return Err(Failure::findings(what, "use the key of one of $.contact_recipients"));
    }
    let key = key::secret(path)?;
    let own = key::public_line(&key.verifying_key());
    match &study.protocol.stamp {
        Some(theirs) if *theirs == own => {}
        Some(_) => {
            let what = format!("$.protocol.stamp of the study is not the public half of {}", path.display());
            return Err(Failure::findings(what, "give the key of this study, or put its public line into the study"));
        }
        None => {
            let advice = format!("put this line into $.protocol.stamp of the study: {own}");
            return Err(Failure::findings("the study has no stamp key", advice));
        }
    }
    Ok(Some(Leaving { file: file.clone(), key, study: study.id.clone() }))
}

impl Leaving {
    /// Leaves the stamp if the contacts were really read: `closed` envelopes could not be opened, and `strange` says that
    /// envelopes lie in the folder and none is of this study. Gives whether it was left; if it was not, says why.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn leave(&self, closed: usize, strange: bool) -> Result<bool, Failure> {
        let why = match (closed, strange) {
            (0, false) => {
                let mut bytes = serde_json::to_vec(&Stamp::sign(&self.study, &clock::minute(), &self.key))
                    .map_err(Failure::internal)?;
                bytes.push(b'\n');
                // Anybody may read it: whoever raises the alarm is somebody else.
                files::replace(&self.file, &bytes, false)?;
                return Ok(true);
            }
            (0, true) => "the folder has envelopes, but none of this study; check the folder".to_string(),
            (n, _) => {
                format!("{} could not be opened; read them with the right key first", print::count(n, "envelope"))
            }
        };
        eprintln!("kindstem: no stamp was left: {why}");
        Ok(false)
    }
}
