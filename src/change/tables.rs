//! The classes of families as tables.

use super::cells::{headed, share};
use super::classes::Bounds;
use super::{Class, Classes, Cohort, FamilyClass, Informants};
use crate::export::{Cell, Table};
use std::collections::{BTreeMap, BTreeSet};

/// Returns one row per family, informants and home: the classes in two waves.
pub fn class_table(cohort: &Cohort<'_>, classes: &Classes) -> Table {
    let mut out = headed(&[
        "family_id",
        "group",
        "home",
        "informants",
        "who",
        "units",
        "from_wave",
        "to_wave",
        "class_from",
        "class_from_low",
        "class_from_high",
        "class_to",
        "class_to_low",
        "class_to_high",
        "none_at_to",
        "stopped",
        "reason",
    ]);
    for family in &classes.families {
        let ends = ends(family);
        let wave = |w: Option<&String>| Cell::text(w.cloned().unwrap_or_default());
        let class = |b: Option<Bounds>| b.and_then(Bounds::exact).map_or(Cell::Blank, |c| Cell::text(c.name()));
        let low = |b: Option<Bounds>| b.map_or(Cell::Blank, |b| Cell::text(b.low.name()));
        let high = |b: Option<Bounds>| b.map_or(Cell::Blank, |b| Cell::text(b.high.name()));
        let (from, to) = (ends.map(|e| e.0), ends.map(|e| e.1));
        let mut row = vec![
            Cell::text(&family.family_id),
            Cell::text(cohort.group(&family.family_id)),
            Cell::text(&family.home),
            Cell::text(family.informants.name()),
            Cell::text(family.who.iter().cloned().collect::<Vec<_>>().join("+")),
            Cell::whole(family.units),
            wave(classes.waves.first()),
            wave(classes.waves.last()),
        ];
        row.extend([class(from), low(from), high(from), class(to), low(to), high(to)]);
        let both = exact(family);
        row.push(both.map_or(Cell::Blank, |(_, to)| Cell::flag(to == Class::None)));
        row.push(both.map_or(Cell::Blank, |(from, to)| Cell::flag(from != Class::None && to == Class::None)));
        let open = (both.is_none() && ends.is_some()).then(|| "what is missing leaves a class open".to_string());
        row.push(Cell::text(family.why.clone().or(open).unwrap_or_default()));
        out.rows.push(row);
    }
    out
}

/// Returns how many families are in each class: of `both` those whose class is known in both waves, by the same
/// informants, pairs and children; of `answered` those with one in that wave.
pub fn counts_table(
    cohort: &Cohort<'_>,
    both: &Classes,
    each: &[Classes],
    matched: Option<&BTreeSet<String>>,
) -> Table {
    let mut counts: BTreeMap<Vec<String>, Vec<Option<Class>>> = BTreeMap::new();
    let mut count = |family: &FamilyClass, who: &str, wave: &str, class: Option<Class>| {
        for sample in samples(family, matched) {
            let group = cohort.group(&family.family_id);
            let key = [sample, group, family.informants.name(), who, wave];
            counts.entry(key.map(String::from).to_vec()).or_default().push(class);
        }
    };
    for family in both.families.iter().filter(|f| f.home.is_empty()) {
        if let Some((from, to)) = exact(family) {
            count(family, "both", both.waves.first().map_or("", String::as_str), Some(from));
            count(family, "both", both.waves.last().map_or("", String::as_str), Some(to));
        }
    }
    for one in each {
        for family in one.families.iter().filter(|f| f.home.is_empty()) {
            if let Some(bounds) = family.waves.first() {
                count(family, "answered", one.waves.first().map_or("", String::as_str), bounds.exact());
            }
        }
    }
    let mut out = headed(&["sample", "group", "informants", "who", "wave", "class", "n", "of", "share", "families"]);
    for (key, all) in counts {
        let known = all.iter().flatten().count();
        for class in Class::ALL {
            let n = all.iter().filter(|c| **c == Some(class)).count();
            let mut row: Vec<Cell> = key.iter().map(Cell::text).collect();
            let numbers = [Cell::whole(n), Cell::whole(known), share(n, known), Cell::whole(all.len())];
            row.push(Cell::text(class.name()));
            row.extend(numbers);
            out.rows.push(row);
        }
    }
    out
}

/// Returns how many families went from which class into which; column `of` counts the families in the first class.
pub fn transitions_table(cohort: &Cohort<'_>, both: &Classes, matched: Option<&BTreeSet<String>>) -> Table {
    let mut out = headed(&["sample", "group", "informants", "class_from", "class_to", "n", "of", "share"]);
    for (key, pairs) in moves(cohort, both, matched) {
        for from in Class::ALL {
            let of = pairs.iter().filter(|p| p.0 == from).count();
            for to in Class::ALL {
                let n = pairs.iter().filter(|p| **p == (from, to)).count();
                let mut row: Vec<Cell> = key.iter().map(Cell::text).collect();
                row.extend([Cell::text(from.name()), Cell::text(to.name())]);
                row.extend([Cell::whole(n), Cell::whole(of), share(n, of)]);
                out.rows.push(row);
            }
        }
    }
    out
}

/// Returns two different counts per group: families with class none at the end, and families where violence stopped
/// (not none before, none at the end).
pub fn stopped_table(cohort: &Cohort<'_>, both: &Classes, matched: Option<&BTreeSet<String>>) -> Table {
    let mut out = headed(&[
        "sample",
        "group",
        "informants",
        "n",
        "none_at_to",
        "share_none_at_to",
        "not_none_at_from",
        "stopped",
        "share_stopped_of_not_none",
        "share_stopped_of_all",
    ]);
    for (key, pairs) in moves(cohort, both, matched) {
        let n = pairs.len();
        let none = pairs.iter().filter(|(_, to)| *to == Class::None).count();
        let before = pairs.iter().filter(|(from, _)| *from != Class::None).count();
        let stopped = pairs.iter().filter(|(from, to)| *from != Class::None && *to == Class::None).count();
        let mut row: Vec<Cell> = key.iter().map(Cell::text).collect();
        row.extend([Cell::whole(n), Cell::whole(none), share(none, n), Cell::whole(before), Cell::whole(stopped)]);
        row.extend([share(stopped, before), share(stopped, n)]);
        out.rows.push(row);
    }
    out
}

/// How many families of a group took which way: (group, informants) → classes in the order of the waves → families.
pub type Ways = BTreeMap<(&'static str, Informants), BTreeMap<Vec<Class>, usize>>;

/// Counts the ways over all waves, of families whose class is known in every one by the same informants, pairs and children.
pub fn ways(cohort: &Cohort<'_>, all: &Classes) -> Ways {
    let mut counts = Ways::new();
    for family in all.families.iter().filter(|f| f.home.is_empty() && f.waves.len() == all.waves.len()) {
        let Some(way) = family.waves.iter().map(|b| b.exact()).collect::<Option<Vec<_>>>() else { continue };
        let of = counts.entry((cohort.group(&family.family_id), family.informants)).or_default();
        *of.entry(way).or_default() += 1;
    }
    counts
}

/// Returns the same as a table.
pub fn trajectories_table(cohort: &Cohort<'_>, all: &Classes) -> Table {
    let mut out = headed(&["group", "informants", "waves", "trajectory", "n", "of", "share"]);
    let waves = all.waves.join(" > ");
    for ((group, informants), ways) in ways(cohort, all) {
        let of = ways.values().sum();
        for (way, n) in ways {
            let way = way.into_iter().map(Class::name).collect::<Vec<_>>().join(" > ");
            let mut row = [group, informants.name(), &waves, &way].map(Cell::text).to_vec();
            row.extend([Cell::whole(n), Cell::whole(of), share(n, of)]);
            out.rows.push(row);
        }
    }
    out
}

fn moves(
    cohort: &Cohort<'_>,
    both: &Classes,
    matched: Option<&BTreeSet<String>>,
) -> BTreeMap<Vec<String>, Vec<(Class, Class)>> {
    let mut out: BTreeMap<Vec<String>, Vec<(Class, Class)>> = BTreeMap::new();
    for family in both.families.iter().filter(|f| f.home.is_empty()) {
        let Some(pair) = exact(family) else { continue };
        for sample in samples(family, matched) {
            let key = [sample, cohort.group(&family.family_id), family.informants.name()];
            out.entry(key.map(String::from).to_vec()).or_default().push(pair);
        }
    }
    out
}

fn samples<'s>(family: &FamilyClass, matched: Option<&BTreeSet<String>>) -> impl Iterator<Item = &'s str> {
    let is = matched.is_some_and(|m| m.contains(&family.family_id));
    ["all", "matched"].into_iter().filter(move |s| *s == "all" || is)
}

fn ends(family: &FamilyClass) -> Option<(Bounds, Bounds)> {
    Some((*family.waves.first()?, *family.waves.last()?))
}

fn exact(family: &FamilyClass) -> Option<(Class, Class)> {
    let (from, to) = ends(family)?;
    Some((from.exact()?, to.exact()?))
}
