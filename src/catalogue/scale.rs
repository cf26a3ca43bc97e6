//! One score of an instrument, as the catalogue has it.

use crate::export::rule_text;
use crate::instrument::{Band, Decimal, Instrument, Reliability, Rule, Score};
use serde::Serialize;

/// A score.
#[derive(Clone, Debug, Serialize)]
pub struct Scale<'a> {
    /// Id.
    pub id: &'a str,
    /// What is done with what goes in, in words.
    pub rule: String,
    /// Items that go in.
    pub items: &'a [String],
    /// Which of them count the other way round.
    pub reverse: &'a [String],
    /// Earlier scores that go in.
    pub scores: &'a [String],
    /// Lowest possible value.
    pub min: Option<Decimal>,
    /// Highest possible value.
    pub max: Option<Decimal>,
    /// What missing answers do, in words.
    pub missing: String,
    /// Cut-offs.
    pub bands: &'a [Band],
    /// Standard deviation.
    pub sd: Option<Decimal>,
    /// Reliability with its kind.
    pub reliability: Option<Reliability>,
    /// Where all of this was read.
    pub sources: &'a [String],
    /// Whether somebody has checked it.
    pub checked: bool,
    /// Needs a norm table.
    #[serde(skip)]
    pub norm: bool,
}

/// Words at which names of scores about violence part: the same items, counted in several ways.
const WAYS: [&str; 3] = ["prevalence", "chronicity", "ever"];

impl<'a> Scale<'a> {
    pub(super) fn new(x: &'a Instrument, s: &'a Score) -> Self {
        let mut rule = vec![rule_text::what(s)];
        rule.extend(rule_text::more(x, s));
        Scale {
            id: &s.id,
            rule: rule.join("; "),
            items: &s.items,
            reverse: &s.reverse,
            scores: &s.scores,
            min: s.min,
            max: s.max,
            missing: rule_text::missing(s),
            bands: &s.bands,
            sd: s.sd,
            reliability: s.reliability,
            sources: &s.sources,
            checked: s.checked,
            norm: s.rule == Rule::Norm,
        }
    }

    /// `physical_assault_by_partner_ever` is `physical_assault_by_partner`, counted as `ever`.
    pub(super) fn way(&self) -> Option<(String, &'static str)> {
        let (before, way, after) = WAYS.iter().find_map(|way| {
            let at = self.id.split('_').position(|word| word == *way)?;
            let words: Vec<&str> = self.id.split('_').collect();
            Some((words[..at].join("_"), *way, words[at + 1..].join("_")))
        })?;
        let stem = [before, after].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("_");
        (!stem.is_empty()).then_some((stem, way))
    }
}
