//! One score of one informant about one target in two waves.

use super::pairs::said;
use super::{Figures, Pair, Reliable, Seen};
use crate::instrument::{Decimal, Rule, Score};

/// What is known of it, each with why where there is nothing.
pub(super) struct Measured {
    pub first: Result<Decimal, String>,
    pub last: Result<Decimal, String>,
    pub figures: Result<Figures, &'static str>,
    /// Both, where they may be compared.
    pub compared: Result<(f64, f64), String>,
    /// The index, and which way.
    pub rc: Result<(f64, Reliable), String>,
}

/// `own` are the researcher's figures, which come before those of the definition.
pub(super) fn measured(pair: &Pair<'_>, definition: &Score, from: &str, to: &str, own: Option<&Figures>) -> Measured {
    let at = |seen: Option<&Seen>, wave: &str| match seen {
        None => Err(format!("not asked or not answered at {wave}")),
        Some(seen) => match seen.scores.iter().find(|s| s.id == definition.id) {
            Some(score) => score.result.clone().map_err(|e| format!("{wave}: {e}")),
            None => Err(format!("{wave}: this version has no such score")),
        },
    };
    let (first, last) = (at(pair.from, from), at(pair.to, to));
    let figures = own.cloned().map_or_else(|| Figures::of(definition), Ok);
    let compared = match (pair.both(from, to), &first, &last) {
        (Err(why), _, _) => Err(said(&why)),
        (_, Err(why), _) | (_, _, Err(why)) => Err(why.clone()),
        (Ok(_), Ok(a), Ok(b)) => Ok((a.to_f64(), b.to_f64())),
    };
    let rc = compared.clone().and_then(|(a, b)| {
        let figures = figures.as_ref().map_err(|why| format!("no reliable change: {why}"))?;
        Ok(figures.change(a, b))
    });
    Measured { first, last, figures, compared, rc }
}

/// Whether change of a score is a number; a class moves, see [`super::classes`].
pub(super) fn is_number(score: &Score) -> bool {
    score.rule != Rule::Class
}
