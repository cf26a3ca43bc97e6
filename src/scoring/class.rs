//! The violence class of one respondent about one pair or child, in one direction.
//!
//! This project's own rule, not the published study's, whose counting rule is not public. Severe once, or a rate of
//! `frequent_at` per twelve months and more: 2. Every item of the class set answered "never in this period": 0.
//! Some, below that: 1. With items missing the class lies between what it would be if none of the missing had
//! happened and if all had, as often as the answer format can say.

use super::inputs::{self, Input};
use super::{Context, Empty};
use crate::instrument::{Bound, Decimal, Instrument, Score};
use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul};

type R = Ratio<i64>;

const NAMES: [&str; 3] = ["none", "moderate", "frequent_or_severe"];

pub(super) fn class(
    instrument: &Instrument,
    score: &Score,
    points: &[Input],
    context: Context<'_>,
) -> Result<R, Empty> {
    let Some(rule) = &score.class else { return Err(Empty::TooLarge) };
    if points.iter().all(Option::is_none) {
        return Err(Empty::TooFew { answered: 0, of: points.len(), needed: 1 });
    }
    let period = context.period.or(instrument.period).ok_or(Empty::TooLarge)?;
    let nothing = R::from_integer(0);
    let bounded = |high: bool| -> Result<usize, Empty> {
        let mut count = nothing;
        let mut severe = false;
        for (id, input) in score.items.iter().zip(points) {
            let x = match input {
                Some(x) => *x,
                None if high => inputs::reach(instrument, score, id).ok_or(Empty::TooLarge)?.1,
                None => nothing,
            };
            severe |= x > nothing && rule.severe.contains(id);
            count = count.checked_add(&x).ok_or(Empty::TooLarge)?;
        }
        let rate = count.checked_mul(&R::from_integer(12)).and_then(|c| c.checked_div(&period.length.months()));
        let frequent = rate.ok_or(Empty::TooLarge)? >= rule.frequent_at.ratio();
        Ok(if severe || (frequent && count > nothing) { 2 } else { usize::from(count > nothing) })
    };
    let class = match rule.bound {
        Bound::Low => bounded(false)?,
        Bound::High => bounded(true)?,
        Bound::Exact => match (bounded(false)?, bounded(true)?) {
            (low, high) if low == high => low,
            (low, high) => return Err(Empty::Between(NAMES[low], NAMES[high])),
        },
    };
    Ok(Decimal::whole(class as i32).ratio())
}
