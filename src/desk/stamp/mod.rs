//! A dead man's switch. `contacts --stamp` leaves a signed stamp each time the contacts were read. Another machine, which
//! has neither a secret key nor an envelope, raises an alarm when there is none for longer than the study promised
//! (`contacts --check`, `serve --stamp`).
//!
//! A stamp says which study and when. It says nothing about who waits, so it may lie where anybody reads it.

mod check;
mod key;
mod leave;

pub use check::{check, watched};
pub use key::keygen;
pub use leave::ready;

use crate::time::Minute;
use ed25519_dalek::{Signature, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// The version that is written and read.
const VERSION: u32 = 1;
/// Begins the signed bytes: no signature for anything else can be taken for one of a stamp.
const DOMAIN: &[u8] = b"kindstem contacts stamp v1\0";
/// Bytes of the largest file that is read.
const LIMIT: u64 = 4096;

/// Options of `contacts` that leave or check a stamp.
#[derive(clap::Args)]
pub struct Options {
    /// Write a signed stamp here after showing the list: it records when the contacts were read
    #[arg(long, value_name = "FILE", requires = "stamp_key")]
    pub stamp: Option<PathBuf>,
    /// Secret key for --stamp, made by kindstem keygen --stamp
    #[arg(long, value_name = "KEY.TXT", requires = "stamp")]
    pub stamp_key: Option<PathBuf>,
    /// Only check a stamp that --stamp wrote (needs --study and nothing else); exits with 1 on an alarm
    #[arg(long, value_name = "FILE", conflicts_with_all = [
        "identity", "handled", "handle", "handled_up_to", "slot", "step", "by", "key_set", "out", "now", "json", "envelopes",
        "stamp", "stamp_key",
    ])]
    pub check: Option<PathBuf>,
}

/// Help of `contacts` with what a stamp needs behind it.
pub fn with_help(of_contacts: &str) -> String {
    format!("{of_contacts}\n\n{HELP}")
}

const HELP: &str = "\
To raise an alarm if nobody reads the contacts, create a key once and put its public line into $.protocol.stamp of the study:
  kindstem keygen --stamp --out stamp-key.txt
Add to every run of contacts; the stamp is left only if every contact envelope could be opened:
  --stamp contacts.stamp --stamp-key stamp-key.txt
Copy contacts.stamp to a machine that runs all the time. It needs no secret key and no envelope there:
  kindstem contacts --check contacts.stamp --study study.json
It exits with 0 and prints a line while the stamp is younger than $.protocol.read_interval_days. Else it exits with 1 and
prints what is wrong on standard error. Start it when the first envelopes have arrived: an empty folder leaves no stamp.
The stamp cannot tell whether ENVELOPES_DIR held everything that was sent.

cron mails what a command prints on standard error:
  MAILTO=team@example.org
  17 * * * * kindstem contacts --check /srv/kindstem/contacts.stamp --study /srv/kindstem/study.json >/dev/null

systemd, with a unit of your own that tells the team (OnFailure):
  # /etc/systemd/system/kindstem-contacts.service
  [Unit]
  OnFailure=tell-the-team.service
  [Service]
  Type=oneshot
  ExecStart=/usr/local/bin/kindstem contacts --check /srv/kindstem/contacts.stamp --study /srv/kindstem/study.json
  # /etc/systemd/system/kindstem-contacts.timer, started by systemctl enable --now kindstem-contacts.timer
  [Timer]
  OnCalendar=hourly
  Persistent=true
  [Install]
  WantedBy=timers.target";

/// A stamp as its file has it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stamp {
    v: u32,
    study: String,
    /// `2026-11-30T16:00Z`
    at: String,
    /// Ed25519 over [`signed`], 128 lower-case hex digits.
    signature: String,
}

/// Why a stamp does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Broken {
    /// No stamp by its form.
    Malformed,
    /// Written by a later version of this program.
    Version,
    /// Of another study.
    OtherStudy,
    /// Not signed by the study's key, or changed since.
    Signature,
}

impl Stamp {
    /// Signs that the contacts of a study were read at an hour.
    fn sign(study: &str, at: &str, key: &SigningKey) -> Self {
        use ed25519_dalek::Signer;
        let signature = key.sign(&signed(study, at));
        let signature = crate::encoding::hex(&signature.to_bytes());
        Stamp { v: VERSION, study: study.into(), at: at.into(), signature }
    }

    /// Reads the bytes of a file. Gives the moment of the stamp in seconds since 1970, if the key signed it for this study.
    fn read(bytes: &[u8], study: &str, key: &VerifyingKey) -> Result<i64, Broken> {
        let stamp: Stamp = serde_json::from_slice(bytes).map_err(|_| Broken::Malformed)?;
        if stamp.v != VERSION {
            return Err(Broken::Version);
        }
        if stamp.study != study {
            return Err(Broken::OtherStudy);
        }
        let at = Minute::parse(&stamp.at).ok_or(Broken::Malformed)?.seconds();
        let signature = crate::encoding::from_hex(&stamp.signature).ok_or(Broken::Malformed)?;
        let signature = Signature::from_slice(&signature).map_err(|_| Broken::Malformed)?;
        key.verify_strict(&signed(study, &stamp.at), &signature).map_err(|_| Broken::Signature)?;
        Ok(at)
    }
}

/// The bytes that are signed: domain and version, then each text behind its length in bytes, so that no two stamps have
/// the same.
fn signed(study: &str, at: &str) -> Vec<u8> {
    let mut out = DOMAIN.to_vec();
    for text in [study, at] {
        out.extend((text.len() as u64).to_be_bytes());
        out.extend(text.as_bytes());
    }
    out
}

#[cfg(test)]
mod tests;
