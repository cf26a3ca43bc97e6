//! `cargo xtask VERB`: the build around the package. A file per verb.

#![deny(missing_docs)]

mod args;
mod build;
mod command;
mod days;
mod files;
mod measure;
mod paths;
mod tools;

mod bench_page;
mod exports;
mod prove;
mod publish;
mod sbom;
mod screens;
mod serve;
mod size;
mod test;

use anyhow::{Result, bail};
use args::Args;
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask VERB

  build                    the element and its doors            → target/site/
  pkg                      the npm package: core and element    → pkg/dist/
  serve [--port N] [--no-serve] [--keys DIR]
                           a study for a demo family            → target/serve/, http://127.0.0.1:8080
  research                 the researcher's page, to be served on their own machine → target/research/
  test [--research]        set up and run everything; with the research page's story
  exports                  every export of a made-up cohort, read by other programs
  sbom                     every crate in what families load, and in the desk → target/sbom/
  size                     bytes of each served file; exit code 1 over budget
  screens [PERSON …]       pictures of every screen      → target/screens/
  bench-page               the page for the peers' run          → target/bench-page/
  prove NAME               long runs, written to proofs/: peers, bench, fuzz [TARGET] [--minutes M], intake [--store s3],
                           scale [--times N], million, score, network [--entries N], kills [--kills N]
                           (both with --minutes M, --seed S), browsers, days, readers [--ddi XSD], deny,
                           reproducible

CARGO_TARGET_DIR moves target/, as with cargo.
";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("\nxtask: {e:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let mut words = std::env::args().skip(1);
    let verb = words.next().unwrap_or_default();
    let args = Args::read(words)?;
    match verb.as_str() {
        "build" => {
            args.end()?;
            build::site().map(|_| ())
        }
        "exports" => {
            args.end()?;
            exports::run(None)
        }
        "pkg" => {
            args.end()?;
            build::package(&build::site()?).map(|_| ())
        }
        "research" => {
            args.end()?;
            build::research_alone()
        }
        "serve" => serve::run(args),
        "test" => test::run(args),
        "sbom" => sbom::run(args),
        "size" => size::run(args),
        "screens" => screens::run(args),
        "bench-page" => bench_page::run(args),
        "prove" => prove::run(args),
        "" | "help" | "--help" => {
            print!("{USAGE}");
            Ok(())
        }
        other => bail!("there is no verb {other:?}\n\n{USAGE}"),
    }
}
