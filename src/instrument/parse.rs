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

/// Why a file could not be read, and where.
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

/// Reads JSON (UTF-8) of at most `limit` bytes. The page, which pays for every type that serde reads, has
/// [`super::FromTree`].
///
/// # Errors
/// [`ParseError`], if the file is longer than `limit`, not JSON, or of another shape.
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
    let what = text.split(" at line ").next().unwrap_or(&text);
    let (path, what) = match what.split_once(INSIDE) {
        Some((inside, what)) => (format!("{path}{inside}"), what),
        None => (path, what),
    };
    ParseError { path, line: e.line(), column: e.column(), what: what.to_string() }
}

/// Stands between place and text of an error in what was read from a tree: the reader of the file knows the way to the
/// tree, and this one the way inside it.
const INSIDE: char = '\u{1f}';

/// Reads a part of a file that had to be read as a tree first, because one field says which others there are.
///
/// # Errors
/// Not the expected shape; [`from_json`] adds the place.
pub(super) fn inner<T: DeserializeOwned, E: serde::de::Error>(tree: serde_json::Value) -> Result<T, E> {
    #[cfg(feature = "check")]
    return serde_path_to_error::deserialize(tree).map_err(|e| {
        let path = match e.path().to_string() {
            p if p == "." => String::new(),
            p => format!(".{p}"),
        };
        E::custom(format!("{path}{INSIDE}{}", e.inner()))
    });
    #[cfg(not(feature = "check"))]
    serde_json::from_value(tree).map_err(E::custom)
}

/// Reads an instrument's structure: JSON of at most [`Limit::STRUCTURE`] bytes. [`super::lint`] checks what it means.
///
/// # Errors
/// See [`from_json`].
///
/// ```
/// use kindstem::instrument::{library, parse};
///
/// let phq9 = parse(library::structure("phq-9").unwrap()).unwrap();
/// assert_eq!((phq9.id.as_str(), phq9.item("phq9_1").is_some()), ("phq-9", true));
///
/// let error = parse(b"{\n  \"format\": \"one\"\n}").unwrap_err();
/// assert_eq!((error.path.as_str(), error.line), ("$.format", 2));
/// ```
pub fn parse(bytes: &[u8]) -> Result<Instrument, ParseError> {
    from_json(bytes, Limit::STRUCTURE)
}

/// Reads a text pack: JSON of at most [`Limit::WORDING`] bytes. [`super::lint_wording`] checks it against its
/// structure.
///
/// # Errors
/// See [`from_json`].
pub fn parse_wording(bytes: &[u8]) -> Result<Wording, ParseError> {
    from_json(bytes, Limit::WORDING)
}

/// Returns the identity of a file that a study pins: the SHA-256 of its bytes, 64 lower-case hex digits.
///
/// ```
/// use kindstem::instrument::identity;
///
/// assert!(identity(b"").starts_with("e3b0c44298fc1c14"));
/// ```
pub fn identity(bytes: &[u8]) -> String {
    crate::encoding::hex(&Sha256::digest(bytes))
}
