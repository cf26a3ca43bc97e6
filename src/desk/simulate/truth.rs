//! What is true of the cohort, to hold the tables against.

use super::family::{Family, roster};
use super::parameters::Parameters;
use super::world::World;
use crate::study::{Group, Person};
use serde::Serialize;
use std::collections::BTreeMap;

const CLASSES: [&str; 3] = ["none", "moderate", "frequent_or_severe"];

/// `truth.json`.
#[derive(Serialize)]
pub struct Truth<'a> {
    note: &'static str,
    seed: u64,
    waves: Vec<&'a str>,
    /// Group → wave → class → families, of all that were made.
    classes: BTreeMap<&'static str, BTreeMap<&'a str, BTreeMap<&'static str, usize>>>,
    /// Group → wave → children, and those of them in the clinical range.
    clinical: BTreeMap<&'static str, BTreeMap<&'a str, [usize; 2]>>,
    /// Group → families, and those that were not none at the first wave and none at the last.
    stopped: BTreeMap<&'static str, [usize; 2]>,
    families: Vec<One<'a>>,
    parameters: &'a Parameters,
}

/// One family.
#[derive(Serialize)]
struct One<'a> {
    family_id: &'a str,
    group: &'static str,
    /// Per wave, as the main caregiver reports it.
    class: Vec<&'static str>,
    /// Per wave, as the second parent does.
    class_of_second_parent: Vec<&'static str>,
    /// Child → whether in the clinical range, per wave.
    clinical: BTreeMap<String, &'a [bool]>,
    /// Who answered, per wave.
    answered: Vec<Vec<String>>,
}

/// The truth of these families.
pub fn of<'a>(world: &World<'a>, families: &'a [Family]) -> Truth<'a> {
    let waves: Vec<&str> = world.study.waves.iter().map(|w| w.id.as_str()).collect();
    let mut out = Truth {
        note: "A made-up cohort: it gives back its own parameters and says nothing about families.",
        seed: world.seed,
        classes: BTreeMap::new(),
        clinical: BTreeMap::new(),
        stopped: Group::ALL.map(|g| (g.name(), [0, 0])).into_iter().collect(),
        families: families.iter().map(|f| one(world, f)).collect(),
        parameters: world.parameters,
        waves,
    };
    for family in families {
        let group = family.group.name();
        for (n, wave) in out.waves.iter().enumerate() {
            let classes = out.classes.entry(group).or_default().entry(wave).or_default();
            *classes.entry(CLASSES[family.reported(false, n)]).or_default() += 1;
            let children = out.clinical.entry(group).or_default().entry(wave).or_default();
            children[0] += family.children.len();
            children[1] += family.children.iter().filter(|c| c.clinical.get(n) == Some(&true)).count();
        }
        let last = out.waves.len().saturating_sub(1);
        let stopped = family.reported(false, 0) > 0 && family.reported(false, last) == 0;
        if let Some(count) = out.stopped.get_mut(group) {
            count[0] += 1;
            count[1] += usize::from(stopped);
        }
    }
    out
}

fn one<'a>(world: &World<'_>, family: &'a Family) -> One<'a> {
    let waves = 0..world.study.waves.len();
    let class = |second: bool| waves.clone().map(|n| CLASSES[family.reported(second, n)]).collect();
    let answered = |n: usize| {
        let people = family.people(world, n).into_iter().map(|(who, ..)| who);
        people.filter(|who: &Person| family.answers(world, *who, n)).map(roster).collect()
    };
    One {
        family_id: &family.id,
        group: family.group.name(),
        class: class(false),
        class_of_second_parent: if family.second_parent { class(true) } else { Vec::new() },
        clinical: family
            .children
            .iter()
            .enumerate()
            .map(|(n, c)| (format!("k{}", n + 1), c.clinical.as_slice()))
            .collect(),
        answered: waves.clone().map(answered).collect(),
    }
}
