//! `time/`, held against jiff: another calendar, by other people.

use jiff::civil;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use kindstem::time::{Age, Day, Minute, Month};
use proptest::prelude::*;

/// As both write it.
fn day(of: civil::Date) -> Day {
    Day::parse(&of.to_string()).unwrap()
}

fn dates() -> impl Strategy<Value = civil::Date> {
    (1600i16..2400, 1i8..=12, 1i8..=31).prop_filter_map("there", |(y, m, d)| civil::Date::new(y, m, d).ok())
}

#[test]
fn every_day_of_eight_hundred_years_is_the_same_day() {
    let epoch = civil::date(1970, 1, 1);
    let mut expected = Day::new(1600, 1, 1).unwrap();
    for date in civil::date(1600, 1, 1).series(1.day()).take_while(|d| d.year() < 2400) {
        let text = date.to_string();
        let here = Day::parse(&text).unwrap();
        assert_eq!((here, here.to_string()), (expected, text));
        assert_eq!(here.since_epoch(), i64::from(epoch.until(date).unwrap().get_days()), "{here}");
        expected = expected.plus_days(1).unwrap();
    }
    assert_eq!(expected.to_string(), "2400-01-01");
}

#[test]
fn a_day_is_there_where_it_is_there_for_jiff() {
    for year in [1600i16, 1700, 1900, 2000, 2023, 2024, 2100, 2400] {
        for (month, of_month) in (0..=13).flat_map(|m| (0..=32).map(move |d| (m, d))) {
            let there = civil::Date::new(year, month, of_month).is_ok();
            let here = Day::new(year.into(), month.into(), of_month.into());
            assert_eq!(here.is_some(), there, "{year}-{month}-{of_month}");
        }
    }
}

proptest! {
    #[test]
    fn months_later_is_the_same_day_or_the_last_of_the_month(date in dates(), months in 0u32..600) {
        let there = date.checked_add(i64::from(months).months()).unwrap();
        prop_assert_eq!(day(date).plus_months(months), Some(day(there)));
    }

    #[test]
    fn days_between_are_those_of_jiff(a in dates(), b in dates()) {
        prop_assert_eq!(day(b).since(day(a)), i64::from(a.until(b).unwrap().get_days()));
    }

    /// Whatever the day of birth in the month, leap days included: the age lies between the two that are said.
    #[test]
    fn an_age_is_between_the_two_that_are_said(birth in dates(), days in 0i32..40_000) {
        let date = birth.checked_add(days.days()).unwrap();
        let years = birth.until((jiff::Unit::Year, date)).unwrap().get_years();
        let month = Month::parse(&birth.to_string()[..7]).unwrap();
        let Age { at_least, at_most } = Age::of(month, day(date)).unwrap();
        let years = u32::try_from(years).unwrap();
        prop_assert!((at_least..=at_most).contains(&years), "{birth} {date}: {years}, not {at_least} to {at_most}");
        prop_assert!(at_most - at_least <= 1);
    }

    /// The day that a telephone in a zone shows, on the days on which its clock changes too.
    #[test]
    fn the_day_of_an_entry_is_that_on_the_wall(seconds in 0i64..4_000_000_000, zone in prop::sample::select(
        vec!["Europe/Amsterdam", "America/Paramaribo", "Asia/Damascus", "Pacific/Kiritimati", "Pacific/Pago_Pago"]
    )) {
        let at = Timestamp::from_second(seconds).unwrap().to_zoned(TimeZone::get(zone).unwrap());
        let ahead = at.offset().seconds() / 60;
        prop_assert_eq!(Minute::from_seconds(seconds).unwrap().day_at(ahead), Some(day(at.date())));
    }
}

#[test]
fn on_days_of_23_and_25_hours_an_hour_has_the_day_of_the_wall() {
    let zone = TimeZone::get("Europe/Amsterdam").unwrap();
    for begin in ["2026-03-28T22:00Z", "2026-10-24T21:00Z"] {
        let mut minute = Minute::parse(begin).unwrap();
        for _ in 0..30 {
            let at = Timestamp::from_second(minute.seconds()).unwrap().to_zoned(zone.clone());
            assert_eq!(minute.day_at(at.offset().seconds() / 60), Some(day(at.date())), "{minute}");
            minute = minute.plus_hours(1).unwrap();
        }
    }
}
