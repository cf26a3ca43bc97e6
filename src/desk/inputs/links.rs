//! The list of links that `study invite` wrote: the only place, beside the links themselves, that has their proofs.

use crate::desk::host::error::Failure;
use crate::desk::host::files;
use crate::study::{Link, Register, proof_hash};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Deserialize)]
struct Row {
    link: String,
}

/// Slot → the whole address of its link. Every link must be of this register.
pub fn read(path: &Path, register: &Register) -> Result<BTreeMap<String, String>, Failure> {
    let bytes = files::read(path)?;
    let mut out = BTreeMap::new();
    for (n, row) in csv::Reader::from_reader(bytes.as_slice()).deserialize::<Row>().enumerate() {
        let line = n + 2;
        let wrong = |what: &str| {
            let advice = "give the list that kindstem study invite wrote with --out";
            Failure::unusable(format_args!("{}: line {line}: {what}", path.display()), advice)
        };
        let row = row.map_err(|_| wrong("there is no column link"))?;
        let (_, text) = row.link.rsplit_once(['#', '/']).ok_or_else(|| wrong("this is no link"))?;
        let link = Link::decode(text).map_err(|e| wrong(&e.to_string()))?;
        let slot = link.invite.slot_hex();
        let hash = proof_hash(&crate::encoding::hex(&link.proof));
        if register.row(&slot).map(|row| &row.proof_sha256) != hash.as_ref() {
            return Err(wrong("the register does not have this link"));
        }
        out.insert(slot, row.link);
    }
    Ok(out)
}
