//! Days and months of the proleptic Gregorian calendar.

use super::digits;
use serde::{Serialize, Serializer};
use std::fmt;

/// A civil day that exists, of the years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(
    /// Days from 1 March of the year 0; see [`number`].
    i64,
);

/// 1970-01-01, from which machines count.
const EPOCH: i64 = 719_468;

impl Day {
    /// 9999-12-31, the last day that is written with four digits of a year.
    pub const MAX: Day = Day(LAST);

    /// Returns the day of a year (1 to 9999), a month and a day of it, both from 1. `None` where the calendar has none.
    pub fn new(year: i64, month: i64, day: i64) -> Option<Day> {
        let there = (1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        let number = there.then(|| number(year, month, day))?;
        // The number of a day that does not exist is that of one in the next month, and does not convert back.
        (civil(number) == (year, month, day)).then_some(Day(number))
    }

    /// Reads `YYYY-MM-DD`. `None` for anything else than ASCII digits in that shape, and for a day that does not exist.
    pub fn parse(text: &str) -> Option<Day> {
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else { return None };
        Day::new(digits(&[y1, y2, y3, y4])?, digits(&[m1, m2])?, digits(&[d1, d2])?)
    }

    /// Returns the day that is so many days after 1970-01-01. `None` outside the years 1 to 9999.
    pub fn from_epoch(days: i64) -> Option<Day> {
        let number = days.checked_add(EPOCH)?;
        (FIRST..=LAST).contains(&number).then_some(Day(number))
    }

    /// Returns the days since 1970-01-01; negative before it.
    pub const fn since_epoch(self) -> i64 {
        self.0 - EPOCH
    }

    /// Returns the days from `earlier` to this day; negative if `earlier` is later.
    pub const fn since(self, earlier: Day) -> i64 {
        self.0 - earlier.0
    }

    /// Returns the day so many days later; earlier if `days` is negative. `None` outside the years 1 to 9999.
    pub fn plus_days(self, days: i64) -> Option<Day> {
        Day::from_epoch(self.since_epoch().checked_add(days)?)
    }

    /// Returns the same day of the month so many months later, or the last day of that month if it is shorter. `None`
    /// after the year 9999.
    pub fn plus_months(self, months: u32) -> Option<Day> {
        let (_, _, day) = civil(self.0);
        let month = self.month().0 + i64::from(months);
        let (year, month) = (month.div_euclid(12), month.rem_euclid(12) + 1);
        (day - 3..=day).rev().find_map(|day| Day::new(year, month, day))
    }

    /// Returns the month of this day.
    pub fn month(self) -> Month {
        let (year, month, _) = civil(self.0);
        Month(year * 12 + month - 1)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = civil(self.0);
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(
    /// Months since January of the year 0.
    i64,
);

impl Month {
    /// Reads `YYYY-MM`, the years 0 to 9999. `None` for anything else.
    pub fn parse(text: &str) -> Option<Month> {
        let [y1, y2, y3, y4, b'-', m1, m2] = *text.as_bytes() else { return None };
        let (year, month) = (digits(&[y1, y2, y3, y4])?, digits(&[m1, m2])?);
        (1..=12).contains(&month).then_some(Month(year * 12 + month - 1))
    }

    /// Returns the year, 0 to 9999.
    pub const fn year(self) -> i64 {
        self.0 / 12
    }

    /// Returns the months from `earlier` to this month; negative if `earlier` is later.
    pub const fn since(self, earlier: Month) -> i64 {
        self.0 - earlier.0
    }
}

/// 0001-01-01 and 9999-12-31.
const FIRST: i64 = 306;
const LAST: i64 = 3_652_364;

/// Counts the days from 1 March of the year 0. Years begin in March, so that the leap day comes last.
const fn number(year: i64, month: i64, day: i64) -> i64 {
    let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1
}

/// Year, month and day of such a number.
const fn civil(number: i64) -> (i64, i64, i64) {
    let (era, day_of_era) = (number.div_euclid(146_097), number.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (year_of_era + era * 400 + if month <= 2 { 1 } else { 0 }, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn months_are_counted_by_the_calendar() {
        let after = |from, months| day(from).plus_months(months).unwrap().to_string();
        assert_eq!(after("2026-11-24", 12), "2027-11-24");
        assert_eq!(after("2026-08-31", 6), "2027-02-28");
        assert_eq!(after("2023-08-31", 6), "2024-02-29");
        assert_eq!(after("2026-12-31", 0), "2026-12-31");
        assert_eq!(after("2026-11-15", 1), "2026-12-15");
        assert_eq!(after("9999-11-30", 1), "9999-12-30");
        assert_eq!(day("9999-12-01").plus_months(1), None);
    }

    #[test]
    fn only_a_day_that_exists_is_a_day() {
        for text in ["0001-01-01", "1970-01-01", "2000-02-29", "2026-11-30", "2028-02-29", "9999-12-31"] {
            assert_eq!(day(text).to_string(), text);
        }
        assert_eq!((day("0001-01-01").0, day("9999-12-31").0), (FIRST, LAST));
        assert_eq!([FIRST - 1, LAST + 1].map(|n| Day::from_epoch(n - EPOCH)), [None, None]);
        let shapes =
            ["", "-", "2026-11", "2026-11-23 ", " 2026-11-23", "2026-11-231", "26-11-23", "2026-1-23", "2026/11/23"];
        let signs =
            ["2026-+1-01", "+026-11-23", "-026-11-23", "2026-11-+3", "2026-11--3", "2026-11-23-", "２０２６-11-23"];
        let absent = ["2026-02-29", "2026-02-31", "2100-02-29", "2026-04-31", "2026-06-31", "2026-09-31", "2026-11-31"];
        let beyond = ["0000-01-01", "2026-00-01", "2026-13-01", "2026-11-00", "2026-11-32", "9999-99-99"];
        for no_day in shapes.into_iter().chain(signs).chain(absent).chain(beyond) {
            assert_eq!(Day::parse(no_day), None, "{no_day}");
        }
        for no_month in ["", "2026", "2026-00", "2026-13", "2026-1", "26-11", "2026-11-23", "+026-11"] {
            assert_eq!(Month::parse(no_month), None, "{no_month}");
        }
    }

    #[test]
    fn counts_days_over_leap_years() {
        assert_eq!(day("2024-03-01").since(day("2024-02-28")), 2);
        assert_eq!(day("2026-11-23").since(day("2026-08-25")), 90);
        assert_eq!(day("2024-02-28").plus_days(2), Some(day("2024-03-01")));
        assert_eq!(day("2024-03-01").plus_days(-2), Some(day("2024-02-28")));
        assert_eq!(day("1970-01-02").since_epoch(), 1);
        assert_eq!([i64::MAX, i64::MIN].map(|n| day("2026-11-23").plus_days(n)), [None, None]);
    }
}
