//! The variables of an instrument: what becomes a column.

use super::Cell;
use crate::answers::{Answer, Missing, Value};
use crate::instrument::{Decimal, Instrument, Item, Kind, Status};
use crate::record::RecordPart;
use std::collections::BTreeSet;

/// One column of an instrument.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// Name of the column: item ids that begin with the instrument's id stand alone, others get it in front.
    pub name: String,
    /// What it holds.
    pub of: Of,
}

/// What a variable holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Of {
    /// The code or number of an item.
    Item(String),
    /// Whether one option of several was chosen: 1 or 0.
    Chosen(String, i32),
    /// The code in this place of a ranking, from 1; blank where fewer were ranked.
    Place(String, usize),
    /// Whether the answer to an item with a default was chosen: 1, or 0 where nobody touched it.
    Chose(String),
    /// Whether words were given: 1. The words themselves leave by the restricted export only.
    Given(String),
    /// A score; blank where it has no value.
    Score(String),
}

/// Returns every variable of an instrument: those of the items in their order, then the scores.
pub fn variables(x: &Instrument) -> Vec<Variable> {
    let mut out = Vec::new();
    let prefix = prefix(x);
    for (_, _, item) in x.items().filter(|(_, _, i)| i.kept()) {
        let name = named(&prefix, &item.id);
        out.extend(of(x, item).into_iter().map(|(suffix, of)| Variable { name: format!("{name}{suffix}"), of }));
    }
    out.extend(x.scores.iter().map(|s| Variable { name: named(&prefix, &s.id), of: Of::Score(s.id.clone()) }));
    // A score may have the name of an item; two columns may not.
    let mut names = BTreeSet::new();
    for variable in &mut out {
        while !names.insert(variable.name.clone()) {
            variable.name.push_str("_score");
        }
    }
    out
}

/// What the names of an instrument begin with: `phq9` for the slot `phq-9`, whose items have that name already,
/// `kindstem_top3_child` for an instrument of our own.
fn prefix(x: &Instrument) -> String {
    x.id.replace('-', if x.status == Status::PublishedSlot { "" } else { "_" })
}

/// `phq9` and `phq9_1` give `phq9_1`; `phq9` and `total` give `phq9_total`.
fn named(prefix: &str, id: &str) -> String {
    let alone = id.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('_'));
    if alone { id.to_string() } else { format!("{prefix}_{id}") }
}

fn of(x: &Instrument, item: &Item) -> Vec<(String, Of)> {
    let id = || item.id.clone();
    let codes = || x.choices(item).iter().filter(|c| c.missing.is_none()).map(|c| c.code);
    match item.kind {
        Kind::Info => Vec::new(),
        Kind::Choice if item.default.is_some() => {
            vec![(String::new(), Of::Item(id())), ("_chosen".into(), Of::Chose(id()))]
        }
        Kind::Choice | Kind::Number => vec![(String::new(), Of::Item(id()))],
        Kind::Text | Kind::OwnWords => vec![("_given".into(), Of::Given(id()))],
        Kind::Choices => codes().map(|c| (format!("_{c}").replace('-', "m"), Of::Chosen(id(), c))).collect(),
        Kind::Rank => {
            let places = item.at_most.map_or(codes().count(), |n| n as usize);
            (1..=places).map(|p| (format!("_place{p}"), Of::Place(id(), p))).collect()
        }
    }
}

impl Variable {
    /// Returns the cell of this variable for one part of a record.
    pub fn cell(&self, part: &RecordPart) -> Cell {
        let (item, value): (_, fn(&Of, &Value) -> Cell) = match &self.of {
            Of::Score(id) => return part.scores.value(id).map_or(Cell::Blank, Cell::Number),
            Of::Item(item) => (item, number),
            Of::Chosen(item, _) => (item, chosen),
            Of::Place(item, _) => (item, place),
            Of::Chose(item) if part.defaults.contains(item) => return Cell::flag(false),
            Of::Chose(item) | Of::Given(item) => (item, |_, _| Cell::flag(true)),
        };
        match part.answers.get(item) {
            Some(Answer::Value(said)) => value(&self.of, said),
            Some(Answer::Missing(missing)) => Cell::Missing(*missing),
            // Another version of the structure, which does not have the item.
            None => Cell::Missing(Missing::NotInVersion),
        }
    }
}

fn number(_: &Of, said: &Value) -> Cell {
    match said {
        Value::Code(c) => Cell::Number(Decimal::whole(*c)),
        Value::Number(n) => Cell::Number(*n),
        Value::Codes(_) | Value::Text(_) => Cell::Blank,
    }
}

fn chosen(of: &Of, said: &Value) -> Cell {
    match (of, said) {
        (Of::Chosen(_, code), Value::Codes(codes)) => Cell::flag(codes.contains(code)),
        _ => Cell::Blank,
    }
}

fn place(of: &Of, said: &Value) -> Cell {
    match (of, said) {
        (Of::Place(_, place), Value::Codes(codes)) => {
            codes.get(place - 1).map_or(Cell::Blank, |c| Cell::Number(Decimal::whole(*c)))
        }
        _ => Cell::Blank,
    }
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn names_begin_with_the_instrument_once() {
        assert_eq!(named("phq9", "phq9_1"), "phq9_1");
        assert_eq!(named("phq9", "total"), "phq9_total");
        assert_eq!(named("kindstem_top3_child", "first"), "kindstem_top3_child_first");
    }
}
