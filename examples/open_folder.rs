//! Opens a folder of sealed envelopes and prints counts:
//! `cargo run --example open_folder -- key.txt envelopes`
//!
//! `key.txt` is an age identity file without a passphrase. Nothing that a respondent answered is printed.

use kindstem::instrument::library;
use kindstem::record::{Options, assemble};
use kindstem::seal::{Envelope, Identities, Place, open};
use std::error::Error;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(key), Some(folder)) = (args.next(), args.next()) else {
        return Err("usage: open_folder KEY.TXT ENVELOPES_DIR".into());
    };
    print!("{}", run(&fs::read_to_string(key)?, Path::new(&folder))?);
    Ok(())
}

/// Returns the counts: envelopes, records, contacts, and each kind of problem.
pub fn run(identity_file: &str, folder: &Path) -> Result<String, Box<dyn Error>> {
    let identities = Identities::parse(identity_file)?;
    let mut envelopes = Vec::new();
    read(folder, &mut envelopes)?;
    let structures = library::structures()?;
    let all = assemble(open(envelopes, &identities), &structures, &Options::default());
    // Without the study's register nobody knows who wrote what: every record is set aside.
    let complete = all.set_aside.iter().filter(|r| r.parts.iter().all(|p| p.complete)).count();
    let (records, contacts) = (all.set_aside.len(), all.contacts.len());
    let mut out = format!("{} envelopes\n{records} records set aside, {complete} complete\n", all.report.envelopes);
    out += &format!("{contacts} contacts\n");
    for (fault, keys) in &all.report.faults {
        out += &format!("{}: {fault}\n", keys.len());
    }
    Ok(out)
}

/// Collects the envelopes of a folder and its subfolders, by the names that an intake gives them.
fn read(folder: &Path, out: &mut Vec<Envelope>) -> Result<(), Box<dyn Error>> {
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        if path.is_dir() {
            read(&path, out)?;
        } else if let Some(Place::Envelope { kset, slot, eid }) = path.to_str().map(Place::of) {
            out.push(Envelope { kset, slot, eid, ciphertext: fs::read(&path)? });
        }
    }
    Ok(())
}
