//! What branching shows.

use super::{Answer, Answers, Value};
use crate::instrument::{Block, Comparison, Decimal, Item, Op, ShowIf};

/// Returns whether branching asks an item, given the answers of its own block.
///
/// An answer of an item that is itself hidden does not count, so hiding spreads: what hangs on a hidden item is
/// hidden too, whatever was once said there.
pub fn visible(block: &Block, item: &Item, answers: &Answers) -> bool {
    within(block, item, answers, 0)
}

fn within(block: &Block, item: &Item, answers: &Answers, depth: usize) -> bool {
    // The lint refuses cycles; a file that was never linted must not run for ever.
    const DEEP: usize = 64;
    let Some(show_if) = &item.show_if else { return true };
    if depth > DEEP {
        return false;
    }
    let lookup = |id: &str| -> Option<&Answer> {
        let other = block.pages.iter().flat_map(|p| &p.items).find(|i| i.id == id)?;
        within(block, other, answers, depth + 1).then(|| answers.get(id)).flatten()
    };
    holds(show_if, lookup)
}

/// Returns whether a `show_if` holds, given a function that looks answers up by item id. A missing code counts as no
/// value.
pub fn holds<'a>(show_if: &ShowIf, lookup: impl Fn(&str) -> Option<&'a Answer>) -> bool {
    let test = |c: &Comparison| compares(c, lookup(&c.item).and_then(Answer::value));
    if show_if.any.is_empty() { show_if.all.iter().all(test) } else { show_if.any.iter().any(test) }
}

fn compares(c: &Comparison, said: Option<&Value>) -> bool {
    let with = |test: fn(Decimal, Decimal) -> bool| match (said, c.value) {
        (Some(Value::Code(x)), Some(v)) => test(Decimal::whole(*x), v),
        (Some(Value::Number(x)), Some(v)) => test(*x, v),
        (Some(Value::Codes(xs)), Some(v)) => xs.iter().any(|x| test(Decimal::whole(*x), v)),
        _ => false,
    };
    match c.op {
        Op::Exists => said.is_some(),
        Op::Missing => said.is_none(),
        Op::Eq => with(|a, b| a == b),
        // "Not one of the chosen" for several codes, where "one of them differs" would surprise.
        Op::Ne => match (said, c.value) {
            (Some(Value::Codes(xs)), Some(v)) => xs.iter().all(|x| Decimal::whole(*x) != v),
            _ => with(|a, b| a != b),
        },
        Op::Lt => with(|a, b| a < b),
        Op::Le => with(|a, b| a <= b),
        Op::Gt => with(|a, b| a > b),
        Op::Ge => with(|a, b| a >= b),
    }
}
