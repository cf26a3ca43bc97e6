//! `prove readers`: what `cargo xtask test` leaves out because it is large. R with haven, jsonlite and xml2 runs each
//! `load.R`; with `--ddi codebook.xsd` (schemas/ of the DDI Alliance's ddi-c_2, version 2.5.1) the codebook is held
//! against its schema.

use crate::args::Args;
use crate::command::{command, read};
use crate::{exports, measure};
use anyhow::{Context, Result};
use std::path::PathBuf;

/// Runs both, and writes `proofs/readers.md`.
///
/// # Errors
/// R or a package of it is missing, or something reads otherwise than it should.
pub fn run(mut args: Args) -> Result<()> {
    let schema: Option<PathBuf> = args.option("--ddi")?;
    args.end()?;
    exports::run(schema.as_deref())?;
    let told = read(command("Rscript").arg("tests/exports/check.R").arg(exports::cohort()))
        .context("Debian's r-base-core, r-cran-haven, r-cran-jsonlite and r-cran-xml2 are needed")?;
    let schema_told = if schema.is_some() {
        "`ddi.xml` is valid by the DDI Alliance's own schema (DDI-Codebook 2.5.1)."
    } else {
        "`ddi.xml` was not held against its schema: no `--ddi` was given."
    };
    let text = format!(
        "{}\nA made-up cohort is exported in every format. R runs `load.R` of csv, spss, jsonl, fhir and ddi, and what they \
         give agrees: shapes, labels, missing codes, the sum of all scores (`tests/exports/check.R`). {schema_told} Not \
         run: `load.R` of parquet, whose package `arrow` Debian does not have.\n\n```text\n{}\n```\n",
        measure::heading("Exports, read by R", "cargo xtask prove readers --ddi schemas/codebook.xsd")?,
        told.trim(),
    );
    measure::write("readers", &text).map(|_| ())
}
