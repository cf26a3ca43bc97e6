//! Which day it is where the study is.

use super::clock;
use super::error::Failure;
use crate::study::Study;
use crate::time::{Day, Minute};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, civil};

/// The time zone of a study, `$.time_zone`; UTC where the study has none.
pub struct Zone(TimeZone);

/// UTC.
impl Default for Zone {
    fn default() -> Self {
        Zone(TimeZone::UTC)
    }
}

impl Zone {
    /// The zone of a study.
    ///
    /// # Errors
    /// There is no such zone.
    pub fn of(study: &Study) -> Result<Self, Failure> {
        Zone::named(study.time_zone.as_deref()).ok_or_else(|| {
            let name = study.time_zone.as_deref().unwrap_or_default();
            Failure::findings(format_args!("$.time_zone: {name:?} is not a time zone"), ADVICE)
        })
    }

    /// The zone of a name such as `Europe/Amsterdam`; UTC where there is none. `None` where there is no such zone.
    pub fn named(name: Option<&str>) -> Option<Self> {
        name.map_or(Some(Zone::default()), |name| TimeZone::get(name).ok().map(Zone))
    }

    /// The day that it is now.
    pub fn today(&self) -> Day {
        self.day_of(clock::seconds())
    }

    /// The day of an option such as `--on`; today where it was not given.
    ///
    /// # Errors
    /// The calendar has no such day; `option` is named.
    pub fn day_or_today(&self, option: &str, given: Option<&str>) -> Result<Day, Failure> {
        let Some(text) = given else { return Ok(self.today()) };
        Day::parse(text).ok_or_else(|| {
            let advice = format!("write it as {option} 2026-11-23, a day that exists");
            Failure::unusable(format_args!("{option}: {text:?} is not a day"), advice)
        })
    }

    /// The last minute of a day, in UTC: 22:59 in a Dutch winter.
    pub fn end_of(&self, day: Day) -> Option<Minute> {
        let date = civil::date(1970, 1, 1).checked_add(day.plus_days(1)?.since_epoch().days()).ok()?;
        let next = date.to_zoned(self.0.clone()).ok()?;
        Minute::from_seconds(next.timestamp().as_second() - 60)
    }

    /// The day of a second since 1970. A machine that thinks it is after the year 9999 gets its last day.
    fn day_of(&self, seconds: i64) -> Day {
        let there = || Day::parse(&Timestamp::from_second(seconds).ok()?.to_zoned(self.0.clone()).date().to_string());
        there().unwrap_or(Day::MAX)
    }
}

/// What to do where a zone is not known.
pub const ADVICE: &str = "give a name of the time zone database, such as Europe/Amsterdam";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_that_of_the_zone_in_summer_and_in_winter() {
        let zone = Zone::named(Some("Europe/Amsterdam")).unwrap();
        let day = |zone: &Zone, at| zone.day_of(Minute::parse(at).unwrap().seconds()).to_string();
        assert_eq!(day(&zone, "2026-12-31T22:59Z"), "2026-12-31");
        assert_eq!(day(&zone, "2026-12-31T23:00Z"), "2027-01-01");
        assert_eq!(day(&zone, "2026-07-01T21:59Z"), "2026-07-01");
        assert_eq!(day(&zone, "2026-07-01T22:00Z"), "2026-07-02");
        assert_eq!(day(&Zone::named(None).unwrap(), "2026-07-01T22:00Z"), "2026-07-01");
        assert!(Zone::named(Some("Europe/Amsterdm")).is_none());
        assert_eq!(zone.day_of(i64::MAX), Day::MAX);
    }

    #[test]
    fn a_day_ends_when_the_next_begins_there() {
        let zone = Zone::named(Some("Europe/Amsterdam")).unwrap();
        let end = |day| zone.end_of(Day::parse(day).unwrap()).unwrap().to_string();
        assert_eq!(end("2026-11-23"), "2026-11-23T22:59Z");
        assert_eq!(end("2026-07-01"), "2026-07-01T21:59Z");
        // The day on which summer time begins has 23 hours, the one on which it ends 25.
        assert_eq!([end("2026-03-28"), end("2026-03-29")], ["2026-03-28T22:59Z", "2026-03-29T21:59Z"]);
        assert_eq!([end("2026-10-24"), end("2026-10-25")], ["2026-10-24T21:59Z", "2026-10-25T22:59Z"]);
    }
}
