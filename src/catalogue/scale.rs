//! One score of an instrument, as the catalogue has it.

use crate::export::rule_text;
use crate::instrument::{Band, Bound, Decimal, Instrument, Reliability, Rule, Score};
use serde::Serialize;

/// What the catalogue says of one score.
#[derive(Clone, Debug, Serialize)]
pub struct Scale<'a> {
    /// Id.
    pub id: &'a str,
    /// How the score is computed from its items, in words.
    pub rule: String,
    /// Ids of the items that it uses.
    pub items: &'a [String],
    /// Ids of the items that it reverses.
    pub reverse: &'a [String],
    /// Ids of the earlier scores that it uses.
    pub scores: &'a [String],
    /// Lowest possible value, in points.
    pub min: Option<Decimal>,
    /// Highest possible value, in points.
    pub max: Option<Decimal>,
    /// What happens if answers are missing, in words.
    pub missing: String,
    /// Cut-offs.
    pub bands: &'a [Band],
    /// Standard deviation of the score in its sources, in points.
    pub sd: Option<Decimal>,
    /// Reliability with its kind.
    pub reliability: Option<Reliability>,
    /// The publications from which these facts were taken.
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
            missing: missing(s),
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

/// What missing answers do to a score.
fn missing(s: &Score) -> String {
    let input = if s.items.is_empty() { "score" } else { "item" };
    let one = s.items.len() + s.scores.len() == 1;
    match (s.rule, s.missing) {
        (Rule::Sum | Rule::Mean | Rule::Count, Some(m)) => {
            format!("up to {} missing: {}", m.at_most, rule_text::then(m.then))
        }
        (Rule::Sum | Rule::Mean | Rule::Count, None) if !one => format!("every {input} is needed"),
        (Rule::Any, _) if !one => format!("one {input} is enough for 1; 0 needs every {input}"),
        (Rule::All, _) if !one => format!("one {input} is enough for 0; 1 needs every {input}"),
        (Rule::Max, _) => match s.ceiling {
            Some(c) => format!("every {input} is needed, unless one is {c}"),
            None => format!("every {input} is needed"),
        },
        (Rule::Class, _) => match s.class.as_ref().map(|c| c.bound) {
            Some(Bound::Low) => "what is missing counts as not happened".into(),
            Some(Bound::High) => "what is missing counts as happened".into(),
            _ => "no class where what is missing leaves it open".into(),
        },
        _ => format!("the one {input} is needed"),
    }
}
