//! The violence class of one informant about one pair or child in one direction, with its bounds.

use super::class::Class;
use crate::answers::{Answer, Missing};
use crate::instrument::{Bound, Instrument, Rule, Score};
use crate::record::RecordPart;

/// One class. `low` and `high` differ where missing answers leave it open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The score: says the direction.
    pub score: String,
    /// As if nothing of what is missing had happened.
    pub low: Class,
    /// As if all of it had.
    pub high: Class,
}

/// Children below this age have a class of their own where an instrument has one (shaking counts as severe).
const UNDER_TWO: &str = "class_under_two";

/// The classes of a part. One of which every item is not applicable or hidden is none at all: no such partner, no
/// contact. It never becomes 0.
pub(super) fn units(x: &Instrument, part: &RecordPart, age: Option<u32>) -> Vec<Unit> {
    let exact = x.scores.iter().filter(|s| bound(s) == Some(Bound::Exact));
    let younger = age.is_some_and(|a| a < 2) && x.scores.iter().any(|s| s.id == UNDER_TWO);
    let of_age = |s: &&Score| match s.id.as_str() {
        UNDER_TWO => younger,
        "class" => !younger,
        _ => true,
    };
    exact.filter(of_age).filter_map(|s| unit(x, part, s)).collect()
}

fn unit(x: &Instrument, part: &RecordPart, exact: &Score) -> Option<Unit> {
    // Hidden because somebody is not there is one thing; hidden because nobody said whether somebody is there is another.
    let nobody = |id: &String| match part.answers.get(id) {
        Some(Answer::Missing(Missing::NotApplicable | Missing::NotInVersion)) => true,
        Some(Answer::Missing(Missing::NotShown)) => !asks_in_vain(x, part, id),
        _ => false,
    };
    if exact.items.iter().all(nobody) {
        return None;
    }
    let value = |s: &Score| part.scores.value(&s.id).and_then(Class::of);
    let sibling = |bound_: Bound| {
        let same = |s: &&Score| {
            let rule = |s: &Score| s.class.as_ref().map(|c| (c.severe.clone(), c.frequent_at));
            bound(s) == Some(bound_) && s.items == exact.items && rule(s) == rule(exact)
        };
        x.scores.iter().find(same).and_then(value)
    };
    // What nobody can bound may be anything.
    let (low, high) = match value(exact) {
        Some(class) => (class, class),
        None => (sibling(Bound::Low).unwrap_or(Class::None), sibling(Bound::High).unwrap_or(Class::Severe)),
    };
    Some(Unit { score: exact.id.clone(), low, high })
}

fn bound(s: &Score) -> Option<Bound> {
    s.class.as_ref().filter(|_| s.rule == Rule::Class).map(|c| c.bound)
}

/// Whether what an item is shown by was left without an answer.
fn asks_in_vain(x: &Instrument, part: &RecordPart, id: &str) -> bool {
    let Some(shown_if) = x.item(id).and_then(|i| i.show_if.as_ref()) else { return false };
    shown_if.all.iter().chain(&shown_if.any).any(|c| {
        use Missing::{NotApplicable, NotInVersion, NotShown};
        let said = part.answers.get(&c.item);
        !matches!(said, Some(Answer::Value(_) | Answer::Missing(NotApplicable | NotInVersion | NotShown)))
    })
}
