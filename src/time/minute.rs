//! Minutes of UTC.

use super::{Day, digits};
use std::fmt;

const DAY: i64 = 24 * 60;
/// Minutes: no civil clock is more than 14 hours away from UTC.
const FURTHEST: i64 = 14 * 60;

/// A minute of UTC, of the years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minute(
    /// Minutes since 1970-01-01T00:00Z.
    i64,
);

impl Minute {
    /// Reads `YYYY-MM-DDTHH:MMZ`: a day that exists, 00:00 to 23:59, ASCII digits. `None` for anything else.
    pub fn parse(text: &str) -> Option<Minute> {
        let (day, time) = text.split_once('T')?;
        let [h1, h2, b':', m1, m2, b'Z'] = *time.as_bytes() else { return None };
        let (hour, minute) = (digits(&[h1, h2])?, digits(&[m1, m2])?);
        (hour < 24 && minute < 60).then_some(())?;
        Some(Minute(Day::parse(day)?.since_epoch() * DAY + hour * 60 + minute))
    }

    /// Returns the minute that contains a second, counted from 1970-01-01T00:00Z. `None` outside the years 1 to 9999.
    pub fn from_seconds(seconds: i64) -> Option<Minute> {
        Minute(seconds.div_euclid(60)).there()
    }

    /// Returns the seconds from 1970-01-01T00:00Z to the beginning of this minute; negative before it.
    pub const fn seconds(self) -> i64 {
        self.0 * 60
    }

    /// Returns the minutes from `earlier` to this minute; negative if `earlier` is later.
    pub const fn since(self, earlier: Minute) -> i64 {
        self.0 - earlier.0
    }

    /// Returns the minute so many hours later. `None` after the year 9999: a year of five digits would
    /// sort before all others as text.
    pub fn plus_hours(self, hours: u32) -> Option<Minute> {
        Minute(self.0 + i64::from(hours) * 60).there()
    }

    /// Returns the day in UTC.
    pub fn day(self) -> Option<Day> {
        Day::from_epoch(self.0.div_euclid(DAY))
    }

    /// Returns the day on a clock that is `ahead` minutes ahead of UTC (negative: behind). No civil clock is more than
    /// 14 hours away from UTC; beyond ±840 the clock is wrong, and the day is that of UTC. `None` outside the years 1
    /// to 9999.
    pub fn day_at(self, ahead: i32) -> Option<Day> {
        let ahead = i64::from(ahead);
        let ahead = if ahead.abs() <= FURTHEST { ahead } else { 0 };
        Minute(self.0 + ahead).day()
    }

    fn there(self) -> Option<Minute> {
        self.day().map(|_| self)
    }
}

impl fmt::Display for Minute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of_day = self.0.rem_euclid(DAY);
        // Each constructor checks that the day exists, so this error cannot happen.
        self.day().map_or(Err(fmt::Error), |day| write!(f, "{day}T{:02}:{:02}Z", of_day / 60, of_day % 60))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Minute {
        Minute::parse(text).unwrap()
    }

    #[test]
    fn a_deadline_is_counted_in_hours() {
        let after = |wall, hours| at(wall).plus_hours(hours).unwrap().to_string();
        assert_eq!(after("2026-11-23T16:00Z", 24), "2026-11-24T16:00Z");
        assert_eq!(after("2024-02-28T23:00Z", 2), "2024-02-29T01:00Z");
        assert_eq!(after("2026-12-31T10:30Z", 7 * 24), "2027-01-07T10:30Z");
        assert_eq!(at("9999-12-31T23:30Z").plus_hours(1), None);
    }

    #[test]
    fn only_a_minute_of_a_day_that_exists_is_a_minute() {
        assert_eq!(at("2028-02-29T23:59Z").day(), Day::parse("2028-02-29"));
        let shapes = ["", "2026-11-23", "2026-11-23T16:00", "2026-11-23T16:00:00Z", "2026-11-23t16:00Z", "soonT16:00Z"];
        let days = ["2026-02-29T10:00Z", "2026-13-01T10:00Z", "26-11-23T10:00Z"];
        let times = ["24:00Z", "16:60Z", "99:99Z", "+1:00Z", "16:+1Z", "1:00Z", "16:0Z", "16:00z", "16:00ZZ", "１:00Z"];
        let times = times.map(|t| format!("2026-11-23T{t}"));
        for text in shapes.into_iter().chain(days).map(String::from).chain(times) {
            assert_eq!(Minute::parse(&text), None, "{text}");
        }
    }

    #[test]
    fn seconds_are_counted_from_1970() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00Z"),
            (951_782_400, "2000-02-29T00:00Z"),
            (1_795_449_600, "2026-11-23T16:00Z"),
            (4_107_542_399 / 60 * 60, "2100-02-28T23:59Z"),
            (4_107_542_400, "2100-03-01T00:00Z"),
            (-60, "1969-12-31T23:59Z"),
        ] {
            for within in [0, 59] {
                assert_eq!(Minute::from_seconds(seconds + within), Some(at(text)), "seconds are cut off");
            }
            assert_eq!((at(text).seconds(), at(text).to_string().as_str()), (seconds, text));
        }
        assert_eq!([i64::from(u32::MAX) * 100, i64::MAX, i64::MIN].map(Minute::from_seconds), [None; 3]);
    }

    #[test]
    fn a_day_is_that_of_the_clock_on_the_wall() {
        let day = |wall, ahead| at(wall).day_at(ahead).map(|d| d.to_string());
        assert_eq!(day("2027-12-31T23:00Z", 60).as_deref(), Some("2028-01-01"), "half past midnight in Amsterdam");
        assert_eq!(day("2026-07-01T21:00Z", 120).as_deref(), Some("2026-07-01"));
        assert_eq!(day("2026-07-01T22:00Z", 120).as_deref(), Some("2026-07-02"));
        assert_eq!(day("2026-07-01T02:00Z", -180).as_deref(), Some("2026-06-30"));
        for wrong in [841, -841, i32::MAX, i32::MIN] {
            assert_eq!(day("2026-07-01T22:00Z", wrong).as_deref(), Some("2026-07-01"), "{wrong} is no zone");
        }
        assert_eq!(day("9999-12-31T23:00Z", 60), None);
        assert_eq!(day("0001-01-01T00:00Z", -60), None);
    }
}
