//! A wording pack from somebody who is not trusted: read or refused with a place; linted against an instrument.

use kindstem::instrument::{lint_reading, lint_wording, parse, parse_wording};

/// The instrument that packs are held against.
const STRUCTURE: &[u8] = include_bytes!("../seeds/instrument/own.json");

/// Panics where something does not hold; true where the bytes were read.
pub fn check(bytes: &[u8]) -> bool {
    let wording = match parse_wording(bytes) {
        Ok(wording) => wording,
        Err(e) => {
            assert!(e.path.starts_with('$') && !e.what.is_empty(), "{e}");
            return false;
        }
    };
    super::readers::agree(bytes, &wording);
    let written = serde_json::to_vec(&wording).expect("what was read can be written");
    assert_eq!(parse_wording(&written).expect("and read again"), wording);
    let instrument = parse(STRUCTURE).expect("the seed is an instrument");
    let mut findings = lint_wording(&instrument, &wording);
    findings.extend(lint_reading(&instrument, &wording));
    assert!(findings.iter().all(|f| f.path.starts_with('$') && !f.advice.is_empty()));
    for (list, labels) in &wording.options {
        for (code, label) in labels {
            // Only a code in its one spelling is found: "01" is no code.
            if let Ok(n) = code.parse::<i32>()
                && n.to_string() == *code
            {
                assert_eq!(wording.label(list, n), Some(label.as_str()));
            }
        }
    }
    true
}
