//! What every list over opened answers is given.

use super::error::Failure;
use super::study::register;
use kindstem::study::{Register, Study};
use std::path::PathBuf;

// A doc comment here would stand in the place of the verb's own words in `--help`.
#[derive(clap::Args)]
pub struct Opened {
    /// The folder that unseal wrote
    #[arg(value_name = "OPENED_DIR")]
    pub dir: PathBuf,
    /// The study
    #[arg(long, value_name = "STUDY.JSON")]
    pub study: PathBuf,
    /// The register, for family and person beside each slot
    #[arg(long, value_name = "FILE", requires = "identity")]
    register: Option<PathBuf>,
    /// Secret key that opens the register
    #[arg(long, value_name = "FILE")]
    identity: Vec<PathBuf>,
    /// Folder with structures that are not in the library
    #[arg(long, value_name = "DIR")]
    pub instruments: Option<PathBuf>,
}

impl Opened {
    /// The register, where one was given.
    pub fn register(&self, study: &Study) -> Result<Option<Register>, Failure> {
        self.register.as_deref().map(|path| register::open(path, &self.identity, study)).transpose()
    }
}
