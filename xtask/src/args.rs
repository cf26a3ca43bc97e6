//! Words after a verb: names, `--switch`, `--option VALUE`. Whatever no verb asked for is an error.

use anyhow::{Context, Result, bail};
use std::str::FromStr;

/// The words that are still unread.
pub struct Args(Vec<String>);

impl Args {
    /// Takes all words.
    pub fn read(words: impl Iterator<Item = String>) -> Result<Self> {
        Ok(Args(words.collect()))
    }

    /// Whether `--name` stands there.
    pub fn switch(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|w| w != name);
        self.0.len() != before
    }

    /// The value behind `--name`.
    pub fn option<T: FromStr>(&mut self, name: &str) -> Result<Option<T>> {
        let Some(at) = self.0.iter().position(|w| w == name) else { return Ok(None) };
        if at + 1 >= self.0.len() {
            bail!("{name} needs a value behind it");
        }
        let value = self.0.remove(at + 1);
        self.0.remove(at);
        value.parse().map(Some).ok().with_context(|| format!("{name} {value}: not a value that it takes"))
    }

    /// The next word that is no option.
    pub fn word(&mut self) -> Option<String> {
        let at = self.0.iter().position(|w| !w.starts_with("--"))?;
        Some(self.0.remove(at))
    }

    /// Nothing may be left.
    pub fn end(&self) -> Result<()> {
        match self.0.first() {
            None => Ok(()),
            Some(word) => bail!("{word}: this verb does not take it; `cargo xtask help` lists what it takes"),
        }
    }
}
