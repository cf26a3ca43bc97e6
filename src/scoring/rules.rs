//! One rule applied to its inputs.

use super::inputs::{self, Input};
use super::{Context, Empty, Exact, class, written};
use crate::answers::Answers;
use crate::instrument::{Decimal, Instrument, Rule, Score, Then};
use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul};

type R = Ratio<i64>;

/// The value with which later scores go on: exact, unless the score says how it rounds.
pub(super) fn one(
    instrument: &Instrument,
    score: &Score,
    answers: &Answers,
    earlier: &[Exact<'_>],
    context: Context<'_>,
) -> Result<R, Empty> {
    if let Some(value) = condition(score, answers, earlier)? {
        return Ok(value.ratio());
    }
    let inputs = inputs::all(instrument, score, answers, earlier)?;
    let value = match score.rule {
        Rule::Sum | Rule::Mean | Rule::Count => added(score, &inputs)?,
        Rule::Any | Rule::All => decided(score, &inputs)?,
        Rule::Max => largest(score, &inputs)?,
        Rule::Linear => linear(score, single(score, &inputs)?)?,
        Rule::Recode => recode(score, single(score, &inputs)?)?,
        Rule::Norm => return norm(score, single(score, &inputs)?, context).map(Decimal::ratio),
        Rule::Class => class::class(instrument, score, &inputs, context)?,
    };
    match score.round {
        None => Ok(value),
        Some(r) => Decimal::rounded(value, r.places).map(Decimal::ratio).ok_or(Empty::TooLarge),
    }
}

/// `Ok(None)`: the score is to be computed. `Ok(Some)`: the definition gives the value outright.
fn condition(score: &Score, answers: &Answers, earlier: &[Exact<'_>]) -> Result<Option<Decimal>, Empty> {
    let Some(c) = &score.only_if else { return Ok(None) };
    let (on, found) = match (&c.item, &c.score) {
        (Some(id), _) => (id, answers.get(id).and_then(|a| a.number())),
        (None, Some(id)) => (id, inputs::earlier_value(id, earlier).map(written).transpose()?),
        (None, None) => return Ok(None),
    };
    match found {
        Some(value) if value == c.is => Ok(None),
        Some(_) if c.otherwise.is_some() => Ok(c.otherwise),
        _ => Err(Empty::Condition { on: on.clone(), is: c.is.to_string() }),
    }
}

fn too_few(score: &Score, inputs: &[Input]) -> Empty {
    // With a score as the only kind of input, its id says more than a count.
    if let (true, Some(id)) = (score.items.is_empty(), first_missing_score(score, inputs)) {
        return Empty::NeedsScore(id);
    }
    let allowed = score.missing.map_or(0, |m| m.at_most as usize);
    let of = inputs.len();
    Empty::TooFew { answered: inputs.iter().flatten().count(), of, needed: of.saturating_sub(allowed).max(1) }
}

fn first_missing_score(score: &Score, inputs: &[Input]) -> Option<String> {
    let scores = inputs.iter().skip(score.items.len());
    scores.zip(&score.scores).find(|(input, _)| input.is_none()).map(|(_, id)| id.clone())
}

/// `sum`, `mean`, `count`, with the missing rule.
fn added(score: &Score, inputs: &[Input]) -> Result<R, Empty> {
    let of = inputs.len();
    let answered = inputs.iter().flatten().count();
    let missing = of - answered;
    if answered == 0 || missing > score.missing.map_or(0, |m| m.at_most as usize) {
        return Err(too_few(score, inputs));
    }
    let counted: Vec<R> = match score.rule {
        Rule::Count => {
            let limit = at_least(score);
            let counts = inputs.iter().flatten().map(|x| Ok(R::from_integer((written(*x)? >= limit).into())));
            counts.collect::<Result<_, Empty>>()?
        }
        _ => inputs.iter().flatten().copied().collect(),
    };
    let mut sum = R::from_integer(0);
    for x in counted {
        sum = plus(sum, x).ok_or(Empty::TooLarge)?;
    }
    let (all, there) = (whole(of)?, whole(answered)?);
    if missing > 0 && score.missing.is_some_and(|m| m.then != Then::Zero) {
        sum = sum.checked_mul(&all).and_then(|s| s.checked_div(&there)).ok_or(Empty::TooLarge)?;
    }
    match score.rule {
        Rule::Mean => sum.checked_div(&all).ok_or(Empty::TooLarge),
        _ => Ok(sum),
    }
}

/// Whole numbers, which most points are, need no common denominator.
fn plus(a: R, b: R) -> Option<R> {
    if a.is_integer() && b.is_integer() {
        return a.to_integer().checked_add(b.to_integer()).map(R::from_integer);
    }
    a.checked_add(&b)
}

/// `any` and `all`: three-valued, so that what is there may decide.
fn decided(score: &Score, inputs: &[Input]) -> Result<R, Empty> {
    let limit = at_least(score);
    let (decisive, other) = if score.rule == Rule::Any { (true, 0) } else { (false, 1) };
    for x in inputs.iter().flatten() {
        if (written(*x)? >= limit) == decisive {
            return Ok(R::from_integer(1 - other));
        }
    }
    let answered = inputs.iter().flatten().count();
    match answered {
        n if n == inputs.len() && n > 0 => Ok(R::from_integer(other)),
        0 => Err(too_few(score, inputs)),
        n => Err(Empty::Undecided { answered: n, of: inputs.len() }),
    }
}

fn largest(score: &Score, inputs: &[Input]) -> Result<R, Empty> {
    let there = inputs.iter().flatten().max().copied();
    let complete = inputs.iter().all(Option::is_some);
    match there {
        Some(x) if complete => Ok(x),
        Some(x) if written(x).is_ok_and(|x| score.ceiling.is_some_and(|c| x >= c)) => Ok(x),
        _ => Err(too_few(score, inputs)),
    }
}

fn single(score: &Score, inputs: &[Input]) -> Result<R, Empty> {
    inputs.first().copied().flatten().ok_or_else(|| too_few(score, inputs))
}

fn linear(score: &Score, x: R) -> Result<R, Empty> {
    let factor = score.factor.unwrap_or(Decimal::whole(1)).ratio();
    let offset = score.offset.unwrap_or_default().ratio();
    x.checked_mul(&factor).and_then(|y| y.checked_add(&offset)).ok_or(Empty::TooLarge)
}

fn recode(score: &Score, x: R) -> Result<R, Empty> {
    let x = written(x)?;
    let step = score.steps.iter().find(|s| s.from <= x && x <= s.to);
    step.map(|s| s.value.ratio()).ok_or(Empty::NoStep)
}

fn norm(score: &Score, x: R, context: Context<'_>) -> Result<Decimal, Empty> {
    let table = score.norm.as_ref().map_or("", |n| n.table.as_str());
    let raw = written(x)?;
    context.norms.ok_or_else(|| Empty::NeedsNorm(table.to_string()))?.lookup(table, raw)
}

fn at_least(score: &Score) -> Decimal {
    score.at_least.unwrap_or(Decimal::whole(1))
}

fn whole(n: usize) -> Result<R, Empty> {
    i64::try_from(n).map(R::from_integer).map_err(|_| Empty::TooLarge)
}
