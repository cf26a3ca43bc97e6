//! `prove readers`: what `cargo xtask test` leaves out because it is large. R with haven, jsonlite and xml2 runs each
//! `load.R`; with `--ddi codebook.xsd` (schemas/ of the DDI Alliance's ddi-c_2, version 2.5.1 is commit f1c94b6) the
//! codebook is held against its schema.

use crate::command::{command, read};
use crate::{exports, files, measure};
use anyhow::{Context, Result};
use kindstem::encoding;
use sha2::{Digest, Sha256};
use std::path::PathBuf;

/// Runs both, and writes `proofs/readers.md`.
///
/// # Errors
/// R or a package of it is missing, or something reads otherwise than it should.
pub fn run(schema: Option<PathBuf>) -> Result<()> {
    exports::run(schema.as_deref())?;
    let told = read(command("Rscript").arg("tests/exports/check.R").arg(exports::cohort()))
        .context("Debian's r-base-core, r-cran-haven, r-cran-jsonlite and r-cran-xml2 are needed")?;
    let (did, schema_told) = match &schema {
        Some(path) => {
            let sha256 = encoding::hex(&Sha256::digest(files::read(path)?));
            (
                "cargo xtask prove readers --ddi schemas/codebook.xsd",
                format!("`ddi.xml` is valid by that schema (SHA-256 {sha256})."),
            )
        }
        None => ("cargo xtask prove readers", "`ddi.xml` was not held against its schema.".into()),
    };
    let text = format!(
        "{}\nA made-up cohort is exported in every format. R runs `load.R` of csv, spss, jsonl, fhir and ddi, and what they \
         give agrees: shapes, labels, missing codes, the sum of all scores (`tests/exports/check.R`). {schema_told} Not \
         run: `load.R` of parquet, whose package `arrow` Debian does not have.\n\n```text\n{}\n```\n",
        measure::heading("Exports, read by R", did)?,
        told.trim(),
    );
    measure::write("readers", &text).map(|_| ())
}
