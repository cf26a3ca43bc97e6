//! `kindstem`, the researcher's desk: reads the command line, runs one verb, and exits with its code.

use std::process::ExitCode;

fn main() -> ExitCode {
    kindstem::desk::main()
}
