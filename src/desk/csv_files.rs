//! What the desk makes of the researcher's CSV files, for the fuzz targets: any bytes in, rows or problems out.

use super::host::error::Failure;
use super::inputs::norms;
use super::verbs::study::families;
use crate::scoring::NormTable;
use crate::study::Study;
use std::path::Path;

/// Reads `families.csv`, one row per person and wave; returns the line of each row, from 1.
///
/// # Errors
/// Everything that is wrong with it. Each begins with `path`, unless the program itself is at fault.
pub fn families(bytes: &[u8], path: &Path, study: &Study) -> Result<Vec<u64>, Vec<String>> {
    let (rows, problems) = families::read(bytes, path, study).map_err(one)?;
    if problems.is_empty() { Ok(rows.iter().map(|r| r.line).collect()) } else { Err(problems) }
}

/// Reads a norm table, one row per sex, ages and raw score.
///
/// # Errors
/// As in [`families`].
pub fn norms(bytes: &[u8], path: &Path) -> Result<NormTable, Vec<String>> {
    let mut problems = Vec::new();
    norms::table(bytes, path, &mut problems).map_err(one)?.ok_or(problems)
}

fn one(failure: Failure) -> Vec<String> {
    let text = failure.to_string();
    vec![text.strip_prefix("kindstem: ").unwrap_or(&text).to_string()]
}
