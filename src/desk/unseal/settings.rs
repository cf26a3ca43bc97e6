//! What a folder of results belongs to: the keys and the share that it was begun with, and the rest that decides what
//! opening gives.

use crate::desk::host::error::Failure;
use crate::desk::host::files;
use crate::record::{Options, Structures};
use crate::seal::Identities;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::Path;

/// Changes where what is kept of a slot changes its shape or meaning.
const KEPT: u32 = 3;

/// `DIR/state/settings.json`.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    /// Public keys of the identities.
    keys: Vec<String>,
    /// `1/1`, or which share of the slots.
    shard: String,
    /// [`KEPT`].
    v: u32,
}

/// Begins a folder of results, or goes on with one that was begun with the same keys and share.
pub fn begin(out: &Path, identities: &Identities, shard: Shard) -> Result<(), Failure> {
    let mut keys = identities.recipients();
    keys.sort();
    let now = Settings { keys, shard: shard.to_string(), v: KEPT };
    let path = out.join("state").join("settings.json");
    if path.exists() {
        let before: Option<Settings> = serde_json::from_slice(&files::read(&path)?).ok();
        if before.as_ref() == Some(&now) {
            return Ok(());
        }
        let what = format!("{} was written with other keys, another share or another version", out.display());
        return Err(Failure::unusable(
            what,
            "choose another folder with --out, or use the same keys and share as before",
        ));
    }
    for name in ["records.jsonl", "records"] {
        if out.join(name).exists() {
            return Err(files::there_already(&out.join(name)));
        }
    }
    files::folder(&out.join("state"))?;
    files::replace(&path, &serde_json::to_vec_pretty(&now).map_err(Failure::internal)?, true)
}

/// SHA-256 over everything else on which the records of a slot depend.
pub fn mark(structures: &Structures, options: &Options) -> String {
    let mut hash = Sha256::new();
    hash.update(format!("kept {KEPT} {} {options:?}", env!("CARGO_PKG_VERSION")));
    structures.keys().for_each(|sha256| hash.update(sha256));
    crate::encoding::hex(&hash.finalize())
}

/// One share of the slots, so that several machines can open one delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// From 1.
    number: u32,
    /// How many there are.
    of: u32,
}

impl Shard {
    /// Whether a slot is in this share. Slots are random, so that their first bytes spread them evenly.
    pub fn has(self, slot: &[u8; 16]) -> bool {
        let [a, b, c, d, ..] = *slot;
        u32::from_be_bytes([a, b, c, d]) % self.of == self.number - 1
    }
}

impl std::fmt::Display for Shard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

impl std::str::FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let two = text.split_once('/').and_then(|(n, of)| Some((n.parse().ok()?, of.parse().ok()?)));
        match two {
            Some((number, of)) if (1..=of).contains(&number) => Ok(Shard { number, of }),
            _ => Err("write it as 3/16: the third of sixteen shares".into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Shard;

    #[test]
    fn every_slot_is_in_one_share() {
        let shares: Vec<Shard> = (1..=7).map(|n| format!("{n}/7").parse().unwrap()).collect();
        for n in 0..=255u8 {
            let slot = [n.wrapping_mul(37); 16];
            assert_eq!(shares.iter().filter(|s| s.has(&slot)).count(), 1);
            assert!("1/1".parse::<Shard>().unwrap().has(&slot));
        }
        for bad in ["0/2", "3/2", "1", "1/0", "a/b"] {
            assert!(bad.parse::<Shard>().is_err(), "{bad}");
        }
    }
}
