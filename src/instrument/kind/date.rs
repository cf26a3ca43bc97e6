//! `date`: a day, a month or a year; never finer than asked. The value is ISO 8601, as far as it is asked: `2026-02-03`,
//! `2026-02`, `2026`.

use super::super::{Choice, Unfit, Value, fields, names};
#[cfg(feature = "desk")]
use super::{AtDesk, Fhir, ItemColumn, Reads};
#[cfg(feature = "check")]
use super::{Checked, Place};
use super::{Date, Kind};
#[cfg(feature = "check")]
use crate::instrument::Findings;
use serde::{Deserialize, Serialize};

/// A date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DateEntry {
    /// What is asked for. Ask no finer than the study needs: a day of birth names a person.
    pub precision: Precision,
    /// The first year that fits, from 1900.
    pub first_year: u32,
    /// The last year that fits, to 2999.
    pub last_year: u32,
}

fields!(DateEntry { precision, first_year, last_year });

/// How fine a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// Day, month and year.
    Day,
    /// Month and year.
    Month,
    /// The year.
    Year,
}

names!(Precision { Day = "day", Month = "month", Year = "year" });

impl DateEntry {
    /// How many of year, month and day are asked.
    pub fn parts(&self) -> usize {
        match self.precision {
            Precision::Year => 1,
            Precision::Month => 2,
            Precision::Day => 3,
        }
    }

    /// Whether a date is as fine as asked and of these years.
    pub fn takes(&self, date: &Date) -> bool {
        date.parts().count() == self.parts() && (self.first_year..=self.last_year).contains(&date.year())
    }
}

impl Kind for DateEntry {
    fn fits(&self, _: &[Choice], value: &Value) -> Result<(), Unfit> {
        match value {
            Value::Date(date) if self.takes(date) => Ok(()),
            Value::Date(_) => Err(Unfit::Range),
            _ => Err(Unfit::Kind),
        }
    }

    fn largest(&self, _: &[Choice]) -> Option<Value> {
        Date::new(&[self.last_year, 12, 31][..self.parts()]).map(Value::Date)
    }
}

#[cfg(feature = "check")]
impl Checked for DateEntry {
    fn lint(&self, at: &Place<'_>, out: &mut Findings) {
        if self.first_year < 1900 || self.last_year > 2999 || self.first_year > self.last_year {
            let advice = "the years run from first_year, at least 1900, to last_year, at most 2999";
            out.error(at.field("first_year"), "impossible_range", advice);
        }
    }

    fn typed(&self, value: Value) -> Value {
        match value {
            Value::Text(text) => Date::parse(&text).map_or(Value::Text(text), Value::Date),
            // In JSON a year alone may stand without quotes.
            Value::Code(year) => {
                u32::try_from(year).ok().and_then(|y| Date::new(&[y])).map_or(Value::Code(year), Value::Date)
            }
            other => other,
        }
    }

    fn advice(&self, _: Unfit, _: &[Choice]) -> String {
        let shape = ["YYYY", "YYYY-MM", "YYYY-MM-DD"][self.parts() - 1];
        format!("give a date that exists, \"{shape}\", from {} to {}", self.first_year, self.last_year)
    }

    /// Two or three controls in place of one.
    fn seconds(&self, usual: u32) -> u32 {
        usual.saturating_mul(if self.parts() > 1 { 2 } else { 1 })
    }

    fn can_be_compared(&self) -> bool {
        false
    }
}

#[cfg(feature = "desk")]
impl AtDesk for DateEntry {
    /// A column each, so that a missing code has its place in every program, and no time zone can move a day.
    fn columns(&self, _: &[Choice]) -> Vec<ItemColumn> {
        let one = |(n, name): (usize, &str)| ItemColumn {
            suffix: format!("_{}", name.to_lowercase()),
            reads: Reads::Nth(n + 1),
            says: format!(" {name}"),
            meaning: "year, month or day of a date",
            scale: true,
            ..ItemColumn::item()
        };
        ["Year", "Month", "Day"].into_iter().take(self.parts()).enumerate().map(one).collect()
    }

    fn fhir(&self, _: &[Choice]) -> Fhir {
        Fhir::of("date")
    }

    fn made_up(&self, _: &[Choice], below: &mut dyn FnMut(usize) -> usize) -> Option<Value> {
        let year = self.first_year + below((self.last_year.saturating_sub(self.first_year) + 1) as usize) as u32;
        let (month, day) = (below(12) as u32 + 1, below(28) as u32 + 1);
        Date::new(&[year, month, day][..self.parts()]).map(Value::Date)
    }
}

#[cfg(all(test, feature = "desk"))]
mod tests {
    use super::*;
    use crate::instrument::ItemKind;
    use serde_json::json;

    fn kind(precision: &str) -> ItemKind {
        let fields = json!({"precision": precision, "first_year": 1990, "last_year": 2030});
        ItemKind::from_json::<serde_json::Error>("date", fields).unwrap().unwrap()
    }

    fn fits(precision: &str, text: &str) -> Result<(), Unfit> {
        let kind = kind(precision);
        kind.fits(&[], &kind.checked().typed(Value::Text(text.into())))
    }

    #[test]
    fn only_days_that_exist_fit_and_never_finer_than_asked() {
        for good in ["2026-02-28", "2024-02-29", "1990-01-01", "2030-12-31"] {
            assert_eq!(fits("day", good), Ok(()), "{good}");
        }
        for bad in ["2026-02-31", "2025-02-29", "2000-13-01", "2000-00-10", "2000-1-1", "2000-+1-01", "yesterday", ""] {
            assert_eq!(fits("day", bad), Err(Unfit::Kind), "{bad}");
        }
        for (precision, text) in
            [("day", "2026-02"), ("month", "2026-02-03"), ("year", "2026-02"), ("day", "1989-12-31")]
        {
            assert_eq!(fits(precision, text), Err(Unfit::Range), "{precision} {text}");
        }
        assert_eq!((fits("month", "2026-02"), fits("year", "2026")), (Ok(()), Ok(())));
    }

    #[test]
    fn every_part_is_a_column_and_the_value_reads_back() {
        for (precision, text, expected) in [
            ("day", "2026-02-03", vec![2026, 2, 3]),
            ("month", "2026-11", vec![2026, 11]),
            ("year", "2026", vec![2026]),
        ] {
            let kind = kind(precision);
            let value = kind.checked().typed(Value::Text(text.into()));
            assert_eq!(serde_json::to_value(&value).unwrap(), json!(text));
            let columns = kind.at_desk().columns(&[]);
            let cells: Vec<i64> = columns.iter().map(|c| c.reads.of(&value).unwrap().as_whole().unwrap()).collect();
            assert_eq!(cells, expected);
            assert_eq!(kind.at_desk().fhir(&[]).kind, "date");
        }
    }

    #[test]
    fn no_made_up_date_is_longer_than_the_largest_and_all_fit() {
        for precision in ["day", "month", "year"] {
            let kind = kind(precision);
            let long = |v: &Value| serde_json::to_string(v).unwrap().len();
            for n in 0..40 {
                let value = kind.at_desk().made_up(&[], &mut |below| n % below).unwrap();
                assert_eq!(kind.fits(&[], &value), Ok(()), "{value:?}");
                assert!(long(&value) <= long(&kind.largest(&[]).unwrap()));
            }
        }
    }
}
