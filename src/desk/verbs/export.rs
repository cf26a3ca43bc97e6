//! `export`: a verb per format, made from the list of formats.

use crate::desk::export::{ALL, Format, Request, Source};
use crate::desk::host::error::Outcome;
use clap::error::ErrorKind;
use clap::{ArgMatches, Args, Command, Error, FromArgMatches, Subcommand};

/// What was asked for.
pub struct Verb {
    format: &'static dyn Format,
    source: Source,
    options: ArgMatches,
}

impl Subcommand for Verb {
    fn augment_subcommands(command: Command) -> Command {
        let verbs = ALL.map(|format| {
            let verb = format.options(Source::augment_args(Command::new(format.name())));
            // Last, because the options' own struct would put its comment there.
            verb.about(format.about()).after_help(format.help())
        });
        command
            .about("Tables and files for SPSS, R, Python, Stata, DuckDB and FHIR")
            .subcommand_required(true)
            .arg_required_else_help(true)
            .subcommands(verbs)
    }

    fn augment_subcommands_for_update(command: Command) -> Command {
        Self::augment_subcommands(command)
    }

    fn has_subcommand(name: &str) -> bool {
        ALL.iter().any(|format| format.name() == name)
    }
}

impl FromArgMatches for Verb {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let (name, options) = matches.subcommand().ok_or_else(|| Error::new(ErrorKind::MissingSubcommand))?;
        let format = ALL.into_iter().find(|format| format.name() == name);
        let format = format.ok_or_else(|| Error::new(ErrorKind::InvalidSubcommand))?;
        Ok(Verb { format, source: Source::from_arg_matches(options)?, options: options.clone() })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Verb::from_arg_matches(matches)?;
        Ok(())
    }
}

/// Writes the files of one format.
pub fn run(verb: &Verb) -> Outcome {
    let Source { dir, out, .. } = &verb.source;
    let request = Request { opened: dir, out, options: &verb.options };
    verb.source.run(verb.format.load(), |given| verb.format.begin(given, &request))
}
