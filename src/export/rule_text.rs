//! Rules in words: what a score does, every parameter included, and when an item is shown.

use crate::instrument::{
    Bound, Comparison, Condition, Decimal, Instrument, Op, Rule, Score, ShowIf, Then, ViolenceClass,
};

/// What a score of an instrument does, with everything that goes in.
pub(crate) fn text(x: &Instrument, s: &Score) -> String {
    let inputs: Vec<&str> = s.items.iter().chain(&s.scores).map(String::as_str).collect();
    let inputs = inputs.join(", ");
    let mut out = vec![match s.rule {
        Rule::Linear => format!("{inputs} {}", what(s)),
        Rule::Recode => format!("{inputs}: {}", what(s)),
        Rule::Norm => format!("{inputs} in the {}", what(s)),
        _ => format!("{} of {inputs}", what(s)),
    }];
    out.extend((!s.reverse.is_empty()).then(|| format!("reversed: {}", s.reverse.join(", "))));
    out.extend(s.missing.map(|m| format!("up to {} missing, {}", m.at_most, then(m.then))));
    out.extend(s.ceiling.map(|c| format!("{c} decides whatever is missing")));
    out.extend(more(x, s));
    out.join("; ")
}

/// What is done with the inputs.
pub(crate) fn what(s: &Score) -> String {
    let from = s.at_least.unwrap_or(Decimal::whole(1));
    match s.rule {
        Rule::Sum => "sum".into(),
        Rule::Mean => "mean".into(),
        Rule::Count => format!("how many are {from} or more"),
        Rule::Any => format!("1 if any is {from} or more"),
        Rule::All => format!("1 if all are {from} or more"),
        Rule::Max => "largest".into(),
        Rule::Linear => {
            let (factor, offset) = (s.factor.unwrap_or(Decimal::whole(1)), s.offset.unwrap_or_default());
            if offset == Decimal::default() { format!("× {factor}") } else { format!("× {factor} + {offset}") }
        }
        Rule::Recode => {
            let steps: Vec<String> = s.steps.iter().map(|t| format!("{} to {} is {}", t.from, t.to, t.value)).collect();
            steps.join(", ")
        }
        Rule::Norm => format!("norm table {}", s.norm.as_ref().map_or("", |n| n.table.as_str())),
        Rule::Class => "violence class".into(),
    }
}

/// What else belongs to a rule: parameters of the class, points, condition, rounding.
pub(crate) fn more(x: &Instrument, s: &Score) -> Vec<String> {
    let mut out: Vec<String> = s.class.as_ref().map(class).into_iter().collect();
    out.extend(s.recode.as_ref().map(|table| points(x, table)));
    out.extend(s.only_if.as_ref().map(condition));
    out.extend(s.round.map(|r| match r.places {
        0 => "rounded to a whole number".to_string(),
        n => format!("rounded to {n} places"),
    }));
    out
}

fn points(x: &Instrument, table: &str) -> String {
    let rows = x.recodes.get(table).into_iter().flatten();
    let rows: Vec<String> = rows.map(|r| format!("{} = {}", r.code, r.points)).collect();
    format!("codes become points by {table} ({})", rows.join(", "))
}

/// This project's own rule: whoever reads the number must see its parameters.
fn class(c: &ViolenceClass) -> String {
    let bound = match c.bound {
        Bound::Exact => "where missing items leave it open there is none",
        Bound::Low => "as if nothing of what is missing had happened",
        Bound::High => "as if all of what is missing had happened",
    };
    format!(
        "0 none, 1 moderate, 2 frequent or severe: severe once ({}), or {} and more per 12 months; {bound}; \
         rule of this project",
        c.severe.join(", "),
        c.frequent_at
    )
}

fn condition(c: &Condition) -> String {
    let on = c.item.as_ref().or(c.score.as_ref()).map_or("", String::as_str);
    match c.otherwise {
        Some(value) => format!("only where {on} is {}, else {value}", c.is),
        None => format!("only where {on} is {}", c.is),
    }
}

/// When an item is shown.
pub(crate) fn shown_if(s: &ShowIf) -> String {
    let join = |all: &[Comparison], word: &str| all.iter().map(comparison).collect::<Vec<_>>().join(word);
    if s.any.is_empty() { join(&s.all, " and ") } else { join(&s.any, " or ") }
}

fn comparison(c: &Comparison) -> String {
    let sign = match c.op {
        Op::Exists => return format!("{} has a value", c.item),
        Op::Missing => return format!("{} has no value", c.item),
        Op::Eq => "is",
        Op::Ne => "is not",
        Op::Lt => "is under",
        Op::Le => "is at most",
        Op::Gt => "is over",
        Op::Ge => "is at least",
    };
    format!("{} {sign} {}", c.item, c.value.unwrap_or_default())
}

pub(crate) fn then(then: Then) -> &'static str {
    match then {
        Then::Prorate => "the rest counts in proportion",
        Then::PersonMean => "each takes the mean of the answered ones",
        Then::Zero => "each counts as nothing",
    }
}
