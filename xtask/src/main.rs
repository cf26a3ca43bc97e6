//! `cargo xtask VERB`: the build around the package. A file per verb.

#![deny(missing_docs)]

mod build;
mod command;
mod days;
mod files;
mod measure;
mod paths;
mod steps;
mod tools;

mod bench_page;
mod dev;
mod exports;
mod prove;
mod publish;
mod sbom;
mod screens;
mod serve;
mod size;
mod test;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Builds, serves, tests and measures. CARGO_TARGET_DIR moves target/, as with cargo.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Build the element and its doors into target/site/
    Build,
    /// Fill the npm package, core and element: pkg/dist/
    Pkg,
    /// Serve a study for a demo family from target/serve/
    Serve(serve::Args),
    /// Serve the demo study while you work: built quickly, built again and shown again after each change
    Dev(dev::Args),
    /// Build the researcher's page into target/research/, to be served on their own machine
    Research,
    /// Set up what the tests need and run them all
    Test(test::Args),
    /// Export a made-up cohort in every format and read it with other programs
    Exports,
    /// List every crate in what families load, and in the desk: target/sbom/
    Sbom,
    /// Print the bytes of each served file; exit code 1 over budget
    Size,
    /// Take pictures of every screen: target/screens/
    Screens {
        /// People of the test family; all without one
        people: Vec<String>,
    },
    /// Build the page that the peers' run measures: target/bench-page/
    BenchPage,
    /// Run one of the long runs and write its page in proofs/
    Prove {
        #[command(subcommand)]
        proof: prove::Proof,
    },
}

fn main() -> ExitCode {
    match run(Cli::parse().verb) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("\nxtask: {e:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(verb: Verb) -> Result<()> {
    match verb {
        Verb::Build => build::site().map(|_| ()),
        Verb::Pkg => build::package(&build::site()?).map(|_| ()),
        Verb::Serve(args) => serve::run(args),
        Verb::Dev(args) => dev::run(args),
        Verb::Research => build::research_alone(),
        Verb::Test(args) => test::run(&args),
        Verb::Exports => exports::run(None),
        Verb::Sbom => sbom::write(),
        Verb::Size => size::run(),
        Verb::Screens { people } => screens::run(&people),
        Verb::BenchPage => bench_page::run(),
        Verb::Prove { proof } => prove::run(proof),
    }
}

#[cfg(test)]
mod tests {
    use super::Cli;
    use clap::CommandFactory;

    #[test]
    fn verbs_and_options_fit_together() {
        Cli::command().debug_assert();
    }
}
