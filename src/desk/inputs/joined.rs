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
pub struct LinkedInputs {
    /// Study file that the links were made with: it says who was asked what
    #[arg(long, value_name = "STUDY.JSON")]
    study: PathBuf,
    /// Register that kindstem study invite wrote: it links each slot to a person and group, and joins a person's waves
    #[arg(long, value_name = "FILE")]
    register: PathBuf,
    /// Secret key that opens the register
    #[arg(long, value_name = "KEY.TXT", required = true)]
    identity: Vec<PathBuf>,
}

// As above.
#[derive(clap::Args)]
pub struct JoinedInputs {
    #[command(flatten)]
    linked: LinkedInputs,
    /// Folder of instrument structures that are not in the library, such as the site's instruments/
    #[arg(long, value_name = "DIR")]
    instruments: Option<PathBuf>,
}

impl LinkedInputs {
    /// Reads and opens both.
    pub fn open(&self) -> Result<(Study, Register), Failure> {
        let study = study::read(&self.study)?;
        let register = register::open(&self.register, &self.identity, &study)?;
        Ok((study, register))
    }
}

impl JoinedInputs {
    /// Reads and opens all of it.
    pub fn open(&self) -> Result<(Study, Register, Structures), Failure> {
        let (study, register) = self.linked.open()?;
        Ok((study, register, structures(self.instruments.as_deref())?))
    }
}
