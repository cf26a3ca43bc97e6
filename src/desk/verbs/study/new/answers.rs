//! What only the researcher knows about a study, as it is asked and as `answers.json` keeps it.

use crate::desk::host::error::Failure;
use crate::desk::host::files;
use crate::desk::host::zone::{ADVICE, Zone};
use crate::study::{Recipient, Role, Texts, language, languages};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Everything that is asked.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// Lower-case with hyphens.
    pub id: String,
    /// For researchers.
    pub title: String,
    /// Languages that this program has words in; the first is the fallback.
    pub languages: Vec<String>,
    /// Where the study is, as a name of the time zone database.
    pub time_zone: String,
    /// Months after the first wave, from 0: one to three waves.
    pub months: Vec<u32>,
    /// Who is asked.
    pub roles: Vec<Role>,
    /// Whether children and young people may write between waves.
    pub letterbox: bool,
    /// Who reads the answers: two or more people with their public keys.
    pub readers: Vec<Recipient>,
    /// Who reads contact envelopes; the readers of the answers where absent.
    #[serde(default)]
    pub contact_readers: Vec<Recipient>,
    /// Whom to call.
    pub contact: String,
    /// The number.
    pub phone: String,
    /// When somebody can be called, per language.
    pub hours: Texts,
    /// Days within which contact envelopes and messages are read.
    pub read_interval_days: u32,
    /// Address of the intake, or of the host that serves it with the page.
    pub intake: String,
}

/// Reads `answers.json`.
pub fn read(path: &Path) -> Result<Answers, Failure> {
    let bytes = files::read(path)?;
    serde_json::from_slice(&bytes).map_err(|e| {
        let advice = "kindstem study new without --answers asks for each, and writes such a file";
        Failure::unusable(format_args!("{}: {e}", path.display()), advice)
    })
}

impl Answers {
    /// Where the study is.
    ///
    /// # Errors
    /// There is no such time zone.
    pub fn zone(&self) -> Result<Zone, Failure> {
        let name = &self.time_zone;
        Zone::named(Some(name))
            .ok_or_else(|| Failure::findings(format_args!("time_zone: {name:?} is not a time zone"), ADVICE))
    }

    /// What can be said before a study is made of it; the rest is the study check's.
    pub fn check(&self) -> Result<(), Failure> {
        let wrong = |what: &str, advice: &str| Err(Failure::findings(what, advice));
        if self.languages.is_empty() {
            return wrong("languages: there is none", "give one or more, the fallback first");
        }
        if let Some(lang) = self.languages.iter().find(|l| language(l).is_none()) {
            let known: Vec<&str> = languages().iter().map(|l| l.code.as_str()).collect();
            let what = format!("languages: this program has no words in {lang:?}");
            return wrong(&what, &format!("choose from {}", known.join(", ")));
        }
        if let Some(lang) = self.languages.iter().find(|l| self.hours.get(l.as_str()).is_none()) {
            return wrong(&format!("hours: there is no text in {lang}"), "give one for each of the languages");
        }
        if self.months.first() != Some(&0) || self.months.len() > 3 || !self.months.is_sorted_by(|a, b| a < b) {
            return wrong(
                "months: these do not make waves",
                "write at most three months in ascending order, the first one 0",
            );
        }
        if self.roles.is_empty() {
            return wrong("roles: the list is empty", "write at least one of parent, child, young, professional");
        }
        Ok(())
    }
}
