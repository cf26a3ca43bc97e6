//! The researcher's command line: keys, instruments, studies, and the answers of families.
//!
//! | room | one thing |
//! |---|---|
//! | `verbs/` | one file or folder per verb: its options and its run |
//! | `inputs/` | each thing that a researcher hands over is read here, once |
//! | `keys/` | key files, passphrases, fingerprints |
//! | `calls/` | who asked for a talk, and which contacts a person has handled |
//! | `unseal/` | opens a delivery of envelopes into a folder |
//! | `export/` | tables out of such a folder; `formats/` has one file per format |
//! | `simulate/` | a made-up cohort with parameters that are known |
//! | `stamp/` | signed proof that the calls were read in time |
//! | `host/` | the machine: files, clock, terminal, threads, exit codes |

#![forbid(unsafe_code)]

mod calls;
pub mod csv_files;
mod export;
mod host;
mod inputs;
mod keys;
mod simulate;
mod stamp;
mod unseal;
mod verbs;

pub use verbs::main;
