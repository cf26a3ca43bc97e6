//! `export`: the records of an opened folder, in one of several formats, for other programs.
//!
//! | file | one thing |
//! |---|---|
//! | `format.rs`, `formats/` | what a format is, and every format in a file of its own |
//! | `source.rs`, `slots.rs`, `arrived.rs` | the way through the records, slot by slot |
//! | `tables.rs`, `rows.rs`, `csv_file.rs` | the tables that formats of tables share |
//! | `load.rs`, `load/` | `load.R` and `load.py` |
//! | `restricted.rs` | what was spoken or drawn, for few eyes |
//! | `summary.rs` | what went where |

mod arrived;
mod csv_file;
mod format;
mod formats;
mod load;
mod restricted;
mod rows;
mod slots;
mod source;
mod summary;
mod tables;

pub use format::{Format, Request};
pub use formats::ALL;
pub use source::Source;
