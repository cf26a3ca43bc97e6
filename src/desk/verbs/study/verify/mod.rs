//! `study verify`: shows that each recipient can open what the page seals, before anybody is asked for real.
//!
//! ```text
//! trial session on the served page ─► intake ─► challenge ─► each recipient: answer ─► code ─► record
//! ```
//! A code needs the plaintext of an envelope, so only who opened it has one; it is bound to the key that did. Which
//! recipients were recorded stands beside the study, whose own bytes are pinned.

mod answer;
mod challenge;
mod record;

use crate::desk::host::error::{Failure, Outcome};
use crate::desk::host::files;
use crate::desk::keys;
use crate::encoding;
use crate::instrument::{FORMAT, from_json};
use crate::seal::{Identities, Plain, link};
use clap::Subcommand;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::Path;

/// Verify that every recipient can open what the page seals; live mode requires it
#[derive(Subcommand)]
pub enum Verb {
    Challenge(challenge::Args),
    Answer(answer::Args),
    Record(record::Args),
}

pub fn run(verb: &Verb) -> Outcome {
    match verb {
        Verb::Challenge(args) => challenge::run(args),
        Verb::Answer(args) => answer::run(args),
        Verb::Record(args) => record::run(args),
    }
}

/// Largest challenge that is read: two envelopes as base64, the larger with a piece of what was spoken.
const LIMIT: usize = 1 << 20;
/// Words of a code: 51 bits, short enough for a telephone.
const CODE: usize = 4;

/// Test envelopes for the recipients, `challenge.json`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Challenge {
    format: u32,
    study: String,
    /// One for each of the study's key sets.
    envelopes: Vec<Test>,
}

/// One test envelope.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Test {
    /// Key set that the page named, 16 hex digits.
    key_set: String,
    /// The age file, base64.
    age: String,
}

/// A test envelope that a key opened.
struct Opened {
    /// The public key.
    by: String,
    plain: Vec<u8>,
    envelope: Vec<u8>,
    /// SHA-256 of the page's wasm, 64 hex digits; contact envelopes and recordings do not say it.
    app: Option<String>,
}

impl Challenge {
    fn read(path: &Path) -> Result<Self, Failure> {
        let bytes = files::read(path)?;
        let read: Result<Challenge, _> = from_json(&bytes, LIMIT);
        let advice = "give the file that kindstem study verify challenge wrote";
        match read {
            Ok(challenge) if challenge.format == FORMAT => Ok(challenge),
            Ok(_) => Err(Failure::unusable(format_args!("{}: another format", path.display()), advice)),
            Err(e) => Err(Failure::unusable(format_args!("{}: {e}", path.display()), advice)),
        }
    }
}

impl Test {
    /// Opens the envelope with one key after the other; those that it was not sealed to give nothing.
    fn open(&self, study: &str, identities: Identities) -> Result<Vec<Opened>, Failure> {
        let wrong = |what: &str, advice: &str| {
            let what = format!("the test envelope of key set {} is {what}", self.key_set.escape_debug());
            Failure::findings(what, advice)
        };
        let damaged = || wrong("damaged", "take it again from the intake, by kindstem study verify challenge");
        let envelope = encoding::from_base64(&self.age).ok_or_else(damaged)?;
        let mut out = Vec::new();
        for identity in identities.singly() {
            let Ok(inside) = identity.open(&envelope) else { continue };
            let plain = inside.plain;
            let (of, app) = match crate::seal::read(&plain).map_err(|_| damaged())? {
                Plain::Page(e) => (e.study, Some(e.app)),
                Plain::Manifest(m) => (m.study, Some(m.app)),
                Plain::Contact(c) => (c.study, None),
                Plain::Attachment(a) => (a.study, None),
            };
            if of != study {
                return Err(wrong("of another study", "fill in a trial session of this study's page, and begin again"));
            }
            let by = identity.recipients().concat();
            out.push(Opened { by, plain, envelope: envelope.clone(), app });
        }
        Ok(out)
    }
}

impl Opened {
    /// The code of a recipient. The session's random name is in every plaintext, so nobody guesses one.
    fn code(&self, key: &str) -> String {
        let mut hash = Sha256::new_with_prefix("kindstem verify 1\n");
        hash.update(Sha256::digest(&self.plain));
        hash.update(link(&self.envelope));
        hash.update(key);
        keys::words_of(&hash.finalize().into(), CODE)
    }
}
