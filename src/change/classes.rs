//! The violence class of families, and how it moves.
//!
//! The class of a family is the highest of its units (informant × pair or child × direction); `none` needs every one of
//! them none. For change a unit counts only where it was asked in the same way in both waves, so that an informant who
//! drops out, or a partner with whom there is no contact any more, makes no change.

use super::Cohort;
use super::class::Class;
use super::cohort::Who;
use super::pairs::unlike;
use crate::study::{About, RegisterHome, Role};
use std::collections::{BTreeMap, BTreeSet};

/// Whose answers count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Informants {
    /// The main caregiver at T0 alone.
    MainCaregiver,
    /// Every parent who answered in both waves.
    Any,
}

impl Informants {
    /// Both, the default first.
    pub const ALL: [Informants; 2] = [Informants::MainCaregiver, Informants::Any];

    /// Its name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Informants::MainCaregiver => "main_caregiver",
            Informants::Any => "any",
        }
    }
}

/// Lowest and highest class that the answers allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The class if nothing that is missing had happened.
    pub low: Class,
    /// The class if everything that is missing had happened.
    pub high: Class,
}

impl Bounds {
    /// Returns the class if both bounds agree; else `None`.
    pub fn exact(self) -> Option<Class> {
        (self.low == self.high).then_some(self.low)
    }
}

/// One family, or one home of it, in some waves.
#[derive(Clone, Debug)]
pub struct FamilyClass {
    /// The researcher's name for the family.
    pub family_id: String,
    /// The home; empty for the whole family.
    pub home: String,
    /// Whose answers count.
    pub informants: Informants,
    /// Roster codes of those whose answers counted.
    pub who: BTreeSet<String>,
    /// Number of units (informant × pair or child × direction) that were asked in every wave.
    pub units: usize,
    /// Class per wave, in the order of the waves.
    pub waves: Vec<Bounds>,
    /// Why there is no class, in English.
    pub why: Option<String>,
}

/// Classes of all families.
#[derive(Clone, Debug)]
pub struct Classes {
    /// Waves in their order.
    pub waves: Vec<String>,
    /// One per family, informants and home.
    pub families: Vec<FamilyClass>,
}

/// A unit: who about whom with which instrument and direction.
type Key<'a> = (&'a Who, &'a str);

/// Returns the classes of all families over these waves (ids, in their order), from the units that were asked in the
/// same way in every one of them.
pub fn classes(cohort: &Cohort<'_>, waves: &[&str]) -> Classes {
    let mut families = Vec::new();
    for family_id in cohort.families() {
        for informants in Informants::ALL {
            families.push(family(cohort, family_id, informants, waves, None));
            for home in cohort.register.family(family_id).into_iter().flat_map(|f| &f.homes) {
                families.push(family(cohort, family_id, informants, waves, Some(home)));
            }
        }
    }
    Classes { waves: waves.iter().map(ToString::to_string).collect(), families }
}

fn family(
    cohort: &Cohort<'_>,
    family_id: &str,
    informants: Informants,
    waves: &[&str],
    home: Option<&RegisterHome>,
) -> FamilyClass {
    let mut out = FamilyClass {
        family_id: family_id.to_string(),
        home: home.map_or_else(String::new, |h| h.home.clone()),
        informants,
        who: BTreeSet::new(),
        units: 0,
        waves: Vec::new(),
        why: None,
    };
    let first = waves.first().copied().unwrap_or_default();
    let main = match (informants, cohort.main_caregiver(family_id, first)) {
        (Informants::Any, _) => None,
        (Informants::MainCaregiver, Ok(roster)) => Some(roster),
        (Informants::MainCaregiver, Err(why)) => {
            out.why = Some(why.to_string());
            return out;
        }
    };
    let units = alike(cohort, family_id, waves, |who| {
        main.as_ref().is_none_or(|m| *m == who.roster) && home.is_none_or(|h| lives(h, &who.roster, &who.about))
    });
    if units.is_empty() {
        out.why = Some(match waves.len() {
            1 => format!("no pair or child with an answer at {first}"),
            _ => "no pair or child about whom the same was asked of the same person in every wave".to_string(),
        });
        return out;
    }
    out.who = units.keys().map(|(who, _)| who.roster.clone()).collect();
    out.units = units.len();
    out.waves = (0..waves.len()).filter_map(|n| highest(&units, n)).collect();
    out
}

/// Units of the parents of a family that were asked in every wave, and alike.
fn alike<'c>(
    cohort: &'c Cohort<'_>,
    family_id: &str,
    waves: &[&str],
    counts: impl Fn(&Who) -> bool,
) -> BTreeMap<Key<'c>, Vec<Bounds>> {
    let mut units: BTreeMap<Key<'c>, Vec<Bounds>> = BTreeMap::new();
    for (who, seen) in &cohort.seen {
        if who.family_id != family_id || who.role != Role::Parent || !counts(who) {
            continue;
        }
        let Some(all) = waves.iter().map(|w| seen.get(*w)).collect::<Option<Vec<_>>>() else { continue };
        if all.windows(2).any(|two| !unlike(two[0], two[1]).is_empty()) {
            continue;
        }
        for unit in all.first().into_iter().flat_map(|s| &s.units) {
            let bounds = all.iter().map(|s| {
                let same = s.units.iter().find(|u| u.score == unit.score)?;
                Some(Bounds { low: same.low, high: same.high })
            });
            if let Some(bounds) = bounds.collect::<Option<Vec<_>>>() {
                units.insert((who, &unit.score), bounds);
            }
        }
    }
    units
}

/// The highest of all units in the wave with this number.
fn highest(units: &BTreeMap<Key<'_>, Vec<Bounds>>, n: usize) -> Option<Bounds> {
    let at = || units.values().filter_map(|b| b.get(n));
    Some(Bounds { low: at().map(|b| b.low).max()?, high: at().map(|b| b.high).max()? })
}

/// The class of a family in one wave as one of its parents says; none where missing answers leave it open.
pub(super) fn reported(cohort: &Cohort<'_>, family_id: &str, wave: &str, roster: &str) -> Option<Class> {
    highest(&alike(cohort, family_id, &[wave], |who| who.roster == roster), 0)?.exact()
}

/// Whether a unit belongs to a home: its informant lives there, and so does the adult whom it is about.
fn lives(home: &RegisterHome, roster: &str, about: &About) -> bool {
    let adult = |code: &str| home.adults.iter().any(|a| a == code);
    adult(roster) && about.adult.as_deref().is_none_or(adult)
}
