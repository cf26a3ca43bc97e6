//! A norm table: rows, or problems that say where. Whoever is looked up in it gets a norm score or a reason, and no
//! score from outside the table.

use kindstem::desk::csv_files::norms;
use kindstem::instrument::{Decimal, Sex};
use kindstem::scoring::{NormTables, Norms, NormsOf};
use kindstem::time::Age;
use std::path::Path;

/// Panics where something does not hold; true where the bytes were read.
pub fn check(bytes: &[u8]) -> bool {
    let table = match norms(bytes, Path::new("norms.csv")) {
        Ok(table) => table,
        Err(problems) => {
            assert!(!problems.is_empty() && problems.iter().all(|p| p.starts_with("norms.csv: ")), "{problems:?}");
            return false;
        }
    };
    let tables: NormTables = [("norms".to_string(), table)].into();
    let mut found = 0;
    for sex in [None, Some(Sex::Female), Some(Sex::Male)] {
        for age in [0, 8, 11, 17, 120] {
            for raw in [i32::MIN, -1, 0, 3, 10, i32::MAX] {
                let of = |at_most| NormsOf { tables: &tables, sex, age: Ok(Age { at_least: age, at_most }) };
                let score = of(age).lookup("norms", Decimal::whole(raw));
                found += usize::from(score.is_ok());
                // In the month of birth there is a score only where both ages have the same.
                let birthday = of(age + 1).lookup("norms", Decimal::whole(raw));
                assert!(birthday.is_err() || birthday == score);
                assert!(of(age).lookup("other", Decimal::whole(raw)).is_err(), "there is no such table");
            }
        }
    }
    let lines = bytes.split(|b| *b == b'\n').count();
    assert!(found == 0 || lines > 1, "a table of one line has no row");
    true
}
