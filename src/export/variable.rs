//! The variables of an instrument: what becomes a column.

use super::Cell;
use crate::answers::{Answer, Missing};
use crate::instrument::kind::{ItemColumn, Reads};
use crate::instrument::{Instrument, Status};
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
    /// A part of the answer to an item.
    Item(String, ItemColumn),
    /// A score; blank where it has no value.
    Score(String),
}

/// Returns every variable of an instrument: those of the items in their order, then the scores.
pub fn variables(x: &Instrument) -> Vec<Variable> {
    let mut out = Vec::new();
    let prefix = prefix(x);
    for (_, _, item) in x.items().filter(|(_, _, i)| i.kept()) {
        let name = named(&prefix, &item.id);
        let columns = item.kind.at_desk().columns(x.choices(item));
        out.extend(columns.into_iter().map(|column| Variable {
            name: format!("{name}{}", column.suffix),
            of: Of::Item(item.id.clone(), column),
        }));
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
    x.id.replace('-', if x.status == Status::Published { "" } else { "_" })
}

/// `phq9` and `phq9_1` give `phq9_1`; `phq9` and `total` give `phq9_total`.
fn named(prefix: &str, id: &str) -> String {
    let alone = id.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('_'));
    if alone { id.to_string() } else { format!("{prefix}_{id}") }
}

impl Variable {
    /// Returns the cell of this variable for one part of a record.
    pub fn cell(&self, part: &RecordPart) -> Cell {
        let (item, column) = match &self.of {
            Of::Score(id) => return part.scores.value(id).map_or(Cell::Blank, Cell::Number),
            Of::Item(item, column) => (item, column),
        };
        if column.reads == Reads::Touched && part.defaults.contains(item) {
            return Cell::flag(false);
        }
        match part.answers.get(item) {
            Some(Answer::Value(said)) => column.reads.of(said).map_or(Cell::Blank, Cell::Number),
            Some(Answer::Missing(missing)) => Cell::Missing(*missing),
            // Another version of the structure, which does not have the item.
            None => Cell::Missing(Missing::NotInVersion),
        }
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
