//! `families.csv`: rows, or problems that say where. Spreadsheets save it in more than one way; all are the same rows.

use kindstem::desk::csv_files::families;
use kindstem::study::Study;
use std::path::Path;

/// The study that the seeds belong to.
const STUDY: &[u8] = include_bytes!("../seeds/study/study.json");
const NAME: &str = "families.csv";

thread_local! {
    static OF: Study = Study::parse(STUDY).expect("the seed is a study");
}

/// Panics where something does not hold; true where the bytes were read.
pub fn check(bytes: &[u8]) -> bool {
    let lines = match read(bytes) {
        Ok(lines) => lines,
        Err(problems) => {
            assert!(!problems.is_empty() && problems.iter().all(|p| p.starts_with("families.csv: ")), "{problems:?}");
            return false;
        }
    };
    assert!(lines.iter().all(|n| *n >= 2) && lines.is_sorted(), "{lines:?}");
    if !bytes.starts_with(b"\xEF\xBB\xBF") {
        assert_eq!(read(&[b"\xEF\xBB\xBF", bytes].concat()), Ok(lines), "a byte order mark changes nothing");
    }
    true
}

fn read(bytes: &[u8]) -> Result<Vec<u64>, Vec<String>> {
    OF.with(|study| families(bytes, Path::new(NAME), study))
}
