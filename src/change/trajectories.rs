//! One score over all waves: a line for every informant and target, and what its change from the first to the last wave
//! is worth.

use crate::change::cells::{headed, number};
use crate::change::measured::{is_number, measured};
use crate::change::{Cohort, Figures, Pair, Reliable};
use crate::export::{Cell, Table};
use crate::instrument::Decimal;
use crate::study::{About, Role};
use std::collections::{BTreeMap, BTreeSet};

/// A score that has a number for at least one person in at least one wave.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Measure {
    /// Instrument id.
    pub instrument: String,
    /// Score id.
    pub score: String,
    /// Whether it has bands, such as the clinical range.
    pub banded: bool,
}

/// The values of one score over the waves, from one informant about one target.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The researcher's name for the family.
    pub family_id: String,
    /// The researcher's name for the informant.
    pub person_id: String,
    /// The informant's roster code.
    pub roster: String,
    /// Who answered.
    pub role: Role,
    /// Group of the family, in the word of the tables.
    pub group: &'static str,
    /// The target.
    pub about: About,
    /// One value per wave, in points of the score; `None` if there is none in that wave.
    pub values: Vec<Option<Decimal>>,
    /// Reliable change index from the first wave to the last (standard errors of the difference) and its direction, or
    /// why there is none.
    pub change: Result<(f64, Reliable), String>,
}

/// All lines of a score.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    /// Waves in their order.
    pub waves: Vec<String>,
    /// In the order of the informants.
    pub lines: Vec<Line>,
    /// The figures of reliable change with their sources, or which of them is missing.
    pub source: Result<String, &'static str>,
}

/// Returns every score that has a number in some wave, without violence classes.
pub fn measures(cohort: &Cohort<'_>) -> BTreeSet<Measure> {
    let mut out = BTreeSet::new();
    for seen in cohort.seen.values().flat_map(BTreeMap::values) {
        let Some(x) = cohort.structure(seen) else { continue };
        for score in x.scores.iter().filter(|s| is_number(s)) {
            if seen.scores.iter().any(|s| s.id == score.id && s.result.is_ok()) {
                let banded = !score.bands.is_empty();
                out.insert(Measure { instrument: x.id.clone(), score: score.id.clone(), banded });
            }
        }
    }
    out
}

/// Returns one line per informant and target for a score (instrument id, score id) over the waves (ids, in their
/// order). People without a number in any of these waves are left out. `own` are the researcher's figures; they take
/// precedence over those of the definition.
pub fn lines(cohort: &Cohort<'_>, instrument: &str, score: &str, waves: &[&str], own: Option<&Figures>) -> Lines {
    let mut out = Lines {
        waves: waves.iter().map(ToString::to_string).collect(),
        lines: Vec::new(),
        source: Err("neither standard deviation nor reliability known"),
    };
    let (Some(from), Some(to)) = (waves.first(), waves.last()) else { return out };
    for (who, seen) in cohort.seen.iter().filter(|(who, _)| who.instrument == instrument) {
        let definition = |wave: &str| {
            let x = cohort.structure(seen.get(wave)?)?;
            x.scores.iter().find(|s| s.id == score && is_number(s))
        };
        let Some(definition) = waves.iter().find_map(|w| definition(w)) else { continue };
        let value = |wave: &&str| {
            let found = seen.get(*wave)?.scores.iter().find(|s| s.id == score)?;
            found.result.as_ref().ok().copied()
        };
        let values: Vec<Option<Decimal>> = waves.iter().map(value).collect();
        if values.iter().all(Option::is_none) {
            continue;
        }
        let pair = Pair { who, from: seen.get(*from), to: seen.get(*to) };
        let measured = measured(&pair, definition, from, to, own);
        if out.source.is_err() {
            out.source = measured.figures.map(|f| f.told());
        }
        out.lines.push(Line {
            family_id: who.family_id.clone(),
            person_id: who.person_id.clone(),
            roster: who.roster.clone(),
            role: who.role,
            group: cohort.group(&who.family_id),
            about: who.about.clone(),
            values,
            change: measured.rc,
        });
    }
    out
}

/// Returns one row per line.
pub fn lines_table(lines: &Lines) -> Table {
    let who = ["family_id", "person_id", "roster", "role", "group", "about_child", "about_adult", "about_home"];
    let waves = lines.waves.iter().map(String::as_str);
    let columns: Vec<&str> = who.into_iter().chain(waves).chain(["rc", "reliable", "reason"]).collect();
    let mut out = headed(&columns);
    for line in &lines.lines {
        let code = |code: &Option<String>| Cell::text(code.clone().unwrap_or_default());
        let mut row = vec![
            Cell::text(&line.family_id),
            Cell::text(&line.person_id),
            Cell::text(&line.roster),
            Cell::text(line.role.name()),
            Cell::text(line.group),
            code(&line.about.child),
            code(&line.about.adult),
            code(&line.about.home),
        ];
        row.extend(line.values.iter().map(|v| v.map_or(Cell::Blank, Cell::Number)));
        row.push(line.change.as_ref().map_or(Cell::Blank, |(index, _)| number(*index)));
        row.push(line.change.as_ref().map_or(Cell::Blank, |(_, way)| Cell::text(way.name())));
        row.push(Cell::text(line.change.as_ref().err().cloned().unwrap_or_default()));
        out.rows.push(row);
    }
    out
}
