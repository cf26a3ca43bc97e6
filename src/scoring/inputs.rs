//! What goes into a score: points of items, values of earlier scores, or nothing.

use super::{Empty, Exact};
use crate::answers::{Answer, Answers};
use crate::instrument::{Decimal, Instrument, Points, Score};
use num_rational::Ratio;

/// One input; `None` where it is missing.
pub(super) type Input = Option<Ratio<i64>>;

/// Lowest and highest points that an item can give; `None` for an item without a range.
pub(super) fn reach(instrument: &Instrument, score: &Score, id: &str) -> Option<(Ratio<i64>, Ratio<i64>)> {
    let item = instrument.item(id)?;
    let table = table(instrument, score);
    let points: Option<Vec<_>> = match (item.range(instrument.choices(item)), table) {
        (Some((low, high)), None) => return Some((low.ratio(), high.ratio())),
        // A typed number has points only where the table has a row for it.
        (Some(_), Some(rows)) => Some(rows.iter().map(|r| r.points.ratio()).collect()),
        (None, _) => {
            let codes = instrument.choices(item).iter().filter(|c| c.missing.is_none());
            codes.map(|c| points(table, Decimal::whole(c.code))).collect()
        }
    };
    let points = points?;
    Some((*points.iter().min()?, *points.iter().max()?))
}

/// Points of one item, recoded and reversed.
fn item(instrument: &Instrument, score: &Score, id: &str, answer: Option<&Answer>) -> Result<Input, Empty> {
    let Some(said) = answer.and_then(Answer::number) else { return Ok(None) };
    let Some(points) = points(table(instrument, score), said) else { return Ok(None) };
    if !score.reverse.iter().any(|r| r == id) {
        return Ok(Some(points));
    }
    let (low, high) = reach(instrument, score, id).ok_or(Empty::TooLarge)?;
    Ok(Some(low + high - points))
}

/// All inputs in their order, items first.
pub(super) fn all(
    instrument: &Instrument,
    score: &Score,
    answers: &Answers,
    earlier: &[Exact<'_>],
) -> Result<Vec<Input>, Empty> {
    let mut out = Vec::with_capacity(score.items.len() + score.scores.len());
    let mut next = 0;
    for id in &score.items {
        out.push(item(instrument, score, id, answers.get_next(id, &mut next))?);
    }
    for id in &score.scores {
        out.push(earlier_value(id, earlier));
    }
    Ok(out)
}

/// The exact value of an earlier score.
pub(super) fn earlier_value(id: &str, earlier: &[Exact<'_>]) -> Input {
    earlier.iter().find(|(earlier, _)| *earlier == id)?.1
}

fn table<'a>(instrument: &'a Instrument, score: &Score) -> Option<&'a [Points]> {
    score.recode.as_ref().and_then(|name| instrument.recodes.get(name)).map(Vec::as_slice)
}

/// A code without a row in the table gives no points: it counts as missing, never as nothing.
fn points(table: Option<&[Points]>, said: Decimal) -> Option<Ratio<i64>> {
    match table {
        None => Some(said.ratio()),
        Some(rows) => rows.iter().find(|r| Decimal::whole(r.code) == said).map(|r| r.points.ratio()),
    }
}
