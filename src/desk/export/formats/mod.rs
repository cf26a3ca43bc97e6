//! The formats of `kindstem export`, one file each.

mod csv;
mod ddi;
mod fhir;
mod jsonl;
mod parquet;
mod parquet_files;
mod spss;

use super::format::Format;

/// Every format, in the order in which `kindstem export --help` lists them.
pub const ALL: [&dyn Format; 6] = [&csv::Csv, &spss::Spss, &parquet::Parquet, &jsonl::Jsonl, &fhir::Fhir, &ddi::Ddi];
