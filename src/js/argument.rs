//! What was given to a verb.

use super::needed::needed;
use super::refusal::Refusal;
use crate::instrument::{ParseError, from_json};
use serde::de::DeserializeOwned;

/// One argument.
#[derive(Clone, Debug)]
pub struct Argument {
    name: &'static str,
    json: String,
    /// Whether somebody wrote this very text, so that its lines and columns mean something.
    written: bool,
}

impl Argument {
    /// Returns a text that somebody wrote.
    pub fn written(name: &'static str, json: String) -> Self {
        Argument { name, json, written: true }
    }

    /// Returns a text that was made of an object.
    pub fn made(name: &'static str, json: String) -> Self {
        Argument { name, json, written: false }
    }

    /// Its name, as its documentation has it.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Its JSON.
    pub fn json(&self) -> &[u8] {
        self.json.as_bytes()
    }

    /// Reads it.
    ///
    /// # Errors
    /// More than `limit` bytes, no JSON, or another shape.
    pub fn read<T: DeserializeOwned>(&self, limit: usize) -> Result<T, Refusal> {
        from_json(self.json(), limit).map_err(|e| self.unreadable(&e))
    }

    /// Returns the refusal for a text that a reader did not take.
    pub fn unreadable(&self, e: &ParseError) -> Refusal {
        let place =
            if self.written && e.line > 0 { format!(" (line {}, column {})", e.line, e.column) } else { String::new() };
        Refusal::one(self.name, e.path.clone(), "unreadable", format!("{}{place}; {}", e.what, needed(self.name)))
    }
}
