//! Two waves of the same informant about the same target, and why they cannot be compared.

use super::cohort::Who;
use super::{Cohort, Seen};
use crate::instrument::Length;
use std::fmt;

/// Why two answers cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Nothing was said in this wave.
    NotAt(String),
    /// Another version of the instrument.
    OtherStructure,
    /// Words that were corrected, or another pack.
    OtherWords,
    /// Another language.
    OtherLanguage,
    /// Another set of words and look.
    OtherSet,
    /// Another way of filling in.
    OtherMode,
    /// Another length of the period.
    OtherPeriod,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Why::NotAt(wave) => return write!(f, "not asked or not answered at {wave}"),
            Why::OtherStructure => "another version of the instrument",
            Why::OtherWords => "other words",
            Why::OtherLanguage => "another language",
            Why::OtherSet => "another set",
            Why::OtherMode => "another way of filling in",
            Why::OtherPeriod => "another length of the period",
        })
    }
}

/// The same informant about the same target in two waves.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    /// Who about whom with what.
    pub who: &'a Who,
    /// Earlier.
    pub from: Option<&'a Seen>,
    /// Later.
    pub to: Option<&'a Seen>,
}

impl Cohort<'_> {
    /// Returns a pair for every informant, target and instrument with answers in one of two waves (ids).
    pub fn pairs<'s>(&'s self, from: &str, to: &str) -> Vec<Pair<'s>> {
        let pair = |(who, waves): (&'s Who, &'s std::collections::BTreeMap<String, Seen>)| Pair {
            who,
            from: waves.get(from),
            to: waves.get(to),
        };
        self.seen.iter().map(pair).filter(|p| p.from.is_some() || p.to.is_some()).collect()
    }
}

impl Pair<'_> {
    /// Returns the answers of both waves, if they can be compared.
    ///
    /// # Errors
    /// Every reason why they cannot.
    pub fn both(&self, from: &str, to: &str) -> Result<(&Seen, &Seen), Vec<Why>> {
        match (self.from, self.to) {
            (Some(a), Some(b)) => {
                let why = unlike(a, b);
                if why.is_empty() { Ok((a, b)) } else { Err(why) }
            }
            (None, _) => Err(vec![Why::NotAt(from.to_string())]),
            (_, None) => Err(vec![Why::NotAt(to.to_string())]),
        }
    }
}

/// Everything in which two waves were asked otherwise.
pub(super) fn unlike(a: &Seen, b: &Seen) -> Vec<Why> {
    let other_language = a.languages != b.languages;
    [
        (a.structure != b.structure, Why::OtherStructure),
        (other_language, Why::OtherLanguage),
        // Another language has other words always; that is said once.
        (!other_language && a.words != b.words, Why::OtherWords),
        (a.set != b.set, Why::OtherSet),
        (a.modes != b.modes, Why::OtherMode),
        (a.period.map(Length::months) != b.period.map(Length::months), Why::OtherPeriod),
    ]
    .into_iter()
    .filter_map(|(is, why)| is.then_some(why))
    .collect()
}

/// Reasons in one cell.
pub(super) fn said(why: &[Why]) -> String {
    why.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
