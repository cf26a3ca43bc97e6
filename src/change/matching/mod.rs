//! Families of one group like those of the other, at T0 by what the main caregiver said.
//!
//! A propensity score (how likely a family is to have a compulsory measure, by a logistic model of the covariates),
//! then the nearest family of the other group on its logit, without replacement, within a caliper of a share of the
//! logit's standard deviation (0.2 where nothing else is said: Austin 2011, doi 10.1002/pst.433). The balance table has
//! the standardised difference of every covariate before and after: under 0.1 is commonly called balanced.

mod logit;

use super::cells::{headed, number};
use super::{Classes, Cohort, Informants};
use crate::export::{Cell, Table};
use crate::instrument::{CovariateItem, CovariateKind};
use crate::record::Structures;
use crate::study::{Group, Role, Study};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// One covariate: an item that the main caregiver answered at T0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covariate {
    /// Instrument id.
    pub instrument: String,
    /// Item id.
    pub item: String,
    /// How it goes in.
    pub kind: CovariateKind,
}

/// The covariates that the instruments of a study name, for a main caregiver in `wave` (its id): in the order in which a
/// parent is asked, and in that of each instrument.
pub fn covariates(study: &Study, structures: &Structures, wave: &str) -> Vec<Covariate> {
    let asked = study.batteries.iter().filter(|b| b.role == Role::Parent && b.waves.iter().any(|w| w == wave));
    let mut out: Vec<Covariate> = Vec::new();
    for part in asked.flat_map(|b| &b.parts) {
        let pin = study.pins.iter().find(|p| p.instrument == part.instrument);
        let Some(x) = pin.and_then(|p| structures.get(&p.structure)) else { continue };
        if out.iter().any(|c| c.instrument == x.id) {
            continue;
        }
        let in_wave = x.covariates.iter().filter(|c| x.item(&c.item).is_some_and(|i| i.in_wave(wave)));
        let one = |c: &CovariateItem| Covariate { instrument: x.id.clone(), item: c.item.clone(), kind: c.kind };
        out.extend(in_wave.map(one));
    }
    out
}

/// The result of [`matching`].
#[derive(Debug)]
pub struct Matched {
    /// One row per pair.
    pub pairs: Table,
    /// One row per covariate.
    pub balance: Table,
    /// One row per family that is in no pair, with the reason.
    pub left: Table,
    /// Ids of the families in the pairs.
    pub families: BTreeSet<String>,
}

/// Why nothing was matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unmatched {
    /// There is nothing to match by.
    NoCovariates,
    /// A group has no family with all covariates. How many have: compulsory, voluntary.
    Incomplete([usize; 2]),
}

impl fmt::Display for Unmatched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unmatched::NoCovariates => f.write_str(
                "no family was matched: no instrument that a parent is asked in the earlier wave names covariates; give \
                 --covariates FILE",
            ),
            Unmatched::Incomplete([a, b]) => write!(
                f,
                "no family was matched: all covariates are known for {a} compulsory and {b} voluntary families"
            ),
        }
    }
}

/// Matches compulsory families with voluntary ones: nearest neighbour on the logit of the propensity score, without
/// replacement.
///
/// `caliper` is the largest distance of a pair as a share of the standard deviation of that logit, above 0; 0.2 is
/// usual (Austin 2011, doi 10.1002/pst.433). `at_t0` are the violence classes at T0; they and the children's age are in
/// the balance table and are not matched on.
///
/// # Errors
/// [`Unmatched`], if there is no covariate, or a group has no family with all of them.
pub fn matching(
    cohort: &Cohort<'_>,
    wave: &str,
    covariates: &[Covariate],
    caliper: f64,
    at_t0: &Classes,
) -> Result<Matched, Unmatched> {
    if covariates.is_empty() {
        return Err(Unmatched::NoCovariates);
    }
    let mut left = headed(&["family_id", "group", "reason"]);
    let mut rows: Vec<(&str, bool, Vec<f64>)> = Vec::new();
    for family in cohort.families() {
        let why = match (cohort.register.group(family), values(cohort, family, wave, covariates)) {
            (None, _) => "no group in the register".to_string(),
            (_, Err(why)) => why,
            (Some(group), Ok(values)) => {
                rows.push((family, group == Group::Gedwongen, values));
                continue;
            }
        };
        left.rows.push([family, cohort.group(family), &why].map(Cell::text).to_vec());
    }
    let complete = [true, false].map(|g| rows.iter().filter(|r| r.1 == g).count());
    if complete.contains(&0) {
        return Err(Unmatched::Incomplete(complete));
    }
    let (names, x) = design(covariates, &rows);
    let treated: Vec<bool> = rows.iter().map(|r| r.1).collect();
    let scores = logit::propensity(&x, &treated);
    let width = caliper * deviation(scores.iter().copied());
    let pairs = nearest(&scores, &treated, width);
    let mut taken = BTreeSet::new();
    let mut pairs_table = headed(&["pair", "family_id_gedwongen", "family_id_vrijwillig", "logit_difference"]);
    for (n, (a, b)) in pairs.iter().enumerate() {
        taken.extend([*a, *b]);
        pairs_table.rows.push(vec![
            Cell::whole(n + 1),
            Cell::text(rows[*a].0),
            Cell::text(rows[*b].0),
            number((scores[*a] - scores[*b]).abs()),
        ]);
    }
    for (i, row) in rows.iter().enumerate().filter(|(i, _)| !taken.contains(i)) {
        let why = if treated[i] { "nobody of the other group within the caliper" } else { "not needed for a pair" };
        left.rows.push([row.0, cohort.group(row.0), why].map(Cell::text).to_vec());
    }
    let columns: Vec<(String, Vec<f64>)> =
        names.into_iter().enumerate().map(|(j, name)| (name, x.iter().map(|r| r[j]).collect())).collect();
    let beside = beside(cohort, wave, &rows, at_t0);
    Ok(Matched {
        pairs: pairs_table,
        balance: balance(
            columns.into_iter().map(|c| (c, true)).chain(beside.into_iter().map(|c| (c, false))),
            &treated,
            &taken,
        ),
        left,
        families: taken.iter().map(|i| rows[*i].0.to_string()).collect(),
    })
}

/// The covariates of a family, as its main caregiver said them.
fn values(cohort: &Cohort<'_>, family: &str, wave: &str, covariates: &[Covariate]) -> Result<Vec<f64>, String> {
    let main = cohort.main_caregiver(family, wave)?;
    let value = |c: &Covariate| {
        let mut parts = cohort
            .seen
            .iter()
            .filter(|(w, _)| w.family_id == family && w.roster == main && w.instrument == c.instrument && w.again == 0);
        let seen = parts.find_map(|(_, waves)| waves.get(wave));
        let found = seen.and_then(|s| s.items.get(&c.item)).copied();
        found.map(|d| d.to_f64()).ok_or_else(|| format!("the main caregiver did not say {}", c.item))
    };
    covariates.iter().map(value).collect()
}

/// Columns of the model: numbers as they are, categories as indicators, the first code left out.
fn design(covariates: &[Covariate], rows: &[(&str, bool, Vec<f64>)]) -> (Vec<String>, Vec<Vec<f64>>) {
    let (mut names, mut x) = (Vec::new(), vec![Vec::new(); rows.len()]);
    for (j, c) in covariates.iter().enumerate() {
        if c.kind == CovariateKind::Number {
            names.push(c.item.clone());
            x.iter_mut().zip(rows).for_each(|(to, row)| to.push(row.2[j]));
            continue;
        }
        let codes: BTreeSet<i64> = rows.iter().map(|r| r.2[j] as i64).collect();
        for code in codes.into_iter().skip(1) {
            names.push(format!("{}={code}", c.item));
            x.iter_mut().zip(rows).for_each(|(to, row)| to.push(f64::from(u8::from(row.2[j] as i64 == code))));
        }
    }
    (names, x)
}

/// What is compared and not matched by: class at T0 (0 to 2) and mean age of the children; not a number where unknown.
fn beside(
    cohort: &Cohort<'_>,
    wave: &str,
    rows: &[(&str, bool, Vec<f64>)],
    at_t0: &Classes,
) -> Vec<(String, Vec<f64>)> {
    let main = at_t0.families.iter().filter(|f| f.home.is_empty() && f.informants == Informants::MainCaregiver);
    let known: BTreeMap<&str, f64> =
        main.filter_map(|f| Some((f.family_id.as_str(), f.waves.first()?.exact()? as u8 as f64))).collect();
    let class = rows.iter().map(|r| known.get(r.0).copied().unwrap_or(f64::NAN)).collect();
    let age = rows.iter().map(|r| {
        let parts = cohort.seen.iter().filter(|(w, _)| w.family_id == r.0);
        let day = parts.filter_map(|(_, waves)| waves.get(wave)?.day.clone()).min();
        let children = cohort.register.people.iter().filter(|p| p.family_id == r.0 && p.roster.starts_with('k'));
        let ages: Vec<f64> =
            children.filter_map(|p| cohort.age(r.0, &p.roster, day.as_deref()).map(f64::from)).collect();
        ages.iter().sum::<f64>() / ages.len() as f64
    });
    vec![("class_at_t0".to_string(), class), ("mean_age_of_children".to_string(), age.collect())]
}

/// Pairs of a compulsory and a voluntary family, greedily from the highest propensity, each used once.
fn nearest(scores: &[f64], treated: &[bool], width: f64) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = (0..scores.len()).filter(|i| treated[*i]).collect();
    order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
    let mut free: BTreeSet<usize> = (0..scores.len()).filter(|i| !treated[*i]).collect();
    let mut out = Vec::new();
    for i in order {
        let distance = |j: &usize| (scores[*j] - scores[i]).abs();
        let best = free.iter().copied().min_by(|a, b| distance(a).total_cmp(&distance(b)).then(a.cmp(b)));
        if let Some(j) = best.filter(|j| distance(j) <= width) {
            free.remove(&j);
            out.push((i, j));
        }
    }
    out
}

type Column = ((String, Vec<f64>), bool);

fn balance(columns: impl Iterator<Item = Column>, treated: &[bool], taken: &BTreeSet<usize>) -> Table {
    let mut out = headed(&[
        "covariate",
        "matched_by",
        "n_gedwongen",
        "n_vrijwillig",
        "mean_gedwongen",
        "mean_vrijwillig",
        "smd_before",
        "n_matched_gedwongen",
        "n_matched_vrijwillig",
        "matched_mean_gedwongen",
        "matched_mean_vrijwillig",
        "smd_after",
    ]);
    for ((name, values), by) in columns {
        let of = |group: bool, all: bool| -> Vec<f64> {
            let fits = |i: &usize| treated[*i] == group && (all || taken.contains(i)) && values[*i].is_finite();
            (0..values.len()).filter(fits).map(|i| values[i]).collect()
        };
        let (before, after) = ([of(true, true), of(false, true)], [of(true, false), of(false, false)]);
        // The same denominator before and after, so that a smaller spread does not look like imbalance.
        let spread = before.each_ref().map(|v| deviation(v.iter().copied()).powi(2));
        let pooled = ((spread[0] + spread[1]) / 2.0).sqrt();
        let difference = |v: &[Vec<f64>; 2]| match mean(&v[0]) - mean(&v[1]) {
            0.0 => 0.0,
            d => d / pooled,
        };
        let half = |v: &[Vec<f64>; 2]| {
            [
                Cell::whole(v[0].len()),
                Cell::whole(v[1].len()),
                number(mean(&v[0])),
                number(mean(&v[1])),
                number(difference(v)),
            ]
        };
        let mut row = vec![Cell::text(name), Cell::flag(by)];
        row.extend(half(&before));
        row.extend(half(&after));
        out.rows.push(row);
    }
    out
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Standard deviation of a sample; 0 of one value or none.
fn deviation(values: impl Iterator<Item = f64>) -> f64 {
    let values: Vec<f64> = values.collect();
    if values.len() < 2 {
        return 0.0;
    }
    let m = mean(&values);
    (values.iter().map(|v| (v - m).powi(2)).sum::<f64>() / (values.len() - 1) as f64).sqrt()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    /// By hand: 2.0 takes 1.9 (0.1 away), 1.0 takes 1.2 (0.2), 0.0 has nobody within 0.25.
    #[test]
    fn each_takes_the_nearest_that_is_free_and_near_enough() {
        let scores = [1.0, 2.0, 0.0, 1.9, 1.2, -0.4];
        let treated = [true, true, true, false, false, false];
        assert_eq!(nearest(&scores, &treated, 0.25), [(1, 3), (0, 4)]);
        assert_eq!(nearest(&scores, &treated, 0.0), []);
    }
}
