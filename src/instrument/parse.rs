//! From bytes to an instrument or a wording, with limits, and with an error that says where.

use super::{Instrument, Wording};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::fmt;

/// Largest files that are read.
pub enum Limit {}

impl Limit {
    /// An instrument's structure, in bytes.
    pub const STRUCTURE: usize = 1 << 20;
    /// A wording pack, in bytes.
    pub const WORDING: usize = 1 << 20;
    /// A study, in bytes.
    pub const STUDY: usize = 1 << 20;
    /// Blocks of an instrument.
    pub const BLOCKS: usize = 200;
    /// Items of an instrument.
    pub const ITEMS: usize = 2_000;
    /// Options of a list.
    pub const OPTIONS: usize = 100;
    /// Option lists, recode tables and scores, each.
    pub const TABLES: usize = 500;
    /// Characters of one text in a wording.
    pub const TEXT: usize = 2_000;
    /// Bytes of an id.
    pub const ID: usize = 64;
    /// Bytes that a respondent may type into one item.
    pub const ANSWER: u32 = 16_384;
    /// Comparisons in one show-if.
    pub const COMPARISONS: usize = 20;
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// JSON path of the place, `$` for the whole file.
    pub path: String,
    /// Line, from 1; 0 where there is none.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line == 0 {
            write!(f, "{}: {}", self.path, self.what)
        } else {
            write!(f, "{} (line {}, column {}): {}", self.path, self.line, self.column, self.what)
        }
    }
}

impl std::error::Error for ParseError {}

/// Reads JSON of at most `limit` bytes. The page, which pays for every type that serde reads, has [`super::FromTree`].
///
/// # Errors
/// Too many bytes, no JSON, or not the expected shape; the error names the place.
pub fn from_json<T: DeserializeOwned>(bytes: &[u8], limit: usize) -> Result<T, ParseError> {
    if bytes.len() > limit {
        let what = format!("the file has {} bytes, at most {limit} are read; split or shorten it", bytes.len());
        return Err(ParseError { path: "$".into(), line: 0, column: 0, what });
    }
    read(bytes)
}

#[cfg(feature = "check")]
fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ParseError> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|e| {
        let path = match e.path().to_string() {
            p if p == "." => "$".to_string(),
            p if p.starts_with('[') => format!("${p}"),
            p => format!("$.{p}"),
        };
        place(path, e.inner())
    })?;
    json.end().map_err(|e| place("$".into(), &e))?;
    Ok(value)
}

#[cfg(not(feature = "check"))]
fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ParseError> {
    serde_json::from_slice(bytes).map_err(|e| place("$".into(), &e))
}

fn place(path: String, e: &serde_json::Error) -> ParseError {
    // serde_json ends its text with the place; it is said once, in front.
    let text = e.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text).to_string();
    ParseError { path, line: e.line(), column: e.column(), what }
}

/// Reads an instrument's structure. What it means is checked by [`super::lint`].
///
/// # Errors
/// See [`from_json`].
pub fn parse(bytes: &[u8]) -> Result<Instrument, ParseError> {
    from_json(bytes, Limit::STRUCTURE)
}

/// Reads a wording pack. What it says is checked by [`super::lint_wording`].
///
/// # Errors
/// See [`from_json`].
pub fn parse_wording(bytes: &[u8]) -> Result<Wording, ParseError> {
    from_json(bytes, Limit::WORDING)
}

/// Identity of a structure or wording: SHA-256 of the raw bytes of its file, in lower-case hex.
pub fn identity(bytes: &[u8]) -> String {
    crate::encoding::hex(&Sha256::digest(bytes))
}
