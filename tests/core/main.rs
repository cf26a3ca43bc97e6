//! The library, tested without a process, a socket or a screen. One test program, so that the crate is linked once:
//! `cargo test --features cli --test core MODULE::` runs a part.

mod change;
mod completeness;
mod document_paths;
mod documents;
mod due;
mod examples;
mod layering;
mod lint;
mod props;
mod readers;
mod record;
mod schema;
mod scoring_props;
mod seal;
mod seeds;
mod stories;
mod variables;
mod vectors;

// What every story, record and envelope is made with.
use stories::{forms, scenario};
