//! How many are in each band of a score, the clinical range among them, in both waves.

use super::Cohort;
use super::cells::{headed, share};
use crate::export::{Cell, Table};
use std::collections::{BTreeMap, BTreeSet};

const COLUMNS: [&str; 15] = [
    "sample",
    "group",
    "role",
    "instrument",
    "version",
    "status",
    "score",
    "band",
    "band_from",
    "band_to",
    "checked",
    "who",
    "wave",
    "n",
    "share",
];

/// Returns the share of people per band of a score, in the waves with the ids `from` and `to`, per group and, with
/// `matched` (family ids), for the matched sample. Column `who`: `answered` is everybody with the score in that wave;
/// `both` are those who can be compared and have it in both waves. Only the second shows change.
pub fn bands(cohort: &Cohort<'_>, from: &str, to: &str, matched: Option<&BTreeSet<String>>) -> Table {
    let mut counts: BTreeMap<Vec<String>, (usize, usize)> = BTreeMap::new();
    for pair in cohort.pairs(from, to) {
        let Some(any) = pair.from.or(pair.to) else { continue };
        let Some(x) = cohort.structure(any) else { continue };
        let comparable = pair.both(from, to).is_ok();
        for score in x.scores.iter().filter(|s| !s.bands.is_empty() && s.class.is_none()) {
            let value = |seen: Option<&super::Seen>| {
                let found = seen?.scores.iter().find(|s| s.id == score.id)?;
                found.result.as_ref().ok().copied()
            };
            let values = [(from, value(pair.from)), (to, value(pair.to))];
            let both = comparable && values.iter().all(|(_, v)| v.is_some());
            for (wave, value) in values.iter().filter_map(|(wave, v)| Some((*wave, (*v)?))) {
                for band in &score.bands {
                    let inside = value >= band.from && value <= band.to;
                    let edges = [band.from.to_string(), band.to.to_string()];
                    let checked = if score.checked { "checked" } else { "unchecked" };
                    for sample in ["all", "matched"] {
                        if sample == "matched" && !matched.is_some_and(|m| m.contains(&pair.who.family_id)) {
                            continue;
                        }
                        for who in ["answered", "both"].into_iter().filter(|w| *w == "answered" || both) {
                            let key = [
                                sample,
                                cohort.group(&pair.who.family_id),
                                pair.who.role.name(),
                                &x.id,
                                &any.version,
                                x.status.words(),
                                &score.id,
                                &band.id,
                                &edges[0],
                                &edges[1],
                                checked,
                                who,
                                wave,
                            ];
                            let count = counts.entry(key.map(String::from).to_vec()).or_default();
                            count.0 += usize::from(inside);
                            count.1 += 1;
                        }
                    }
                }
            }
        }
    }
    let mut out = headed(&COLUMNS);
    out.rows.extend(counts.into_iter().map(|(key, (inside, n))| {
        let mut row: Vec<Cell> = key.iter().map(Cell::text).collect();
        row.extend([Cell::whole(n), share(inside, n)]);
        row
    }));
    out
}
