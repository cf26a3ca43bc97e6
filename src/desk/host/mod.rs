//! The machine: files, clock, terminal, threads and exit codes.

pub mod clock;
pub mod error;
pub mod external_sort;
pub mod files;
pub mod hive_path;
pub mod ordered_queue;
pub mod print;
pub mod progress;
pub mod spreadsheet;
pub mod zone;
