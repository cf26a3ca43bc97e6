//! Days between two dates.

/// Days from one `YYYY-MM-DD` to another. `None` where one is no date.
pub fn days_between(from: &str, to: &str) -> Option<i64> {
    Some(day_number(to)? - day_number(from)?)
}

/// Whether this is a day, `YYYY-MM-DD`.
#[cfg(feature = "desk")]
pub fn is_day(text: &str) -> bool {
    day_number(text).is_some()
}

/// Returns the days from 1 March of year 0 (proleptic Gregorian calendar) to a day. `None` for anything but
/// `YYYY-MM-DD` with ASCII digits, and for a day that the calendar does not have.
pub(crate) fn day_number(date: &str) -> Option<i64> {
    let (year, month, day) = calendar(date)?;
    Some(number(year, month, day))
}

/// Returns year (1 to 9999), month and day of `YYYY-MM-DD`. `None` where there is no such day.
fn calendar(date: &str) -> Option<(i64, i64, i64)> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *date.as_bytes() else { return None };
    let (year, month, day) = (digits(&[y1, y2, y3, y4])?, digits(&[m1, m2])?, digits(&[d1, d2])?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + i64::from(leap),
        1..=12 => 31,
        _ => return None,
    };
    (year >= 1 && (1..=days).contains(&day)).then_some((year, month, day))
}

/// Reads ASCII digits and nothing else: `str::parse` would also take a sign.
fn digits(text: &[u8]) -> Option<i64> {
    text.iter().try_fold(0, |n, b| b.is_ascii_digit().then(|| n * 10 + i64::from(b - b'0')))
}

/// Counts the days. Years begin in March, so that the leap day comes last.
fn number(year: i64, month: i64, day: i64) -> i64 {
    let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1
}

/// The date of a [`day_number`].
#[cfg(feature = "desk")]
pub(crate) fn date(day: i64) -> String {
    let (era, day_of_era) = (day.div_euclid(146_097), day.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    format!("{:04}-{month:02}-{day:02}", year_of_era + era * 400 + i64::from(month <= 2))
}

/// The [`day_number`] so many months after a date; on the last day of a month that is too short for it.
#[cfg(feature = "desk")]
pub(crate) fn months_after(date: &str, months: u32) -> Option<i64> {
    let (year, month, day) = calendar(date)?;
    let there = year * 12 + month - 1 + i64::from(months);
    let first = |n: i64| (n < 12 * 10_000).then(|| number(n.div_euclid(12), n.rem_euclid(12) + 1, 1));
    Some((first(there)? + day - 1).min(first(there + 1)? - 1))
}

/// So many hours after `2026-11-23T16:00Z`, written the same way. `None` where that is no hour, or is followed by none
/// before the year 10000.
#[cfg(feature = "desk")]
pub(crate) fn hours_after(wall: &str, hours: u32) -> Option<String> {
    hour_text(minute_number(wall)? + i64::from(hours) * 60)
}

/// The day of an hour such as `2026-11-23T16:00Z`. `None` where that is no hour.
#[cfg(feature = "desk")]
pub(crate) fn day_of_hour(hour: &str) -> Option<&str> {
    minute_number(hour).and_then(|_| hour.get(..10))
}

/// Returns the minutes from the start of the day with the [`day_number`] 0 to an hour, `YYYY-MM-DDTHH:MMZ`: a day that
/// exists, 00:00 to 23:59 of UTC, ASCII digits. `None` for anything else.
#[cfg(feature = "desk")]
pub(crate) fn minute_number(hour: &str) -> Option<i64> {
    let (day, time) = hour.split_once('T')?;
    let [h1, h2, b':', m1, m2, b'Z'] = *time.as_bytes() else { return None };
    let (hour, minute) = (digits(&[h1, h2])?, digits(&[m1, m2])?);
    (hour < 24 && minute < 60).then_some((day_number(day)? * 24 + hour) * 60 + minute)
}

/// Writes a [`minute_number`]. `None` outside the years that are written with four digits.
#[cfg(feature = "desk")]
fn hour_text(minute: i64) -> Option<String> {
    let day = date(minute.div_euclid(24 * 60));
    let text = format!("{day}T{:02}:{:02}Z", minute.div_euclid(60).rem_euclid(24), minute.rem_euclid(60));
    minute_number(&text).map(|_| text)
}

/// 1970-01-01, from which machines count.
#[cfg(feature = "desk")]
const EPOCH_DAY: i64 = 719_468;

/// Returns the seconds from 1970-01-01T00:00Z to an hour such as `2026-11-23T16:00Z`; negative before it. `None` where
/// that is no hour.
#[cfg(feature = "desk")]
pub fn seconds_of(hour: &str) -> Option<i64> {
    Some((minute_number(hour)? - EPOCH_DAY * 24 * 60) * 60)
}

/// Returns the minute in which a second lies, counted from 1970-01-01T00:00Z: `2026-11-23T16:00Z`. `None` outside the
/// years 1 to 9999.
#[cfg(feature = "desk")]
pub fn hour_at(seconds: i64) -> Option<String> {
    hour_text(seconds.div_euclid(60) + EPOCH_DAY * 24 * 60)
}

#[cfg(test)]
mod tests {
    use super::{date, day_number, day_of_hour, days_between, hour_at, hours_after, months_after, seconds_of};

    #[test]
    fn months_are_counted_by_the_calendar() {
        let after = |day, months| date(months_after(day, months).unwrap());
        assert_eq!(after("2026-11-24", 12), "2027-11-24");
        assert_eq!(after("2026-08-31", 6), "2027-02-28");
        assert_eq!(after("2023-08-31", 6), "2024-02-29");
        assert_eq!(after("2026-12-31", 0), "2026-12-31");
        assert_eq!(after("2026-11-15", 1), "2026-12-15");
        assert_eq!(months_after("2026-13-01", 1), None);
    }

    #[test]
    fn a_deadline_is_counted_in_hours() {
        let after = |wall, hours| hours_after(wall, hours).unwrap();
        assert_eq!(after("2026-11-23T16:00Z", 24), "2026-11-24T16:00Z");
        assert_eq!(after("2024-02-28T23:00Z", 2), "2024-02-29T01:00Z");
        assert_eq!(after("2026-12-31T10:30Z", 7 * 24), "2027-01-07T10:30Z");
        assert_eq!(hours_after("9999-12-31T23:30Z", 1), None, "its text would come before all others");
    }

    #[test]
    fn only_a_day_that_exists_is_a_day() {
        for day in ["0001-01-01", "1970-01-01", "2000-02-29", "2026-11-30", "2028-02-29", "9999-12-31"] {
            assert_eq!(date(day_number(day).unwrap()), day);
        }
        let shapes =
            ["", "-", "2026-11", "2026-11-23 ", " 2026-11-23", "2026-11-231", "26-11-23", "2026-1-23", "2026/11/23"];
        let signs =
            ["2026-+1-01", "+026-11-23", "-026-11-23", "2026-11-+3", "2026-11--3", "2026-11-23-", "２０２６-11-23"];
        let absent = ["2026-02-29", "2026-02-31", "2100-02-29", "2026-04-31", "2026-06-31", "2026-09-31", "2026-11-31"];
        let beyond = ["0000-01-01", "2026-00-01", "2026-13-01", "2026-11-00", "2026-11-32", "9999-99-99"];
        for no_day in shapes.into_iter().chain(signs).chain(absent).chain(beyond) {
            assert_eq!(day_number(no_day), None, "{no_day}");
            assert_eq!(days_between(no_day, "2026-11-23"), None, "{no_day}");
            assert_eq!(months_after(no_day, 1), None, "{no_day}");
            assert_eq!(hours_after(&format!("{no_day}T10:00Z"), 1), None, "{no_day}");
        }
    }

    #[test]
    fn only_a_minute_of_a_day_is_an_hour() {
        assert_eq!(day_of_hour("2028-02-29T23:59Z"), Some("2028-02-29"));
        let shapes = ["", "2026-11-23", "2026-11-23T16:00", "2026-11-23T16:00:00Z", "2026-11-23t16:00Z", "soonT16:00Z"];
        let times = ["24:00Z", "16:60Z", "99:99Z", "+1:00Z", "16:+1Z", "1:00Z", "16:0Z", "16:00z", "16:00ZZ", "１:00Z"];
        for no_hour in shapes.into_iter().map(String::from).chain(times.map(|t| format!("2026-11-23T{t}"))) {
            assert_eq!(hours_after(&no_hour, 0), None, "{no_hour}");
            assert_eq!(day_of_hour(&no_hour), None, "{no_hour}");
            assert_eq!(seconds_of(&no_hour), None, "{no_hour}");
        }
    }

    #[test]
    fn seconds_are_counted_from_1970() {
        for (seconds, hour) in [
            (0, "1970-01-01T00:00Z"),
            (951_782_400, "2000-02-29T00:00Z"),
            (1_795_449_600, "2026-11-23T16:00Z"),
            (4_107_542_399 / 60 * 60, "2100-02-28T23:59Z"),
            (4_107_542_400, "2100-03-01T00:00Z"),
            (-60, "1969-12-31T23:59Z"),
        ] {
            assert_eq!(hour_at(seconds).as_deref(), Some(hour));
            assert_eq!(hour_at(seconds + 59).as_deref(), Some(hour), "seconds are cut off");
            assert_eq!(seconds_of(hour), Some(seconds));
        }
        assert_eq!(hour_at(i64::from(u32::MAX) * 100), None, "no year of four digits");
    }

    #[test]
    fn counts_days_over_leap_years() {
        assert_eq!(days_between("2024-02-28", "2024-03-01"), Some(2));
        assert_eq!(days_between("2026-08-25", "2026-11-23"), Some(90));
        assert_eq!(days_between("2026-13-01", "2026-11-23"), None);
    }
}
