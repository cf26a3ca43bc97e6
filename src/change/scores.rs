//! Change of every score, one row per informant, target and score, and what it adds up to per group.

use super::cells::{headed, number, share};
use super::measured::{Measured, is_number, measured};
use super::{Cohort, Figures, Reliable};
use crate::export::{Cell, Table};
use std::collections::{BTreeMap, BTreeSet};

/// Columns of the table of change.
const CHANGE: [&str; 25] = [
    "family_id",
    "person_id",
    "roster",
    "role",
    "group",
    "about_child",
    "about_adult",
    "about_home",
    "instrument",
    "version",
    "status",
    "score",
    "from_wave",
    "to_wave",
    "set_from",
    "set_to",
    "from",
    "to",
    "difference",
    "sd",
    "reliability",
    "reliability_kind",
    "rc",
    "reliable",
    "reason",
];
/// Columns of its sums.
const SUMS: [&str; 16] = [
    "sample",
    "group",
    "role",
    "instrument",
    "version",
    "status",
    "score",
    "from_wave",
    "to_wave",
    "n_from",
    "n_both",
    "mean_difference",
    "n_rc",
    "higher",
    "lower",
    "rc_sources",
];

/// The two tables.
#[derive(Debug)]
pub struct Scores {
    /// One row per informant, target and score.
    pub change: Table,
    /// One row per group, role and score.
    pub sums: Table,
}

/// What adds up.
#[derive(Default)]
struct Sum {
    from: usize,
    differences: Vec<f64>,
    rc: Vec<Reliable>,
    sources: String,
}

/// Returns the change of every score except violence classes, from the wave with the id `from` to that with the id
/// `to`.
///
/// `figures` are the researcher's own, by instrument id and score id; they take precedence over those of the
/// definition.
/// `matched` are the family ids of a matched sample, which gets sums of its own.
pub fn scores(
    cohort: &Cohort<'_>,
    from: &str,
    to: &str,
    figures: &BTreeMap<(String, String), Figures>,
    matched: Option<&BTreeSet<String>>,
) -> Scores {
    let mut out = Scores { change: headed(&CHANGE), sums: headed(&SUMS) };
    let mut sums: BTreeMap<Vec<String>, Sum> = BTreeMap::new();
    for pair in cohort.pairs(from, to) {
        let Some(any) = pair.from.or(pair.to) else { continue };
        let Some(x) = cohort.structure(any) else { continue };
        let group = cohort.group(&pair.who.family_id);
        for definition in x.scores.iter().filter(|s| is_number(s)) {
            let own = figures.get(&(x.id.clone(), definition.id.clone()));
            let Measured { first, last, figures: known, compared, rc } = measured(&pair, definition, from, to, own);
            let who = pair.who;
            let cell = |code: &Option<String>| Cell::text(code.clone().unwrap_or_default());
            let set = |seen: Option<&super::Seen>| seen.map_or(Cell::Blank, |s| Cell::text(s.set.name()));
            let value =
                |r: &Result<crate::instrument::Decimal, String>| r.as_ref().map_or(Cell::Blank, |d| Cell::Number(*d));
            let figure = |of: fn(&Figures) -> f64| known.as_ref().map_or(Cell::Blank, |f| number(of(f)));
            out.change.rows.push(vec![
                Cell::text(&who.family_id),
                Cell::text(&who.person_id),
                Cell::text(&who.roster),
                Cell::text(who.role.name()),
                Cell::text(group),
                cell(&who.about.child),
                cell(&who.about.adult),
                cell(&who.about.home),
                Cell::text(&x.id),
                Cell::text(&any.version),
                Cell::text(x.status.words()),
                Cell::text(&definition.id),
                Cell::text(from),
                Cell::text(to),
                set(pair.from),
                set(pair.to),
                value(&first),
                value(&last),
                compared.as_ref().map_or(Cell::Blank, |(a, b)| number(b - a)),
                figure(|f| f.sd),
                figure(|f| f.reliability),
                known.as_ref().map_or(Cell::Blank, |f| Cell::text(f.kind.name())),
                rc.as_ref().map_or(Cell::Blank, |(index, _)| number(*index)),
                rc.as_ref().map_or(Cell::Blank, |(_, way)| Cell::text(way.name())),
                Cell::text(rc.as_ref().err().cloned().unwrap_or_default()),
            ]);
            let samples = ["all", "matched"].into_iter();
            for sample in samples.filter(|s| *s == "all" || matched.is_some_and(|m| m.contains(&who.family_id))) {
                let key =
                    [sample, group, who.role.name(), &x.id, &any.version, x.status.words(), &definition.id, from, to];
                let sum = sums.entry(key.map(String::from).to_vec()).or_default();
                sum.from += usize::from(first.is_ok());
                sum.differences.extend(compared.as_ref().ok().map(|(a, b)| b - a));
                sum.rc.extend(rc.as_ref().ok().map(|(_, way)| *way));
                if let Ok(f) = &known {
                    sum.sources = f.told();
                }
            }
        }
    }
    out.sums.rows.extend(sums.into_iter().map(|(key, sum)| {
        let n = sum.differences.len();
        let count = |way: Reliable| share_of(&sum.rc, way);
        let mut row: Vec<Cell> = key.iter().map(Cell::text).collect();
        row.extend([
            Cell::whole(sum.from),
            Cell::whole(n),
            if n == 0 { Cell::Blank } else { number(sum.differences.iter().sum::<f64>() / n as f64) },
            Cell::whole(sum.rc.len()),
            count(Reliable::Higher),
            count(Reliable::Lower),
            Cell::text(sum.sources.clone()),
        ]);
        row
    }));
    out
}

fn share_of(all: &[Reliable], way: Reliable) -> Cell {
    share(all.iter().filter(|w| **w == way).count(), all.len())
}
