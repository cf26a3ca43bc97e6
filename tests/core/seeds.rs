//! The seeds of `fuzz/` and every input that once was a finding, replayed by the checks that the fuzzer runs.

#[path = "../../fuzz/checks/envelope.rs"]
mod envelope;
#[cfg(feature = "cli")]
#[path = "../../fuzz/checks/families.rs"]
mod families;
#[path = "../../fuzz/checks/instrument.rs"]
mod instrument;
#[path = "../../fuzz/checks/invite.rs"]
mod invite;
#[cfg(feature = "cli")]
#[path = "../../fuzz/checks/norms.rs"]
mod norms;
#[path = "../../fuzz/checks/readers.rs"]
mod readers;
#[path = "../../fuzz/checks/record.rs"]
mod record;
#[path = "../../fuzz/checks/register.rs"]
mod register;
#[cfg(feature = "cli")]
#[path = "../../fuzz/checks/shape.rs"]
mod shape;
#[path = "../../fuzz/checks/study.rs"]
mod study;
#[path = "../../fuzz/checks/wording.rs"]
mod wording;

use std::fs;
use std::path::Path;

/// Replays the seeds of a target; those that do not begin with `bad` must be read.
fn replay(target: &str, check: fn(&[u8]) -> bool) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    let mut seeds = 0;
    for file in fs::read_dir(&folder).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = fs::read(&path).unwrap();
        assert_eq!(check(&bytes), !name.starts_with("bad"), "{target}/{name}");
        // What a fuzzer does first: cuts and flips.
        for at in (0..bytes.len()).step_by(1 + bytes.len() / 16) {
            check(&bytes[..at]);
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << (at % 8);
            check(&flipped);
        }
        seeds += 1;
    }
    assert!(seeds > 0, "no seeds for {target}");
}

#[test]
fn instrument_seeds() {
    replay("instrument", instrument::check);
}

#[test]
fn wording_seeds() {
    replay("wording", wording::check);
}

#[test]
fn study_seeds() {
    replay("study", study::check);
}

#[test]
fn invite_seeds() {
    replay("invite", invite::check);
}

#[test]
fn envelope_seeds() {
    replay("envelope", envelope::check);
}

#[test]
#[cfg(feature = "cli")]
fn shape_seeds() {
    replay("shape", shape::check);
}

#[test]
fn register_seeds() {
    replay("register", register::check);
}

#[test]
fn record_seeds() {
    replay("record", record::check);
}

#[test]
#[cfg(feature = "cli")]
fn families_seeds() {
    replay("families", families::check);
}

#[test]
#[cfg(feature = "cli")]
fn norms_seeds() {
    replay("norms", norms::check);
}

proptest::proptest! {
    /// Every four bytes are an envelope, so that what is drawn at random is worth assembling without a fuzzer too.
    #[test]
    fn records_of_any_envelopes(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 4..160)) {
        record::check(&bytes);
    }
}
