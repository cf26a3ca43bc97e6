//! Agreement between two informants in one wave, over all families. No row is about one family, and no informant counts
//! as right.

use super::cells::{headed, number, share};
use super::classes::reported;
use super::cohort::Who;
use super::measured::is_number;
use super::{Class, Cohort, Seen};
use crate::export::{Cell, Table};
use crate::instrument::Decimal;
use crate::study::Role;
use std::collections::BTreeMap;

/// Two informants about the same target with the same score.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Views {
    /// What the score is of.
    pub construct: String,
    /// Score id, the same for both.
    pub score: String,
    /// Who they are, in the order of the roles.
    pub roles: [Role; 2],
    /// The instruments that they answered.
    pub instruments: [String; 2],
    /// Whether both answered the same structure (same SHA-256). Only then can a difference be computed.
    pub alike: bool,
}

/// The values of both informants, in the order of [`Views::roles`].
pub type Agreement = BTreeMap<Views, Vec<(Decimal, Decimal)>>;

/// Returns every pair of informants of one family about the same child, adult or home, for scores of the same
/// construct, in a wave (its id).
pub fn agreement(cohort: &Cohort<'_>, wave: &str) -> Agreement {
    let mut targets: BTreeMap<_, Vec<(&Who, &Seen)>> = BTreeMap::new();
    for (who, waves) in &cohort.seen {
        let (Some(seen), 0) = (waves.get(wave), who.again) else { continue };
        let Some(x) = cohort.structure(seen) else { continue };
        targets.entry((&who.family_id, &who.about, &x.construct)).or_default().push((who, seen));
    }
    let mut out = Agreement::new();
    for ((_, _, construct), mut all) in targets {
        all.sort_by_key(|(who, _)| (who.role, who.roster.clone()));
        for (n, (a, first)) in all.iter().enumerate() {
            for (b, second) in all.iter().skip(n + 1).filter(|(b, _)| b.person_id != a.person_id) {
                for (score, values) in both(cohort, first, second) {
                    let views = Views {
                        construct: construct.clone(),
                        score,
                        roles: [a.role, b.role],
                        instruments: [a.instrument.clone(), b.instrument.clone()],
                        alike: first.structure == second.structure,
                    };
                    out.entry(views).or_default().push(values);
                }
            }
        }
    }
    out
}

/// Scores that both have.
fn both(cohort: &Cohort<'_>, a: &Seen, b: &Seen) -> Vec<(String, (Decimal, Decimal))> {
    let value = |seen: &Seen, id: &str| {
        let x = cohort.structure(seen)?;
        x.scores.iter().find(|s| s.id == id && is_number(s))?;
        seen.scores.iter().find(|s| s.id == id)?.result.as_ref().ok().copied()
    };
    let pair = |id: &String| Some((id.clone(), (value(a, id)?, value(b, id)?)));
    a.scores.iter().filter_map(|s| pair(&s.id)).collect()
}

/// Returns one row per kind of pair: number of pairs, Pearson's r, and, if both answered the same form, mean and
/// standard deviation of the difference.
pub fn agreement_table(wave: &str, agreement: &Agreement) -> Table {
    let mut out = headed(&[
        "wave",
        "construct",
        "score",
        "role_a",
        "role_b",
        "instrument_a",
        "instrument_b",
        "pairs",
        "correlation",
        "mean_difference",
        "sd_difference",
    ]);
    for (views, pairs) in agreement {
        let values: Vec<(f64, f64)> = pairs.iter().map(|(a, b)| (a.to_f64(), b.to_f64())).collect();
        let differences: Vec<f64> = values.iter().map(|(a, b)| b - a).collect();
        let difference = |of: fn(&[f64]) -> f64| if views.alike { number(of(&differences)) } else { Cell::Blank };
        out.rows.push(vec![
            Cell::text(wave),
            Cell::text(&views.construct),
            Cell::text(&views.score),
            Cell::text(views.roles[0].name()),
            Cell::text(views.roles[1].name()),
            Cell::text(&views.instruments[0]),
            Cell::text(&views.instruments[1]),
            Cell::whole(pairs.len()),
            number(correlation(&values)),
            difference(mean),
            difference(deviation),
        ]);
    }
    out
}

/// Returns the violence class of families as the main caregiver and as another parent reports it, in one wave (its id).
pub fn class_views_table(cohort: &Cohort<'_>, wave: &str) -> Table {
    let mut counts: BTreeMap<&'static str, Vec<(Class, Class)>> = BTreeMap::new();
    for family in cohort.families() {
        let Ok(main) = cohort.main_caregiver(family, wave) else { continue };
        let Some(first) = reported(cohort, family, wave, &main) else { continue };
        let parents = cohort.seen.keys().filter(|w| w.family_id == family && w.role == Role::Parent);
        let others: std::collections::BTreeSet<&str> = parents.map(|w| w.roster.as_str()).collect();
        for other in others.into_iter().filter(|o| *o != main) {
            let Some(second) = reported(cohort, family, wave, other) else { continue };
            counts.entry(cohort.group(family)).or_default().push((first, second));
        }
    }
    let mut out = headed(&["wave", "group", "main_caregiver", "other_parent", "n", "of", "share"]);
    for (group, pairs) in counts {
        for a in Class::ALL {
            for b in Class::ALL {
                let n = pairs.iter().filter(|p| **p == (a, b)).count();
                let mut row = [wave, group, a.name(), b.name()].map(Cell::text).to_vec();
                row.extend([Cell::whole(n), Cell::whole(pairs.len()), share(n, pairs.len())]);
                out.rows.push(row);
            }
        }
    }
    out
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Standard deviation of a sample; not a number for fewer than two.
fn deviation(values: &[f64]) -> f64 {
    let m = mean(values);
    (values.iter().map(|v| (v - m).powi(2)).sum::<f64>() / (values.len() as f64 - 1.0)).sqrt()
}

/// Pearson's; not a number where either does not vary.
fn correlation(values: &[(f64, f64)]) -> f64 {
    let (a, b): (Vec<f64>, Vec<f64>) = values.iter().copied().unzip();
    let (ma, mb) = (mean(&a), mean(&b));
    let sum = |x: &[f64], mx: f64, y: &[f64], my: f64| x.iter().zip(y).map(|(x, y)| (x - mx) * (y - my)).sum::<f64>();
    sum(&a, ma, &b, mb) / (sum(&a, ma, &a, ma) * sum(&b, mb, &b, mb)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::{correlation, deviation, mean};

    /// By hand: means 2 and 4; products 4·1 sum to 4 over √(2 · 8); differences 1, 2, 3.
    #[test]
    fn figures_come_out_as_by_hand() {
        let pairs = [(1.0, 2.0), (2.0, 4.0), (3.0, 6.0)];
        assert!((correlation(&pairs) - 1.0).abs() < 1e-12);
        assert!((correlation(&[(1.0, 6.0), (2.0, 4.0), (3.0, 2.0)]) + 1.0).abs() < 1e-12);
        assert!(correlation(&[(1.0, 1.0), (1.0, 2.0)]).is_nan() && deviation(&[1.0]).is_nan());
        assert_eq!((mean(&[1.0, 2.0, 3.0]), deviation(&[1.0, 2.0, 3.0])), (2.0, 1.0));
    }
}
