//! What a format of `kindstem export` is. A new one is a file in `formats/`, a line in its list, and `load/NAME.{R,py}`.

use super::load::Texts;
use super::source::{Given, Sink};
use crate::desk::host::error::Failure;
use clap::{ArgMatches, Command};
use std::path::Path;

/// One format: a verb of `kindstem export` with everything that belongs to it.
pub trait Format: Sync {
    /// The verb.
    fn name(&self) -> &'static str;

    /// Its line in `kindstem export --help`.
    fn about(&self) -> &'static str;

    /// What `kindstem export NAME --help` says below the options.
    fn help(&self) -> &'static str;

    /// How R and Python read what was written.
    fn load(&self) -> Texts;

    /// Adds options beside those of every export.
    fn options(&self, command: Command) -> Command {
        command
    }

    /// Begins the files.
    ///
    /// # Errors
    ///
    /// A file of that name exists already, or cannot be written.
    fn begin<'a>(&self, given: Given<'a>, request: &Request<'_>) -> Result<Box<dyn Sink + 'a>, Failure>;
}

/// What was asked for on the command line.
pub struct Request<'a> {
    /// The folder that `kindstem unseal` wrote.
    pub opened: &'a Path,
    /// The folder for what is written.
    pub out: &'a Path,
    /// The options that [`Format::options`] added.
    pub options: &'a ArgMatches,
}
