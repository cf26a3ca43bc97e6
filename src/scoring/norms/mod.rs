//! Norm tables: from a raw score to a norm score, by sex and age. Only at the desk. The tables are the researcher's
//! own; none ship with this crate.
//!
//! | for sex, age and raw score | the norm score |
//! |---|---|
//! | one row | its `t` |
//! | two rows | there is no such table: [`NormTable::new`] refuses it |
//! | no row | a reason: no norms at this age, outside the raw scores, or a gap between them |
//! | sex not known | that of the row for either sex, else a reason |
//! | in the month of birth, so of one age or the next | where both ages give the same, that, else a reason |
//! | age not known | a reason |

mod reason;

pub use reason::{Lacks, NoNorm};

use super::{Empty, Norms};
use crate::instrument::{Decimal, Sex};
use crate::time::{Age, NoAge};
use std::collections::BTreeMap;

/// One row of a norm table: a line of `TABLE.csv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NormRow {
    /// `None`: the row is for both sexes.
    pub sex: Option<Sex>,
    /// Youngest age in whole years.
    pub age_from: u32,
    /// Oldest age in whole years, inclusive.
    pub age_to: u32,
    /// Raw score, a whole number.
    pub raw: i32,
    /// Norm score, usually a T score (mean 50, SD 10), at most four decimal places.
    pub t: Decimal,
}

/// A norm table. Each combination of sex, age and raw score has at most one row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NormTable(BTreeMap<i32, Vec<NormRow>>);

/// Tables by name, as [`crate::instrument::Norm`] refers to them; at the desk the file name without `.csv`.
pub type NormTables = BTreeMap<String, NormTable>;

/// Two rows for the same sex, age and raw score: their indices in the slice given to [`NormTable::new`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// The earlier one.
    pub first: usize,
    /// The later one.
    pub second: usize,
}

/// Norm tables applied to one person.
#[derive(Clone, Copy, Debug)]
pub struct NormsOf<'a> {
    /// All tables.
    pub tables: &'a NormTables,
    /// Sex; `None` if the register does not have it.
    pub sex: Option<Sex>,
    /// Age on the day of the answers, or why it is unknown; see [`Age::on`].
    pub age: Result<Age, NoAge>,
}

impl NormTable {
    /// Builds a table from its rows, in any order.
    ///
    /// # Errors
    /// [`Overlap`], if two rows apply to the same sex, age and raw score. A row for both sexes overlaps with a row for
    /// either.
    ///
    /// ```
    /// use kindstem::instrument::Decimal;
    /// use kindstem::scoring::{NormRow, NormTable, Overlap};
    ///
    /// let row = |age_from, age_to| NormRow { sex: None, age_from, age_to, raw: 3, t: Decimal::whole(52) };
    /// assert!(NormTable::new(&[row(8, 11), row(12, 17)]).is_ok());
    /// assert_eq!(NormTable::new(&[row(8, 11), row(11, 17)]), Err(Overlap { first: 0, second: 1 }));
    /// ```
    pub fn new(rows: &[NormRow]) -> Result<Self, Overlap> {
        let mut places: BTreeMap<i32, Vec<usize>> = BTreeMap::new();
        for (second, row) in rows.iter().enumerate() {
            let same_raw = places.entry(row.raw).or_default();
            if let Some(first) = same_raw.iter().copied().find(|p| rows.get(*p).is_some_and(|r| r.overlaps(row))) {
                return Err(Overlap { first, second });
            }
            same_raw.push(second);
        }
        let of = |places: Vec<usize>| places.into_iter().filter_map(|p| rows.get(p).copied()).collect();
        Ok(NormTable(places.into_iter().map(|(raw, places)| (raw, of(places))).collect()))
    }

    fn lookup(&self, sex: Option<Sex>, age: u32, raw: i32) -> Result<Decimal, Lacks> {
        let of_age = |r: &&NormRow| (r.age_from..=r.age_to).contains(&age);
        let fits = |r: &&NormRow| of_age(r) && (r.sex.is_none() || r.sex == sex);
        if let Some(row) = self.0.get(&raw).and_then(|rows| rows.iter().find(fits)) {
            return Ok(row.t);
        }
        if sex.is_none() && self.0.values().flatten().any(|r| of_age(&r) && r.sex.is_some()) {
            return Err(Lacks::Sex);
        }
        let mut raws = self.0.iter().filter(|(_, rows)| rows.iter().any(|r| fits(&r))).map(|(raw, _)| *raw);
        let Some(first) = raws.next() else { return Err(Lacks::Ages(sex, age)) };
        let last = raws.next_back().unwrap_or(first);
        Err(if (first..=last).contains(&raw) { Lacks::Gap(raw) } else { Lacks::Raw(raw, first, last) })
    }
}

impl NormRow {
    fn overlaps(&self, other: &Self) -> bool {
        let sexes = self.sex.is_none() || other.sex.is_none() || self.sex == other.sex;
        sexes && self.raw == other.raw && self.age_from <= other.age_to && other.age_from <= self.age_to
    }
}

impl Norms for NormsOf<'_> {
    fn lookup(&self, table: &str, raw: Decimal) -> Result<Decimal, Empty> {
        let lacks = |why| Empty::NoNorm(NoNorm { table: table.to_string(), why });
        let rows = self.tables.get(table).ok_or_else(|| lacks(Lacks::Table))?;
        let Age { at_least, at_most } = self.age.map_err(|why| lacks(Lacks::Age(why)))?;
        let whole = Decimal::rounded(raw.ratio(), 0).and_then(Decimal::as_whole);
        let raw = whole.and_then(|n| i32::try_from(n).ok()).ok_or(Empty::TooLarge)?;
        let younger = rows.lookup(self.sex, at_least, raw).map_err(lacks)?;
        let older = rows.lookup(self.sex, at_most, raw).map_err(lacks)?;
        if younger == older { Ok(younger) } else { Err(lacks(Lacks::Birthday(at_least, at_most))) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(sex: Option<Sex>, ages: (u32, u32), raw: i32, t: i32) -> NormRow {
        NormRow { sex, age_from: ages.0, age_to: ages.1, raw, t: Decimal::whole(t) }
    }

    const F: Option<Sex> = Some(Sex::Female);
    const M: Option<Sex> = Some(Sex::Male);

    /// A made-up table: girls and boys of 8 to 11, everybody of 12 to 16 with raw score 2 left out, girls of 17.
    fn made_up() -> NormTables {
        let mut rows = Vec::new();
        for raw in 0..=3 {
            rows.push(row(F, (8, 11), raw, 40 + raw));
            rows.push(row(M, (8, 11), raw, 50 + raw));
            rows.push(row(F, (17, 17), raw, 70 + raw));
        }
        rows.extend([0, 1, 3].map(|raw| row(None, (12, 16), raw, 60 + raw)));
        rows.push(row(None, (12, 16), 4, 64));
        NormTables::from([("made-up".to_string(), NormTable::new(&rows).unwrap())])
    }

    fn look(sex: Option<Sex>, age: Result<Age, NoAge>, raw: &str) -> Result<String, String> {
        let norms = NormsOf { tables: &made_up(), sex, age };
        let found = norms.lookup("made-up", Decimal::from_typed(raw).unwrap());
        found.map(|t| t.to_string()).map_err(|why| why.to_string())
    }

    #[test]
    fn the_row_is_that_of_sex_age_and_raw_score() {
        for (sex, age, raw, t) in [(F, 8, "0", "40"), (F, 11, "3", "43"), (M, 9, "1", "51"), (M, 12, "1", "61")] {
            assert_eq!(look(sex, Ok(Age::years(age)), raw).as_deref(), Ok(t), "{sex:?} {age} {raw}");
        }
        assert_eq!(look(None, Ok(Age::years(14)), "3").as_deref(), Ok("63"), "a row for either sex needs none");
    }

    #[test]
    fn a_fractional_raw_score_is_rounded_halves_away_from_zero() {
        for (raw, t) in [("0.4999", "40"), ("0.5", "41"), ("1.5", "42"), ("2.5", "43"), ("-0.4", "40")] {
            assert_eq!(look(F, Ok(Age::years(9)), raw).as_deref(), Ok(t), "{raw}");
        }
        let why = look(F, Ok(Age::years(9)), "-0.5").unwrap_err();
        assert_eq!(why, "the raw score -1 is outside the norm table made-up, which has 0 to 3 at this age");
    }

    #[test]
    fn where_there_is_no_row_the_reason_says_which_is_missing() {
        let says = |sex, age, raw, what: &str| {
            let why = look(sex, age, raw).unwrap_err();
            assert!(why.contains(what), "{why}");
        };
        says(F, Ok(Age::years(7)), "1", "has no norms for f at 7");
        says(M, Ok(Age::years(17)), "1", "has no norms for m at 17");
        says(None, Ok(Age::years(30)), "1", "has no norms at 30");
        says(None, Ok(Age::years(9)), "1", "needs the sex, which is not known");
        says(None, Ok(Age::years(9)), "99", "needs the sex, which is not known");
        says(F, Err(NoAge::NoBirth), "1", "needs the age, which is not known");
        says(F, Err(NoAge::NoDay), "1", "nothing says when this was answered");
        says(F, Ok(Age::years(12)), "2", "has no row for the raw score 2");
        says(F, Ok(Age::years(12)), "5", "the raw score 5 is outside");
        let none = NormsOf { tables: &made_up(), sex: F, age: Ok(Age::years(9)) };
        let why = none.lookup("another", Decimal::whole(1)).unwrap_err();
        assert_eq!(why.to_string(), "there is no norm table another among those that were given");
    }

    #[test]
    fn in_the_month_of_birth_both_ages_must_agree() {
        let either = |at_most: u32| Ok(Age { at_least: at_most - 1, at_most });
        assert_eq!(look(F, either(10), "1").as_deref(), Ok("41"), "9 and 10 have the same row");
        let why = look(F, either(12), "1").unwrap_err();
        assert_eq!(why, "11 or 12 years old in the month of birth, and the norm table made-up differs between them");
        assert!(look(F, either(8), "1").unwrap_err().contains("no norms for f at 7"), "one of the two has no row");
    }

    #[test]
    fn two_rows_for_one_person_are_refused() {
        let overlap = |a, b| NormTable::new(&[row(F, (5, 5), 0, 1), a, b]) == Err(Overlap { first: 1, second: 2 });
        assert!(overlap(row(F, (8, 11), 3, 40), row(F, (11, 12), 3, 41)), "11 stands in both");
        assert!(overlap(row(M, (8, 11), 3, 40), row(None, (9, 9), 3, 40)), "either sex is male too");
        assert!(!overlap(row(F, (8, 11), 3, 40), row(M, (8, 11), 3, 40)));
        assert!(!overlap(row(F, (8, 11), 3, 40), row(F, (12, 12), 3, 40)));
        assert!(!overlap(row(F, (8, 11), 3, 40), row(F, (8, 11), 4, 40)));
    }
}
