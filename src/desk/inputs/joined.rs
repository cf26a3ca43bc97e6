//! What joins answers to people: the study, its register and key, and the structures at hand.

use super::instruments::structures;
use super::register;
use crate::desk::host::error::Failure;
use crate::desk::inputs::study;
use crate::record::Structures;
use crate::study::{Register, Study};
use std::path::PathBuf;

// A doc comment here would stand in the place of the verb's own words in `--help`.
#[derive(clap::Args)]
pub struct Held {
    /// The study that the links were made with: says what was asked of whom
    #[arg(long, value_name = "STUDY.JSON")]
    study: PathBuf,
    /// The register that kindstem study invite wrote: says who each slot is, in which group, and joins a person's waves
    #[arg(long, value_name = "FILE")]
    register: PathBuf,
    /// Secret key that opens the register
    #[arg(long, value_name = "KEY.TXT", required = true)]
    identity: Vec<PathBuf>,
    /// Folder with structures that are not in the library; the page's instruments/ will do
    #[arg(long, value_name = "DIR")]
    instruments: Option<PathBuf>,
}

impl Held {
    /// Reads and opens all of it.
    pub fn open(&self) -> Result<(Study, Register, Structures), Failure> {
        let study = study::read(&self.study)?;
        let register = register::open(&self.register, &self.identity, &study)?;
        Ok((study, register, structures(self.instruments.as_deref())?))
    }
}
