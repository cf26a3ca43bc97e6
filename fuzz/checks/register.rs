//! A decrypted register: read or refused with a place; what was read is written again and knows its own rows.

use kindstem::record::{Links, Written};
use kindstem::study::{Register, RegisterError, Study};

/// The study that the seeds belong to.
const STUDY: &[u8] = include_bytes!("../seeds/study/study.json");

thread_local! {
    static OF: Study = Study::parse(STUDY).expect("the seed is a study");
}

/// Panics where something does not hold; true where the bytes were read.
pub fn check(bytes: &[u8]) -> bool {
    OF.with(|study| {
        let register = match Register::read(bytes, study) {
            Ok(register) => register,
            Err(RegisterError::Unreadable(e)) => {
                assert!(e.path.starts_with('$') && !e.what.is_empty(), "{e}");
                return false;
            }
            Err(RegisterError::Contradicts(findings)) => {
                assert!(!findings.is_empty());
                assert!(findings.iter().all(|f| f.path.starts_with('$') && !f.advice.is_empty()));
                return false;
            }
        };
        let written = serde_json::to_vec(&register).expect("what was read can be written");
        assert_eq!(Register::read(&written, study).expect("and read again"), register);
        let links = Links::of(&register);
        for row in &register.rows {
            assert_eq!(register.row(&row.slot), Some(row), "a slot is one row");
            assert_eq!(links.of_slot(&row.slot), Some(row.proof_sha256.as_str()));
            // A hash is not a proof, nor is nothing.
            assert_eq!(
                links.check(&row.slot, &row.proof_sha256[..row.proof_sha256.len().min(32)]),
                Written::WithoutLink
            );
            assert_eq!(links.check(&row.slot, ""), Written::WithoutLink);
        }
        true
    })
}
